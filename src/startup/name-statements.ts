import { LRUCache } from 'lru-cache';

/** What is asked again and again; a list of values is another statement for each of its lengths. */
const MOST_STATEMENTS = 500;

/**
 * A plan that is kept does not know its values. Made while a table was small it reads all of it, and
 * compares each row with a long list value by value, also when the table has grown. A page looks up
 * no more than a hundred ids.
 */
const MOST_VALUES = 200;

/** It looks for nothing, so its plan stays good. */
const ADDS_ROWS = /^\s*insert\b/i;

/** Texts of which we know that they came once. */
const MOST_TEXTS = 2000;

/** Their result has other columns when a table gets another, which PostgreSQL then refuses. */
const ALL_COLUMNS = /(?<!count\()\*/i;

const WORTH_PLANNING_ONCE = /^\s*(select|insert|update|delete|with)\b/i;

/** PostgreSQL's code for a prepared statement whose result would have other types by now. */
const PLAN_OUTDATED = '0A000';

interface Query {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
}

type Callback = (error: Error | null, result?: unknown) => void;

/** The driver's connection to PostgreSQL, as far as it is used here; streams come without callback. */
export interface QueryingConnection {
  query(query: Query | string, callback?: Callback): unknown;
}

/**
 * Has PostgreSQL parse and plan a statement once for each connection instead of for every query,
 * from the second time that it comes: the driver prepares what has a name. A connection that knows
 * enough statements sends others as before; it is closed when nobody needs it, and they with it.
 */
export function nameStatements(connection: QueryingConnection): void {
  const query = connection.query.bind(connection);
  const known = new LRUCache<string, true>({ max: MOST_TEXTS });
  const names = new Map<string, string | null>();

  function nameOf({ text, values, name }: Query): string | undefined {
    if (name !== undefined || values === undefined || !WORTH_PLANNING_ONCE.test(text)) return name;
    if (values.length > MOST_VALUES && !ADDS_ROWS.test(text)) return undefined;
    const given = names.get(text);
    if (given !== undefined) return given ?? undefined;
    const isNew = !known.has(text);
    known.set(text, true);
    if (isNew || names.size === MOST_STATEMENTS || ALL_COLUMNS.test(text)) return undefined;
    names.set(text, `s${names.size + 1}`);
    return names.get(text) ?? undefined;
  }

  connection.query = (asked, callback) => {
    const isPlain = typeof asked === 'string' || callback === undefined;
    const name = isPlain ? undefined : nameOf(asked);
    if (isPlain || name === undefined) return query(asked, callback);
    return query({ ...asked, name }, (error, result) => {
      const { code } = (error ?? {}) as { code?: string };
      // Another node has changed the schema; from now on it is planned each time.
      if (code === PLAN_OUTDATED) names.set(asked.text, null);
      callback(error, result);
    });
  };
}
