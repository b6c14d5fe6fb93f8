import type { Core } from '@strapi/strapi';
import { isPostgres } from '../shared/dialect';

/** Tables with rows and a column of which PostgreSQL knows nothing. */
const UNKNOWN = `
  select distinct c.relname as name
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_stats s
      on s.schemaname = current_schema() and s.tablename = c.relname and s.attname = a.attname
   where c.relnamespace = current_schema()::regnamespace
     and c.relkind = 'r' and c.reltuples > 0 and s.attname is null`;

/**
 * Has PostgreSQL look again at what is in tables that it cannot plan for. At each change of the schema
 * Strapi takes texts with a default for changed and alters their columns, of which PostgreSQL
 * then forgets everything; it would look by itself when a tenth of the rows have changed, and until
 * then find a page of a large town in three times as long.
 */
export async function analyzeTables(strapi: Core.Strapi): Promise<void> {
  if (!isPostgres(strapi)) return;
  const knex = strapi.db.connection;
  const { rows } = await knex.raw<{ rows: { name: string }[] }>(UNKNOWN);
  for (const { name } of rows) {
    try {
      await knex.raw('analyze ??', [name]);
    } catch (error) {
      strapi.log.warn(`"${name}" was not analyzed, so lists may be slow: ${String(error)}`);
    }
  }
}
