import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { canonicalJson } from '../../../core/record/canonical';
import { waitForLock } from '../shared/advisory-locks';
import { liftStatementLimit, transact, type Reading, type Transaction } from '../shared/database';
import { rowFrom, selectOf } from '../shared/rows';
import type { RowOf } from '../shared/table';
import { events } from './event-table';
import { PENDING_TABLE } from './pending';
import type { Consumer } from './read-pending';
import { insertDerived } from './recorded-writes';
import { seals } from './seal-tables';

type Event = Pick<RowOf<typeof events>, 'id' | 'digest'>;
export type Seal = Pick<RowOf<typeof seals>, 'seq' | 'eventId' | 'previousHash' | 'hash'>;

/** What the first seal follows. */
export const GENESIS = '0'.repeat(64);

/**
 * SHA-256, in hex, of a seal's place, its event with the digest of that, and the seal before. The
 * digest covers the event and its subject's row, so the last hash stands for everything before it:
 * whoever keeps it can tell whether anything was retold, left out, put in or put elsewhere since.
 */
export function sealHash(seq: number, { id, digest }: Event, previousHash: string): string {
  return createHash('sha256')
    .update(canonicalJson({ seq, event: id, digest, previousHash }))
    .digest('hex');
}

/** Seals a batch of events behind the last seal. */
export const sealEvents: Consumer = async (_strapi, transaction, batch) => {
  await sealAll(transaction, batch);
};

/** The end of the chain; null while nothing is sealed. */
export async function findHead({ trx }: Reading): Promise<Seal | null> {
  const found = await trx(`${seals.name} as s`)
    .orderBy('s.seq', 'desc')
    .select(selectOf(trx, seals, 's'))
    .first<Record<string, unknown> | undefined>();
  return found === undefined ? null : rowFrom(seals, 's', found);
}

/** Events sealed in one transaction at a start. */
const BATCH = 5000;

/**
 * Seals what was read before there were seals, or lost its place among what is pending on the way
 * through an export: events that neither wait nor have a seal, the oldest first, those of one subject
 * in their order.
 */
export async function prepareSeals(strapi: Core.Strapi): Promise<void> {
  while (await sealForgotten(strapi));
}

/**
 * The moment of an event, or of one of the same subject that came before it and says a later one: an
 * import gives new ids in whatever order, and of two transactions the later may have begun earlier.
 */
const LATEST_SO_FAR = `max(e.at) OVER (
  PARTITION BY e.subject_type, e.subject_id ORDER BY e.subject_version)`;

async function sealForgotten(strapi: Core.Strapi): Promise<boolean> {
  return transact(strapi, async (transaction) => {
    await waitForLock(transaction, 'reader');
    await liftStatementLimit(strapi, transaction.trx);
    if (!(await isAnyForgotten(transaction))) return false;
    const found: Event[] = await transaction
      .trx(`${events.name} as e`)
      .leftJoin(`${seals.name} as s`, 's.event_id', 'e.document_id')
      .leftJoin(`${PENDING_TABLE} as p`, 'p.event_id', 'e.document_id')
      .whereNull('s.id')
      .whereNull('p.id')
      .orderByRaw(LATEST_SO_FAR)
      .orderBy(['e.subject_version', 'e.id'])
      .limit(BATCH)
      .select({ id: 'e.document_id', digest: 'e.digest' });
    await sealAll(transaction, found);
    return found.length === BATCH;
  });
}

/**
 * Whether there are more events than have a seal or wait for one; none ever has both. Every start asks,
 * and numbers are known long before each event has been looked at. Where somebody has tampered, a
 * seal without its event may hide an event without its seal: verify names both.
 */
async function isAnyForgotten({ trx }: Transaction): Promise<boolean> {
  const numberOf = (table: string) => trx(table).count('*');
  // In one statement: of what is written between two, one number would tell and the other not.
  const counted = await trx
    .select({
      told: numberOf(events.name),
      sealed: numberOf(seals.name),
      pending: numberOf(PENDING_TABLE),
    })
    .first<Record<'told' | 'sealed' | 'pending', number | string>>();
  return Number(counted.told) > Number(counted.sealed) + Number(counted.pending);
}

async function sealAll(transaction: Transaction, batch: readonly Event[]): Promise<void> {
  const head = await findHead(transaction);
  let { seq, hash: previousHash } = head ?? { seq: 0, hash: GENESIS };
  const rows: Seal[] = [];
  for (const event of batch) {
    seq += 1;
    const hash = sealHash(seq, event, previousHash);
    rows.push({ seq, eventId: event.id, previousHash, hash });
    previousHash = hash;
  }
  await insertDerived(transaction, seals, rows);
}
