import type { Knex } from 'knex';
import { rowsOf } from '../../replay/evidence/open-database';

/** How often each statement was run, by its text with values left out. */
export type Statements = ReadonlyMap<string, number>;

/** Has PostgreSQL count what runs while `work` does, in this database. */
export async function countStatements(db: Knex, work: () => Promise<unknown>): Promise<Statements> {
  await db.raw('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await db.raw('SELECT pg_stat_statements_reset()');
  await work();
  const rows = await rowsOf<{ query: string; calls: string }>(
    db,
    `SELECT query, calls FROM pg_stat_statements
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND query NOT LIKE '%pg_stat_statements%'`,
  );
  return new Map(rows.map(({ query, calls }) => [query, Number(calls)]));
}

const KIND = /^\s*(\w+)/;
const TABLE = /\b(?:from|into|update)\s+"?([a-z]\w*)"?/i;

/**
 * How many statements of each kind each of so many requests took: `select pioneer_claims` → 3. What
 * runs beside them now and then is left out.
 */
export function kindsPerRequest(statements: Statements, requests: number): Map<string, number> {
  const kinds = new Map<string, number>();
  for (const [text, calls] of statements) {
    const [, table = ''] = TABLE.exec(text) ?? [];
    const kind = `${KIND.exec(text)?.[1]?.toLowerCase() ?? ''} ${table}`.trim();
    kinds.set(kind, (kinds.get(kind) ?? 0) + calls);
  }
  const each = [...kinds].map(([kind, calls]) => [kind, Math.floor(calls / requests)] as const);
  return new Map(each.filter(([, calls]) => calls > 0).sort());
}
