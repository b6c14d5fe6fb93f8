import { openDatabase, type DatabaseEnv } from '../../../tools/replay/evidence/open-database';
import { send } from '../../support/http';
import { createDatabase, startServer, type TestServer } from '../../support/server';
import { openKept } from '../../releases/kept-release';

const NODES = 3;

/** `BOOTS=10 npm run test:operations -- boots` takes its time, see docs/operations.md. */
const ROUNDS = Number(process.env.BOOTS ?? 3);

/** So many servers at once, on a machine that has other work. */
const PATIENCE = 180_000;

/** All of them at the same moment; those that died are missing. */
async function startAtOnce(databaseEnv: DatabaseEnv, env: NodeJS.ProcessEnv = {}) {
  const starts = await Promise.allSettled(
    Array.from({ length: NODES }, () => startServer({ databaseEnv, env })),
  );
  const servers = starts.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
  const deaths = starts.flatMap((it) => (it.status === 'rejected' ? [String(it.reason)] : []));
  return { servers, deaths };
}

async function assertAllServe(servers: readonly TestServer[]): Promise<void> {
  for (const { url } of servers) {
    expect((await send({ url, path: '/readyz' })).body).toEqual({ status: 'ready' });
  }
}

/** What was done twice: migrations, roles, and grants of one role. */
async function foundTwice(databaseEnv: DatabaseEnv): Promise<unknown[]> {
  const db = openDatabase(databaseEnv);
  const twice = (table: string, ...columns: string[]) =>
    db(table).select(columns).groupBy(columns).having(db.raw('count(*) > 1'));
  try {
    return [
      ...(await twice('strapi_migrations_internal', 'name')),
      ...(await twice('strapi_core_store_settings', 'key', 'type', 'environment', 'tag')),
      ...(await twice('up_roles', 'type')),
      ...(await twice('admin_roles', 'code')),
      ...(await twice('i18n_locale', 'code')),
      ...(await db('up_permissions as p')
        .join('up_permissions_role_lnk as l', 'l.permission_id', 'p.id')
        .select('p.action', 'l.role_id')
        .groupBy('p.action', 'l.role_id')
        .having(db.raw('count(*) > 1'))),
    ];
  } finally {
    await db.destroy();
  }
}

describe('nodes that start at the same moment', () => {
  it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
    'make an empty database together, and none dies: round %d',
    async () => {
      const databaseEnv = await createDatabase('postgres');
      const { servers, deaths } = await startAtOnce(databaseEnv);

      expect(deaths).toEqual([]);
      await assertAllServe(servers);
      expect(await foundTwice(databaseEnv)).toEqual([]);
      await Promise.all(servers.map((server) => server.stop()));
    },
    PATIENCE,
  );

  it(
    'change the tables of an earlier schema together, and none dies',
    async () => {
      const { databaseEnv, evidenceFolder, secret } = await openKept('before-0.1.0', 'postgres');
      await forgetColumns(databaseEnv);
      const env = { EVIDENCE_FOLDER: evidenceFolder, PIONEER_SECRET: secret };
      const { servers, deaths } = await startAtOnce(databaseEnv, env);

      expect(deaths).toEqual([]);
      await assertAllServe(servers);
      expect(await foundTwice(databaseEnv)).toEqual([]);
      expect(await hasSummaries(databaseEnv)).toBe(true);
      await Promise.all(servers.map((server) => server.stop()));
    },
    PATIENCE,
  );
});

async function hasSummaries(databaseEnv: DatabaseEnv): Promise<boolean> {
  const db = openDatabase(databaseEnv);
  const answer = await db.schema.hasColumn('stories', 'summary');
  await db.destroy();
  return answer;
}

/** Makes the database that of a release whose stories had no summary. */
async function forgetColumns(databaseEnv: DatabaseEnv): Promise<void> {
  const db = openDatabase(databaseEnv);
  const known = await db('strapi_database_schema').orderBy('id', 'desc').first<StoredSchema>();
  const { tables } = known.schema;
  const stories = tables.find(({ name }) => name === 'stories');
  if (stories === undefined) throw new Error('there are no stories');
  stories.columns = stories.columns.filter(({ name }) => name !== 'summary');
  await db.schema.alterTable('stories', (table) => table.dropColumn('summary'));
  await db('strapi_database_schema')
    .where({ id: known.id })
    .update({ schema: JSON.stringify({ ...known.schema, tables }), hash: 'of an earlier release' });
  await db.destroy();
}

interface StoredSchema {
  readonly id: number;
  readonly schema: { tables: { readonly name: string; columns: { readonly name: string }[] }[] };
}
