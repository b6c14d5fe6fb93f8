/**
 * What claims are compared with: the least that a server can be which does the same. Koa and knex, the
 * token verified, the same statements in the same order on the same tables, the answer as JSON; no
 * validation, no rules, nobody refused. Started by measure-claim.ts with the environment of a node.
 */

import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { createId } from '@paralleldrive/cuid2';
import { verify } from 'jsonwebtoken';
import Koa from 'koa';
import type { Knex } from 'knex';
import { nameStatements, type QueryingConnection } from '../../../src/startup/name-statements';
import { openDatabase, type DatabaseEnv } from '../../replay/evidence/open-database';
import type { ReadyMessage } from '../../server-process';
import {
  CALLER,
  CLAIM,
  CLOCK,
  HOLD_MEMBER,
  LIVE,
  LOCK_MEMBER,
  LOCK_OPENING,
  PLACE,
  TAKE_SLOT,
} from './claim-statements';

const LEASE_MS = 72 * 60 * 60 * 1000;

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

type Row = Readonly<Record<string, unknown>>;

async function first(trx: Knex, sql: string, values: Row = {}): Promise<Row> {
  const { rows } = await trx.raw<{ rows: Row[] }>(sql, values as never);
  return rows[0] ?? {};
}

interface Token {
  readonly userId: string;
  readonly sessionId: string;
}

async function claim(token: Token, openingId: string, termsId: string): Promise<Row> {
  const { userId, sessionId } = token;
  const asked = { user_id: Number(userId), session_id: sessionId, user_text: userId };
  const caller = await first(db, CALLER, asked);
  const memberId = String(caller.member_id);
  const known = {
    member_id: memberId,
    opening_id: openingId,
    live_key: `${openingId}:member:${memberId}`,
  };
  return db.transaction(async (trx) => {
    const clock = await first(trx, CLOCK);
    const now = new Date(Math.floor(Number(clock.now)));
    for (const sql of [
      PLACE,
      LIVE,
      LOCK_MEMBER,
      HOLD_MEMBER,
      LOCK_OPENING,
      PLACE,
      LIVE,
      TAKE_SLOT,
    ]) {
      await first(trx, sql, known);
    }
    const claimed = {
      document_id: createId(),
      ...NOTHING_YET,
      opening_id: openingId,
      terms_id: termsId,
      workflow_id: '',
      claimant_kind: 'member',
      claimant_id: memberId,
      lead_id: memberId,
      organisation_id: caller.organisation_id,
      live_key: known.live_key,
      claimed_at: now,
      lease_ends_at: new Date(now.getTime() + LEASE_MS),
      ...stampsOf(now),
      salt: saltOf(),
    };
    await trx('pioneer_claims').insert(claimed);
    await record(trx, claimed, now);
    return first(trx, CLAIM, { ...known, claim_id: claimed.document_id });
  });
}

const NOTHING_YET = {
  ...{ state: 'active', round: 1, step: 1, percent: 0, extended: 0, score: null },
  ...{ due_at: null, due_reminds_at: null, submitted_at: null, acknowledged_at: null },
  ...{ decided_at: null, appeal_ends_at: null, ended_at: null, evaluating_id: null },
  ...{ step_ends_at: null, step_reminds_at: null, offer_ends_at: null },
  ...{ withdrawal_asked_at: null, withdrawal_reason: null, withdrawal_answer: null },
  ...{ terms_reason: null, end_reason: null },
};

async function record(trx: Knex, claimed: Row, now: Date): Promise<void> {
  const changes = JSON.stringify(claimed);
  const event = {
    document_id: createId(),
    subject_type: 'claim',
    subject_id: claimed.document_id,
    subject_version: 1,
    type: 'claim.claimed',
    actor_kind: 'member',
    actor_id: claimed.claimant_id,
    at: now,
    payload: '{}',
    changes,
    digest: createHash('sha256').update(changes).digest('hex'),
    ...stampsOf(now),
    salt: '',
  };
  await trx('pioneer_events').insert(event);
  await trx('pioneer_pending').insert({ event_id: event.document_id });
}

function stampsOf(now: Date) {
  return { created_at: now, updated_at: now, published_at: now, version: 1 };
}

function saltOf(): string {
  return randomBytes(16).toString('base64url');
}

const app = new Koa();
app.use(async (ctx) => {
  const token = verify(ctx.get('Authorization').replace(/^Bearer /, ''), secret) as Token;
  const [, openingId = ''] = /^\/api\/pioneer\/openings\/(\w+)\/claims$/.exec(ctx.path) ?? [];
  const { termsId } = (await json(ctx.req)) as { termsId: string };
  ctx.body = { data: await claim(token, openingId, termsId) };
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
