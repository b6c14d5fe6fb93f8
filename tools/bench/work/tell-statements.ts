/**
 * Loaded before a server that is listened to: writes every statement that it sends to PostgreSQL, with
 * its values and the first row of the answer, as a line of JSON into the file named by TELL_STATEMENTS.
 */

import { appendFileSync } from 'node:fs';
import { Client } from 'pg';
import type { Sent } from './script';

interface Query {
  readonly text: string;
  readonly values?: readonly unknown[];
}

interface Answer {
  readonly rowCount: number | null;
  readonly rows: readonly Sent['row'][];
}

type Callback = (error: Error | null, answer: Answer) => void;
type Send = (asked: Query | string, callback?: Callback) => unknown;

const file = process.env.TELL_STATEMENTS ?? '';
const driver = Client.prototype as unknown as { query: Send };
const { query } = driver;

driver.query = function tell(this: unknown, asked, callback) {
  if (typeof asked === 'string' || callback === undefined) return query.call(this, asked, callback);
  return query.call(this, asked, (error, answer) => {
    if (error === null) {
      const { text, values = [] } = asked;
      const { rowCount, rows } = answer;
      const sent: Sent = { text, values, rowCount, row: rows[0] ?? {} };
      appendFileSync(file, `${JSON.stringify(sent)}\n`);
    }
    callback(error, answer);
  });
};
