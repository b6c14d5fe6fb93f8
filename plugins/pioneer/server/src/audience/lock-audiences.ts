import type { Transaction } from '../shared/database';

/** Any number that nothing else of ours locks in the same database. */
const AUDIENCES = 7466339;

/**
 * Whoever writes who is in which audience waits for the one before: each reads people and audiences
 * and writes what follows from both, and neither may change unseen in between. Taken after the tree
 * of organisations and before openings. SQLite has one writer only.
 */
export async function lockAudiences({ trx }: Transaction): Promise<void> {
  const { dialect } = trx.client as { dialect: string };
  if (dialect !== 'postgresql') return;
  await trx.raw('SELECT pg_advisory_xact_lock(?)', [AUDIENCES]);
}
