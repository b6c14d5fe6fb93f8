import type { Transaction } from '../shared/database';

/** Any number that nothing else of ours locks in the same database. */
const TREE = 7466338;

/**
 * Whoever adds to the tree of organisations or moves a part of it waits for the one before: each
 * reads the closures and writes what follows from them, which must not change in between. Two moves
 * that know nothing of each other would make a cycle. SQLite has one writer only.
 */
export async function lockTree({ trx }: Transaction): Promise<void> {
  const { dialect } = trx.client as { dialect: string };
  if (dialect !== 'postgresql') return;
  await trx.raw('SELECT pg_advisory_xact_lock(?)', [TREE]);
}
