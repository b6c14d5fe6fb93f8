import type { Transaction } from './database';
import { isOfPostgres } from './dialect';

/**
 * What one transaction at a time may do, until its end, and the number by which PostgreSQL knows it:
 * any that nothing else locks in the same database. 7466337 is the project's start.
 */
const LOCKS = {
  /**
   * Adding to the tree of organisations, or moving a part of it: who does so reads the closures and
   * writes what follows from them. Two moves that know nothing of each other would make a cycle.
   */
  tree: 7_466_338,
  /**
   * Writing who is in which audience, which follows from people and audiences; neither may change
   * unseen in between. Taken after the tree and before openings.
   */
  audiences: 7_466_339,
  /** Reading the events that wait, for what follows from them. */
  reader: 7_466_340,
  /** Adding to the chain of the access log. */
  accessLog: 7_466_341,
} as const;

type Lock = keyof typeof LOCKS;

/** Waits for its turn. SQLite has one writer only, whom everybody waits for anyway. */
export async function waitForLock({ trx }: Transaction, lock: Lock): Promise<void> {
  if (isOfPostgres(trx)) await trx.raw('SELECT pg_advisory_xact_lock(?)', [LOCKS[lock]]);
}

/** @returns false, without waiting, when it is another one's turn */
export async function tryLock({ trx }: Transaction, lock: Lock): Promise<boolean> {
  if (!isOfPostgres(trx)) return true;
  const row = await trx
    .select<{ is_ours: boolean }[]>(
      trx.raw('pg_try_advisory_xact_lock(?) as is_ours', [LOCKS[lock]]),
    )
    .first<{ is_ours: boolean }>();
  return row.is_ours;
}
