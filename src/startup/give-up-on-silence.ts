/** The driver's connection to PostgreSQL, as far as it is used here. */
export interface SilentConnection {
  readonly connection: { readonly stream: { destroy(): void } };
  query(query: { readonly text: string } | string, callback?: Callback): unknown;
}

type Callback = (error: Error | null, result?: unknown) => void;

/**
 * Whoever lifts the limit of the server until the end of a transaction wants none here either
 * (`liftStatementLimit` of the plugin).
 */
const LIFTS_LIMIT = /^set local statement_timeout\b/i;
const ENDS_TRANSACTION = /^(commit|rollback(?! to\b))\b/i;

/**
 * Closes a connection over which no answer comes although PostgreSQL should have given up long
 * since: its machine hangs, or a firewall has forgotten us. Nothing else would tell; requests would
 * wait as long as the silence lasts, and their connections with them.
 */
export function giveUpOnSilence(connection: SilentConnection, patienceMs: number): void {
  const query = connection.query.bind(connection);
  let isLifted = false;
  connection.query = (asked, callback) => {
    const text = typeof asked === 'string' ? asked : asked.text;
    const isUnlimited = isLifted || LIFTS_LIMIT.test(text);
    isLifted = isUnlimited && !ENDS_TRANSACTION.test(text);
    if (callback === undefined || isUnlimited) return query(asked, callback);
    const timer = setTimeout(() => connection.connection.stream.destroy(), patienceMs);
    return query(asked, (error, result) => {
      clearTimeout(timer);
      callback(error, result);
    });
  };
}
