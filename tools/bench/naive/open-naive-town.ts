import { sign } from 'jsonwebtoken';
import { openDatabase } from '../../replay/evidence/open-database';
import { startServerProcess, type ServerProcess } from '../../server-process';
import type { Asked } from '../load/drive';
import type { Stage } from '../stage';

/** Members sign in as anybody in Strapi. */
const MEMBERS = 2000;
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
    WHERE p.document_id = 'claiming' AND r.type = 'authenticated'`;

/** A Strapi that counts before it creates, and who lives there. */
export interface NaiveTown {
  readonly urls: readonly string[];
  /** Opens so many openings. @returns what each is called */
  open(openings: number, slots: number): Promise<readonly string[]>;
  /** What the member asks for who comes as so many-th; who has come before comes again. */
  ask(turn: number, opening: string): Asked;
  countClaims(): Promise<number>;
  close(): Promise<void>;
}

/** Starts the naive project. */
export function startNaiveServer(env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  return startServerProcess(env, 'dist/tools/bench/naive/serve-naive.js');
}

/** Starts it on so many nodes with a database of their own, beside what is on the stage. */
export async function openNaiveTown(stage: Stage, { nodes = 1 } = {}): Promise<NaiveTown> {
  const databaseEnv = await stage.createDatabase(DATABASE);
  const started: ServerProcess[] = [];
  while (started.length < nodes) {
    started.push(await startNaiveServer({ ...stage.env, ...databaseEnv }));
  }
  const db = openDatabase(databaseEnv);
  await db.raw(SETTLE);
  const ids = await db('up_users').orderBy('id').pluck<number[]>('id');
  const tokens = ids.map((id) => sign({ id }, stage.env.JWT_SECRET ?? ''));
  let opened = 0;
  return {
    urls: started.map(({ url }) => url),
    async open(openings, slots) {
      const rows = Array.from({ length: openings }, () => {
        opened += 1;
        return { document_id: `opening${opened}`, slots };
      });
      await db('openings').insert(rows);
      return rows.map((row) => row.document_id);
    },
    ask(turn, opening) {
      const token = tokens[turn % tokens.length];
      return { method: 'POST', path: `/api/openings/${opening}/claims`, token, body: {} };
    },
    async countClaims() {
      const [row] = await db('claims').count<{ count: string }[]>({ count: '*' });
      return Number(row?.count);
    },
    async close() {
      await db.destroy();
      for (const node of started) await node.stop();
    },
  };
}
