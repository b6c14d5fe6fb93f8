import type { Finding, KeptHead } from '../../../core/record/verification';
import type { Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { events } from './event-table';
import { PENDING_TABLE } from './pending';
import { GENESIS, sealHash } from './seal-events';
import { recordHeads, seals } from './seal-tables';
import { MAX_FINDINGS } from './verify-record';

/** Seals read at a time. */
const BATCH = 2000;

/**
 * Follows the chain from its beginning: places without gaps, each seal behind the one before, each
 * hash of the event that is there. Then what should have a seal and has none, and the heads that were
 * published and those that were kept elsewhere: a chain that was made anew leads to none of them. The first seal that does not follow is named; what comes after it proves nothing.
 */
export async function verifySeals(
  reading: Reading,
  kept: readonly KeptHead[] = [],
): Promise<Finding[]> {
  return [
    ...(await findBreak(reading)),
    ...(await findUnsealed(reading)),
    ...(await findMovedHeads(reading)),
    ...(await findLostHeads(reading, kept)),
  ];
}

async function findBreak({ trx }: Reading): Promise<Finding[]> {
  let [seq, previousHash] = [0, GENESIS];
  for (;;) {
    const found: Record<string, unknown>[] = await trx(`${seals.name} as s`)
      .leftJoin(`${events.name} as e`, 'e.document_id', 's.event_id')
      .where('s.seq', '>', seq)
      .orderBy('s.seq')
      .limit(BATCH)
      .select(selectOf(trx, seals, 's'))
      .select({ digest: 'e.digest' });
    if (found.length === 0) return [];
    for (const row of found) {
      const seal = rowIn(seals, 's', row);
      const at = (column: string, recorded: number | string | undefined, seen: number | string) => [
        { table: seals.name, id: seal.id, column, recorded, found: seen },
      ];
      if (seal.seq !== seq + 1) return at('seq', seq + 1, seal.seq);
      if (row.digest === null) return at('event_id', undefined, seal.eventId);
      if (seal.previousHash !== previousHash) {
        return at('previous_hash', previousHash, seal.previousHash);
      }
      const event = { id: seal.eventId, digest: String(row.digest) };
      const hash = sealHash(seal.seq, event, previousHash);
      if (seal.hash !== hash) return at('hash', hash, seal.hash);
      ({ seq, hash: previousHash } = seal);
    }
  }
}

/** Events that wait for nobody and have no seal: theirs are gone, from the end or from between. */
async function findUnsealed({ trx }: Reading): Promise<Finding[]> {
  const found: { id: string }[] = await trx(`${events.name} as e`)
    .leftJoin(`${seals.name} as s`, 's.event_id', 'e.document_id')
    .leftJoin(`${PENDING_TABLE} as p`, 'p.event_id', 'e.document_id')
    .whereNull('s.id')
    .whereNull('p.id')
    .orderBy('e.id')
    .limit(MAX_FINDINGS)
    .select({ id: 'e.document_id' });
  return found.map(({ id }) => {
    return { table: seals.name, id, column: 'event_id', recorded: id, found: undefined };
  });
}

/** Heads that were published and are not in the chain. */
async function findMovedHeads({ trx }: Reading): Promise<Finding[]> {
  const found: Record<string, unknown>[] = await trx(`${recordHeads.name} as h`)
    .leftJoin(`${seals.name} as s`, 's.seq', 'h.seq')
    .where((moved) => void moved.whereNull('s.id').orWhereRaw('s.hash <> h.hash'))
    .orderBy('h.date')
    .limit(MAX_FINDINGS)
    .select(selectOf(trx, recordHeads, 'h'))
    .select({ present: 's.hash' });
  return found.map((row) => {
    const { id, hash: recorded } = rowIn(recordHeads, 'h', row);
    const present = row.present === null ? undefined : String(row.present);
    return { table: recordHeads.name, id, column: 'hash', recorded, found: present };
  });
}

/** Heads that were kept elsewhere and are not in the chain. */
async function findLostHeads({ trx }: Reading, kept: readonly KeptHead[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { date, seq, hash: recorded } of kept) {
    const seal = await trx(seals.name).where({ seq }).first<{ hash: string } | undefined>('hash');
    if (seal?.hash === recorded) continue;
    findings.push({ table: seals.name, id: date, column: 'hash', recorded, found: seal?.hash });
    if (findings.length >= MAX_FINDINGS) break;
  }
  return findings;
}
