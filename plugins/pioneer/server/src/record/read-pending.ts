import type { Core } from '@strapi/strapi';
import { tryLock } from '../shared/advisory-locks';
import { transact, type Transaction } from '../shared/database';
import { isPostgres } from '../shared/dialect';
import { rowIn, selectOf } from '../shared/rows';
import type { RowOf } from '../shared/table';
import { events } from './event-table';
import { PENDING_TABLE, TRANSACTION_COLUMN } from './pending';

/** What follows from events takes them here: each once, those of one subject in their order. */
export type Consumer = (
  strapi: Core.Strapi,
  transaction: Transaction,
  batch: readonly RowOf<typeof events>[],
) => Promise<void>;

/** Events read in one transaction: little enough that on SQLite everybody else hardly waits. */
const BATCH = 500;

/**
 * Hands all events that wait to every consumer and forgets that they waited, a batch at a time, each
 * batch in one transaction: what was rolled back is read once more, and nothing twice. Any number of
 * nodes may run this; one of them reads, and a node that dies lets go.
 */
export async function readPending(
  strapi: Core.Strapi,
  consumers: readonly Consumer[],
  isStopping: () => boolean,
): Promise<void> {
  while (!isStopping() && (await readBatch(strapi, consumers)));
}

/** @returns whether there was anything to read */
async function readBatch(strapi: Core.Strapi, consumers: readonly Consumer[]): Promise<boolean> {
  return transact(strapi, async (transaction) => {
    if (!(await tryLock(transaction, 'reader'))) return false;
    const found = await findBatch(strapi, transaction);
    if (found.length === 0) return false;
    const batch = found.map((row) => rowIn(events, 'e', row));
    for (const consume of consumers) await consume(strapi, transaction, batch);
    const ids = found.map(({ pending_id }) => Number(pending_id));
    await transaction.trx(PENDING_TABLE).whereIn('id', ids).delete();
    return true;
  });
}

/**
 * The events that wait longest. On PostgreSQL only those below every transaction that still runs:
 * one that began earlier may yet commit events which belong before the others.
 */
async function findBatch(
  strapi: Core.Strapi,
  { trx }: Transaction,
): Promise<Record<string, unknown>[]> {
  const select = trx(`${PENDING_TABLE} as p`)
    .join(`${events.name} as e`, 'e.document_id', 'p.event_id')
    .orderBy('p.id')
    .limit(BATCH)
    .select(selectOf(trx, events, 'e'))
    .select({ pending_id: 'p.id' });
  if (isPostgres(strapi)) {
    void select.whereRaw('?? < pg_snapshot_xmin(pg_current_snapshot())', [
      `p.${TRANSACTION_COLUMN}`,
    ]);
  }
  return select;
}
