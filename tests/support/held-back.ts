import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Town } from './town';

/** Below the time after which a statement that waits for a lock is given up. */
const PATIENCE = 10_000;
const LOOK_AGAIN = 5;

/** What is done while the lock is held, and how many statements wait for it then. */
export interface Stage {
  /** `holder` is the transaction that has the lock. */
  readonly start: (holder: Knex.Transaction) => unknown;
  readonly waiting: number;
}

/**
 * Locks something, lets requests run into the lock stage by stage, and opens it when all of them
 * wait: whatever they decided on was read before, and who is first is decided by the rows alone.
 */
export async function holdBack(
  { rows }: Pick<Town, 'rows'>,
  lock: (trx: Knex.Transaction) => Promise<unknown>,
  stages: readonly Stage[],
  patience = PATIENCE,
): Promise<void> {
  await rows.transaction(async (trx) => {
    await lock(trx);
    for (const { start, waiting } of stages) {
      await start(trx);
      await untilWaiting(rows, waiting, patience);
    }
  });
}

async function untilWaiting(rows: Knex, expected: number, patience: number): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    const waiting = await countWaiting(rows);
    if (waiting >= expected) return;
    if (Date.now() > end) throw new Error(`${waiting} of ${expected} statements wait for the lock`);
    await wait(LOOK_AGAIN);
  }
}

/** Asked outside of the transaction, within which PostgreSQL would repeat its first answer. */
async function countWaiting(rows: Knex): Promise<number> {
  const found = await rows('pg_stat_activity')
    .where({ wait_event_type: 'Lock', datname: rows.raw('current_database()') })
    .count({ count: '*' })
    .first<{ count: string }>();
  return Number(found.count);
}
