import { createHmac } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { RateLimiterPostgres, RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible';
import { keptSince } from '../../../core/privacy/retention';
import { SECOND } from '../../../core/time';
import { isPostgres } from '../shared/dialect';
import { DomainError } from '../shared/domain-error';
import { secretOf } from './secret';

const ATTEMPTS_TABLE = 'pioneer_attempts';

type SharedLimiter = RateLimiterPostgres | RateLimiterSQLite;

/**
 * Allows so many points within so many seconds from the first of them, counted in rows, which all nodes
 * share. Never ask it inside a transaction: that would undo the count, and SQLite's single
 * connection would be waited for. The table is Strapi's to make and ours to empty.
 */
export function sharedLimiter(strapi: Core.Strapi, points: number, seconds: number): SharedLimiter {
  const limits = { points, duration: seconds, keyPrefix: '' };
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

/** Rows tell neither the address nor who it was. */
export function limiterKeyOf(strapi: Core.Strapi, subject: string): string {
  return createHmac('sha256', secretOf(strapi)).update(subject).digest('base64url');
}

/** Takes a point. @throws DomainError of this code, with the seconds to wait, when there is none left */
export async function takePoint(
  limiter: { consume(key: string): Promise<unknown> },
  key: string,
  code: 'SIGN_IN_THROTTLED' | 'WRITES_THROTTLED',
): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / SECOND));
    throw new DomainError(code, { seconds });
  }
}

/** Forgets what counts no longer, by the clock of nodes, as they were counted. */
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
