import { createHmac } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { RateLimiterPostgres, RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible';
import { MINUTE, SECOND } from '../../../core/time';
import { keptSince } from '../../../core/privacy/retention';
import { isPostgres } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { secretOf } from './secret';

export const ATTEMPTS_TABLE = 'pioneer_attempts';

/** Within this time failures count; whoever waits so long may try again. */
const WINDOW_SECONDS = (5 * MINUTE) / SECOND;

/** Five tries for one number from one address: what MLPS 2.0 practice and people's memory agree on. */
const FAILURES_PER_NUMBER = 5;

/** A community's members may share one address; a list of guessed numbers does not get far. */
const FAILURES_PER_ADDRESS = 100;

/**
 * Runs an attempt that proves who somebody is, and counts it when it fails: by number and address
 * together, so that nobody locks others out from elsewhere, and by address alone. The try is
 * counted before and given back after success; otherwise simultaneous tries would slip through.
 * The counts are rows, so all nodes share them. Never call it inside a transaction: it would undo
 * the count, and SQLite's single connection would be waited for.
 *
 * @throws DomainError SIGN_IN_THROTTLED
 */
export async function throttleAttempt<Result>(
  strapi: Core.Strapi,
  ctx: Context,
  attemptKey: string,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const byAddress = limiterOf(strapi, FAILURES_PER_ADDRESS);
  const byNumber = limiterOf(strapi, FAILURES_PER_NUMBER);
  const address = keyOf(strapi, `address ${ctx.ip}`);
  const pair = keyOf(strapi, `number ${ctx.ip} ${attemptKey}`);
  await consume(byAddress, address);
  await consume(byNumber, pair);
  try {
    const result = await attempt();
    await Promise.all([byNumber.delete(pair), byAddress.reward(address)]);
    return result;
  } catch (error) {
    if (!isFailedProof(error)) {
      await Promise.all([byNumber.reward(pair), byAddress.reward(address)]);
    }
    throw error;
  }
}

type Limiter = RateLimiterPostgres | RateLimiterSQLite;

/** The table is Strapi's to make and ours to empty. */
function limiterOf(strapi: Core.Strapi, points: number): Limiter {
  const limits = { points, duration: WINDOW_SECONDS, keyPrefix: '' };
  const table = { tableName: ATTEMPTS_TABLE, tableCreated: true, clearExpiredByTimeout: false };
  if (!isPostgres(strapi)) {
    const store = { storeClient: strapi.db.connection, storeType: 'knex' };
    return new RateLimiterSQLite({ ...limits, ...table, ...store });
  }
  return new RateLimiterPostgres({ ...limits, ...table, ...unnamed(strapi), storeType: 'client' });
}

interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The library names its statements, which poolers that give each of them another connection do not
 * know; whether statements are prepared is the matter of the database's configuration.
 */
function unnamed(strapi: Core.Strapi) {
  const { client } = strapi.db.connection;
  return {
    storeClient: {
      async query({ text, values }: Query): Promise<unknown> {
        const connection = await client.acquireConnection();
        try {
          return await connection.query({ text, values });
        } finally {
          await client.releaseConnection(connection);
        }
      },
    },
  };
}

/** Rows tell neither the address nor who was tried. */
function keyOf(strapi: Core.Strapi, subject: string): string {
  return createHmac('sha256', secretOf(strapi)).update(`attempt ${subject}`).digest('base64url');
}

/** Only a wrong secret counts; a short password or an absent database is no attack. */
function isFailedProof(error: unknown): boolean {
  if (!(error instanceof DomainError)) return false;
  const { code } = error.refusal;
  return code === 'SIGN_IN_FAILED' || code === 'ACTIVATION_FAILED' || code === 'PASSWORD_WRONG';
}

async function consume(limiter: Limiter, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / SECOND));
    throw new DomainError('SIGN_IN_THROTTLED', { seconds });
  }
}

/** Forgets failures that count no longer, by the clock of nodes, as they were counted. */
export async function forgetAttempts(strapi: Core.Strapi): Promise<void> {
  await strapi.db
    .connection(ATTEMPTS_TABLE)
    .where('expire', '<', keptSince('attempts', Date.now()))
    .delete();
}

/** The raw model of the counts, with the columns of the library, which inserts them in this order. */
export const attemptModel = {
  uid: 'plugin::pioneer.attempt',
  singularName: 'pioneer-attempt',
  tableName: ATTEMPTS_TABLE,
  attributes: {
    key: { type: 'string', column: { unique: true, notNullable: true } },
    points: { type: 'integer', column: { notNullable: true } },
    expire: { type: 'biginteger', column: { notNullable: true } },
    id: { type: 'increments' },
  },
  indexes: [{ name: `${ATTEMPTS_TABLE}_expire_idx`, columns: ['expire'] }],
};
