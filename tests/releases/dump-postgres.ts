import { Client } from 'pg';
import type { DatabaseEnv } from '../../tools/replay/evidence/open-database';

/**
 * Statements that write the statements which make a database anew, in their order: rows come before
 * what would check or forbid them. PostgreSQL itself says what its objects are, so that nothing of
 * another machine is needed.
 */
const MAKE_TABLES = [
  `
    SELECT format('CREATE SEQUENCE %I AS %s', sequencename, data_type) FROM pg_sequences
    WHERE schemaname = 'public' ORDER BY sequencename`,
  `
    SELECT format('CREATE TABLE %I (%s)', c.relname, string_agg(
      format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
        || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
        || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY a.attnum))
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    GROUP BY c.relname ORDER BY c.relname`,
];

const MAKE_THE_REST = [
  `
    SELECT format('SELECT setval(%L, %s)', quote_ident(sequencename), last_value) FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename`,
  `
    SELECT format('ALTER TABLE %I ADD CONSTRAINT %I %s', r.relname, c.conname,
      pg_get_constraintdef(c.oid))
    FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
    WHERE c.connamespace = 'public'::regnamespace AND c.contype <> 'n'
    ORDER BY c.contype = 'f', r.relname, c.conname`,
  `
    SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)
    ORDER BY c.relname`,
  `
    SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    ORDER BY proname`,
  `
    SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
    ORDER BY c.relname, t.tgname`,
];

/** A whole database as SQL, which `loadPostgres` takes. There is no pg_dump among our packages. */
export async function dumpPostgres(env: DatabaseEnv): Promise<string> {
  return withClient(env, async (client) => {
    const write = async (sql: string) => {
      const { rows } = await client.query<[string]>({ text: sql, rowMode: 'array' });
      return rows.map(([statement]) => statement);
    };
    const tables = await write("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
    const insertRows = tables.sort().map((table) => {
      const name = client.escapeIdentifier(table);
      return `
        SELECT format('INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, %L)',
          json_agg(t)) FROM ${name} t HAVING count(*) > 0`;
    });
    const statements: string[] = [];
    for (const sql of [...MAKE_TABLES, ...insertRows, ...MAKE_THE_REST]) {
      statements.push(...(await write(sql)));
    }
    return statements.map((statement) => `${statement};\n`).join('');
  });
}

/** Fills an empty database with what `dumpPostgres` has written, in one transaction. */
export async function loadPostgres(env: DatabaseEnv, sql: string): Promise<void> {
  await withClient(env, (client) => client.query(sql));
}

async function withClient<Result>(
  env: DatabaseEnv,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({
    host: env.DATABASE_HOST,
    port: Number(env.DATABASE_PORT),
    database: env.DATABASE_NAME,
    user: env.DATABASE_USERNAME,
    password: env.DATABASE_PASSWORD,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
