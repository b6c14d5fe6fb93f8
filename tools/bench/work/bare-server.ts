/**
 * What a step of work is compared with: the least that a server can be which does the same. Koa and knex,
 * the token verified, the statements of the script (see script.ts) one after the other, the last row as
 * JSON; no validation, no rules, nobody refused. Started by measure-step.ts with the environment of a
 * node, and with the file of the script in BARE_SCRIPT.
 */

import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { createId } from '@paralleldrive/cuid2';
import { verify } from 'jsonwebtoken';
import Koa from 'koa';
import type { Knex } from 'knex';
import { nameStatements, type QueryingConnection } from '../../../src/startup/name-statements';
import { openDatabase, type DatabaseEnv } from '../../replay/evidence/open-database';
import type { ReadyMessage } from '../../server-process';
import { askedOf, type Line, type Sent, type Source } from './script';

/** As many connections as a node has, each of which plans a statement once, as there. */
const POOL = {
  min: 0,
  max: 10,
  afterCreate(connection: unknown, created: (error?: Error, connection?: unknown) => void) {
    nameStatements(connection as QueryingConnection);
    created(undefined, connection);
  },
};

const db = openDatabase(process.env as DatabaseEnv, POOL);
const secret = process.env.JWT_SECRET ?? '';
const lines = (JSON.parse(readFileSync(process.env.BARE_SCRIPT ?? '', 'utf8')) as Line[]).map(
  // knex counts places by itself.
  ({ text, ...line }) => ({ ...line, text: text.replaceAll('?', '\\?').replaceAll(/\$\d+/g, '?') }),
);
const [begin, commit] = ['BEGIN', 'COMMIT'].map((word) =>
  lines.findIndex(({ text }) => text.startsWith(word)),
) as [number, number];

type Answer = Pick<Sent, 'rowCount'> & { readonly rows: readonly Sent['row'][] };

async function play(asked: readonly string[]): Promise<Sent['row']> {
  const answers: Sent['row'][] = [];
  const ids = new Map<number, string>();
  const valueOf = (source: Source): unknown => {
    if (source.from === 'request') return asked[source.at];
    if (source.from === 'answer') return answers[source.of]?.[source.column];
    const id = ids.get(source.at) ?? createId();
    ids.set(source.at, id);
    return id;
  };
  const run = async (trx: Knex, from: number, to: number) => {
    for (let at = from; at < to; at += 1) {
      const { text, values, rowCount } = lines[at] as Line;
      const bindings = values.map((value) => {
        if ('was' in value) return value.was;
        const parts = value.parts.map((part) => (typeof part === 'string' ? part : valueOf(part)));
        return parts.length === 1 ? parts[0] : parts.join('');
      });
      const answer = await trx.raw<Answer>(text, bindings as Knex.Value[]);
      if (answer.rowCount !== rowCount) throw new Error(`${answer.rowCount} rows: ${text}`);
      answers[at] = answer.rows[0] ?? {};
    }
  };
  await run(db, 0, begin);
  await db.transaction((trx) => run(trx, begin + 1, commit));
  await run(db, commit + 1, lines.length);
  return answers.at(-1) ?? {};
}

const app = new Koa();
app.use(async (ctx) => {
  const token = verify(ctx.get('Authorization').replace(/^Bearer /, ''), secret);
  const body = (await json(ctx.req)) as object;
  ctx.body = { data: await play(askedOf(token as Parameters<typeof askedOf>[0], ctx.path, body)) };
});
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const nobody = { firstAdministratorUrl: null, passwordsFile: '' };
  process.send?.({ type: 'ready', url, ...nobody } satisfies ReadyMessage);
});
process.once('SIGTERM', () => {
  server.close(() => void db.destroy().then(() => process.disconnect()));
  server.closeIdleConnections();
});
