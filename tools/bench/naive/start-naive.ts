import { sign } from 'jsonwebtoken';
import { drive, succeeded, type Asked } from '../load/drive';
import type { Side } from '../load/take-turns';
import { openDatabase } from '../../replay/evidence/open-database';
import { startServerProcess, type ServerProcess } from '../../server-process';
import type { Stage } from '../stage';

/** Members sign in as anybody in Strapi; each opening has more slots than are asked for, or few. */
const MEMBERS = 2000;
const OPENINGS = 200;
const FEW_SLOTS = 100;
/** Who wants one of the few. */
const WANTING = 400;
const DATABASE = 'naive';

const SETTLE = `
  INSERT INTO up_users (document_id, username, email, provider, confirmed, blocked)
    SELECT 'member' || n, 'm' || n, 'm' || n || '@town.invalid', 'local', true, false
    FROM generate_series(1, ${MEMBERS}) n;
  INSERT INTO up_users_role_lnk (user_id, role_id)
    SELECT u.id, r.id FROM up_users u, up_roles r WHERE r.type = 'authenticated';
  INSERT INTO up_permissions (document_id, action) VALUES ('claiming', 'api::claim.claim.create');
  INSERT INTO up_permissions_role_lnk (permission_id, role_id)
    SELECT p.id, r.id FROM up_permissions p, up_roles r
    WHERE p.document_id = 'claiming' AND r.type = 'authenticated';
  INSERT INTO openings (document_id, slots)
    SELECT 'opening' || n, 1000000 FROM generate_series(1, ${OPENINGS}) n;
  INSERT INTO openings (document_id, slots) VALUES ('few', ${FEW_SLOTS})`;

/** A Strapi that counts before it creates, as a side of a comparison. */
export interface Naive extends Side {
  /** How many more claims it gives than there are slots, when many want them at once. */
  oversell(): Promise<number>;
  close(): Promise<void>;
}

/** Starts the naive project. */
export function startNaiveServer(env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  return startServerProcess(env, 'dist/tools/bench/naive/serve-naive.js');
}

/** Starts it on a database of its own, with members and openings in it. */
export async function startNaive(
  stage: Stage,
  { connections, amount }: { readonly connections: number; readonly amount: number },
): Promise<Naive> {
  const databaseEnv = await stage.createDatabase(DATABASE);
  const server = await startNaiveServer({ ...stage.env, ...databaseEnv });
  const db = openDatabase(databaseEnv);
  await db.raw(SETTLE);
  const ids = await db('up_users').orderBy('id').pluck<number[]>('id');
  const tokens = ids.map((id) => sign({ id }, stage.env.JWT_SECRET ?? ''));
  let turn = 0;
  const askFor = (opening: () => string) => (): Asked => {
    const token = tokens[turn % tokens.length];
    turn += 1;
    return { method: 'POST', path: `/api/openings/${opening()}/claims`, token, body: {} };
  };
  const { url } = server;
  const next = askFor(() => `opening${1 + (turn % OPENINGS)}`);
  const count = async () => {
    const [row] = await db('claims').count<{ count: string }[]>({ count: '*' });
    return Number(row?.count);
  };
  return {
    name: 'naive',
    measure: () => drive({ url, connections, amount, next }),
    count,
    async oversell() {
      const wanted = { amount: WANTING, next: askFor(() => 'few') };
      return succeeded(await drive({ url, connections, ...wanted })) - FEW_SLOTS;
    },
    async close() {
      await db.destroy();
      await server.stop();
    },
  };
}
