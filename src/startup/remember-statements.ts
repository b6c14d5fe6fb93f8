import { LRUCache } from 'lru-cache';

/** What is asked again and again; a list of values is another statement for each of its lengths. */
const MOST_STATEMENTS = 500;

/** The driver's connection to SQLite, as far as it is used here. */
export interface PreparingConnection {
  prepare(sql: string): object;
}

/**
 * Has a connection to SQLite prepare a statement once instead of for every query, which takes
 * longer than most of them run. Each is through with its rows before the driver returns, and after
 * a change of the schema SQLite prepares it anew by itself.
 */
export function rememberStatements(connection: PreparingConnection): void {
  const prepare = connection.prepare.bind(connection);
  const statements = new LRUCache<string, object>({ max: MOST_STATEMENTS });
  connection.prepare = (sql) => {
    const statement = statements.get(sql) ?? prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
}
