import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';
import { chunk } from 'lodash';
import { findDatabaseFailure } from '../../../core/database-failure';
import type { Instant } from '../../../core/time';
import { databaseNow } from './clock';
import { isPostgres } from './dialect';
import { DomainError } from './domain-error';

/** A way to the database, and the moment that counts as now for everything read through it. */
export interface Reading {
  readonly trx: Knex;
  readonly now: Instant;
}

/** The same inside one transaction: what writes wants this. */
export interface Transaction extends Reading {
  readonly trx: Knex.Transaction;
  /** The moment by now, for what is decided after a long wait: `now` is when it began. */
  readonly readNow: () => Promise<Instant>;
  /** Tells this process of something once it is committed, by Strapi's event hub. */
  readonly announce: (event: string) => void;
}

/**
 * PostgreSQL's codes for "try the whole transaction again": serialisation failure, deadlock. And that
 * nothing more is taken after a failure: Strapi tidies up after one, and hides it behind that.
 */
const RETRYABLE = new Set(['40001', '40P01', '25P02']);
const MAX_ATTEMPTS = 4;

/**
 * Runs work in one transaction, joining the one that is already running. Deadlocks and
 * serialisation failures are tried again; every write is conditional, so a second run is safe.
 * Effects outside the database belong after it.
 */
export async function transact<Result>(
  strapi: Core.Strapi,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const nested = strapi.db.inTransaction();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await strapi.db.transaction(async ({ trx, onCommit }) => {
        const announce = (event: string) => onCommit(() => void strapi.eventHub.emit(event));
        const readNow = () => databaseNow(strapi, trx);
        const now = await readNow();
        return work({ trx, now, readNow, announce }).catch(async (error: unknown) => {
          throw await reasonBehind(error, trx);
        });
      });
    } catch (error) {
      if (!nested && isRetryable(error) && attempt < MAX_ATTEMPTS) continue;
      if (findDatabaseFailure(error) !== 'unfit') throw error;
      throw new DomainError('INPUT_INVALID', { count: 1, fields: '?' });
    }
  }
}

/**
 * Of what it could not look up Strapi says that there is no such thing. Where the transaction has lost
 * its database, that is the reason; where it only takes nothing more, what was sent is.
 */
async function reasonBehind(error: unknown, trx: Knex.Transaction): Promise<unknown> {
  if (!(error instanceof errors.ApplicationError)) return error;
  return trx.raw('select 1').then(
    () => error,
    (reason: unknown) => (findDatabaseFailure(reason) === 'away' ? reason : error),
  );
}

/** Whether the whole transaction may be tried again: nothing is wrong with it but the moment. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has((error as { code?: string }).code ?? '');
}

/** Reads need the database's moment too, but no transaction; they join the one that is running. */
export async function read<Result>(
  strapi: Core.Strapi,
  work: (reading: Reading) => Promise<Result>,
): Promise<Result> {
  return withConnection(strapi, async (trx) => work({ trx, now: await databaseNow(strapi, trx) }));
}

/** Like `read`, for a statement that asks for the moment itself, by `momentIn`, and spares a round trip. */
export async function withConnection<Result>(
  strapi: Core.Strapi,
  work: (trx: Knex) => Promise<Result>,
): Promise<Result> {
  if (strapi.db.inTransaction()) return strapi.db.transaction(({ trx }) => work(trx));
  return work(strapi.db.connection);
}

/**
 * Reads many statements' worth as of one moment, while others go on writing: what belongs together
 * is seen together.
 */
export async function readSnapshot<Result>(
  strapi: Core.Strapi,
  work: (reading: Reading) => Promise<Result>,
): Promise<Result> {
  // A transaction of SQLite is a snapshot by itself.
  const isolation = isPostgres(strapi)
    ? ({ isolationLevel: 'repeatable read', readOnly: true } as const)
    : undefined;
  return strapi.db.connection.transaction(
    async (trx) => work({ trx, now: await databaseNow(strapi, trx) }),
    isolation,
  );
}

/**
 * Lets a statement take any time until the end of this transaction: PostgreSQL's limit is one for
 * requests, and what looks at all that there is takes as long as it takes. Only for a lock of others
 * nobody waits longer than usual.
 */
export async function liftStatementLimit(strapi: Core.Strapi, trx: Knex): Promise<void> {
  // src/startup/give-up-on-silence.ts knows this statement by its words.
  if (isPostgres(strapi)) await trx.raw('SET LOCAL statement_timeout = 0');
}

/**
 * Lets the time between two statements be as long, too, for what works on files meanwhile. Not for who
 * holds a lock that others need: should its machine be gone, PostgreSQL would keep it for hours.
 */
export async function liftLimits(strapi: Core.Strapi, trx: Knex): Promise<void> {
  await liftStatementLimit(strapi, trx);
  if (isPostgres(strapi)) await trx.raw('SET LOCAL idle_in_transaction_session_timeout = 0');
}

/** Values of one IN list: SQLite and PostgreSQL bind no more than some 32,000 in a statement. */
const IN_CHUNK = 5000;

/** Reads by a list of any length, a part of it at a time. */
export async function selectIn<Value, Row>(
  values: readonly Value[],
  select: (part: Value[]) => PromiseLike<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const part of chunk(values, IN_CHUNK)) rows.push(...(await select(part)));
  return rows;
}

/** How many rows a select finds; drivers give counts as numbers or as texts. */
export async function countOf(select: Knex.QueryBuilder): Promise<number> {
  const [row] = await select.count<{ count: number | string }[]>({ count: '*' });
  return Number(row?.count);
}

/**
 * How many connections of this node may wait for the lock of one row that many want: half of them,
 * so that there is one for everybody else.
 */
export function connectionsForOneThing(strapi: Core.Strapi): number {
  const all = strapi.config.get<number>('database.connection.pool.max', DEFAULT_CONNECTIONS);
  return Math.max(1, Math.floor(all / 2));
}

/** Of knex, for PostgreSQL; SQLite has one. */
const DEFAULT_CONNECTIONS = 10;

/** Whether an error says that a unique index was hit. */
export function isUniqueViolation(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE';
}
