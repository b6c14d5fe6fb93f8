import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { chunk } from 'lodash';
import { canonicalJson, type Json } from '../../../core/record/canonical';
import { keptSince } from '../../../core/privacy/retention';
import type { CallingMember } from './caller';
import { DomainError } from './domain-error';
import { transact, type Transaction } from './database';

export const IDEMPOTENCY_TABLE = 'pioneer_idempotency_keys';

/** Ids that are looked for in one statement. */
const MENTIONS = 50;

const KEY_PATTERN = /^[\x21-\x7e]{1,255}$/;

/**
 * Runs a write once per `Idempotency-Key`: a repetition gets the stored answer, on every node and
 * also while the first is still running (the second waits for its row). The answer is stored in
 * the transaction of the effect, so only successes are stored. Without the header it just runs.
 *
 * @throws DomainError IDEMPOTENCY_KEY_REUSED when the key came with another request before.
 */
export async function oncePerKey<Result>(
  strapi: Core.Strapi,
  ctx: Context,
  run: () => Promise<Result>,
): Promise<Result> {
  const key = ctx.get('Idempotency-Key');
  const member = (ctx.state as { pioneer?: CallingMember | null }).pioneer;
  if (key === '' || member === null || member === undefined) return run();
  if (!KEY_PATTERN.test(key)) {
    throw new DomainError('INPUT_INVALID', { count: 1, fields: 'Idempotency-Key' });
  }
  const scope = hash(`${member.id} ${ctx.method} ${ctx.path} ${key}`);
  const request = hash(canonicalJson((ctx.request.body ?? {}) as Json));
  return transact(strapi, async (transaction) => {
    const isFirst = await reserve(transaction, scope, request);
    if (!isFirst) return storedAnswer<Result>(transaction, scope, request);
    const result = await run();
    await transaction
      .trx(IDEMPOTENCY_TABLE)
      .where({ scope })
      .update({ answer: JSON.stringify(result) });
    return result;
  });
}

/** Inserts the key; on PostgreSQL a second request waits here until the first has ended. */
async function reserve({ trx, now }: Transaction, scope: string, request: string) {
  const inserted = await trx(IDEMPOTENCY_TABLE)
    .insert({ scope, request, answer: '', stored_at: now })
    .onConflict('scope')
    .ignore()
    .returning('scope');
  return inserted.length > 0;
}

async function storedAnswer<Result>(
  { trx }: Transaction,
  scope: string,
  request: string,
): Promise<Result> {
  const stored = await trx(IDEMPOTENCY_TABLE)
    .where({ scope })
    .first<{ request: string; answer: string }>('request', 'answer');
  if (stored.request !== request) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return JSON.parse(stored.answer) as Result;
}

/** Forgets answers that tell of any of these: whoever repeats such a request is decided on anew. */
export async function forgetKeysAbout({ trx }: Transaction, ids: readonly string[]): Promise<void> {
  for (const part of chunk(ids, MENTIONS)) {
    await trx(IDEMPOTENCY_TABLE)
      .where((about) => {
        for (const id of part) void about.orWhere('answer', 'like', `%${id}%`);
      })
      .delete();
  }
}

/** Forgets answers that nobody may ask for any more. */
export async function forgetOldKeys({ trx, now }: Transaction): Promise<void> {
  await trx(IDEMPOTENCY_TABLE)
    .where('stored_at', '<', keptSince('idempotencyAnswers', now))
    .delete();
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The raw model of the keys: they prove nothing and are not worth exporting. */
export const idempotencyModel = {
  uid: 'plugin::pioneer.idempotency-key',
  singularName: 'pioneer-idempotency-key',
  tableName: IDEMPOTENCY_TABLE,
  attributes: {
    id: { type: 'increments' },
    scope: { type: 'string', column: { unique: true, notNullable: true } },
    request: { type: 'string', column: { notNullable: true } },
    answer: { type: 'text', column: { notNullable: true } },
    stored_at: { type: 'biginteger', column: { notNullable: true } },
  },
  indexes: [{ name: `${IDEMPOTENCY_TABLE}_stored_at_idx`, columns: ['stored_at'] }],
};
