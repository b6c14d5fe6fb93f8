/** Loaded before a server, by --import: the file STATEMENTS_FILE grows by a byte for every statement. */

import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { env } from 'node:process';

const Client = createRequire(import.meta.url)('knex/lib/client');
const { query } = Client.prototype;

Client.prototype.query = function count(...asked) {
  appendFileSync(env.STATEMENTS_FILE, '.');
  return query.apply(this, asked);
};
