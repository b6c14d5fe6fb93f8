import { openDatabase, rowsOf, type DatabaseEnv } from '../../tools/replay/evidence/open-database';

/** Tables that a start writes by itself, or that nobody restores: not part of a town. */
const OF_STARTS = /^(sqlite_|strapi_(migrations|database_schema|core_store|sessions))/;

/** How many rows each table of a town has, and where its chain ends. */
export interface TownShape {
  readonly counts: Readonly<Record<string, number>>;
  readonly head: { readonly seq: number; readonly hash: string } | undefined;
}

/** Reads it beside the server. */
export async function shapeOf(env: DatabaseEnv): Promise<TownShape> {
  const db = openDatabase(env);
  try {
    const tables = await rowsOf<{ name: string }>(
      db,
      env.DATABASE_CLIENT === 'postgres'
        ? 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()'
        : "SELECT name FROM sqlite_master WHERE type = 'table'",
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      if (OF_STARTS.test(name)) continue;
      const found = await db(name).count({ count: '*' }).first<{ count: number | string }>();
      if (Number(found?.count) > 0) counts[name] = Number(found?.count);
    }
    const head = await db('pioneer_seals')
      .orderBy('seq', 'desc')
      .first<TownShape['head']>('seq', 'hash');
    return { counts, head };
  } finally {
    await db.destroy();
  }
}
