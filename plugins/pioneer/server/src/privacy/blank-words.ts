import { evidence } from '../evidence/tables';
import type { Actor } from '../record/event-table';
import { eraseAllRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { claims, reports, verdicts, type ClaimRow } from '../work/tables';
import { CLAIM_WORDS, findWriters, type ClaimWords, type Writers } from './find-writers';

/** Who is erased, and by whom. */
export interface Leaving {
  readonly memberId: string;
  readonly actor: Actor;
}

/**
 * Takes out what a member wrote and uploaded, and what was written of the member's own work; states,
 * scores and moments stay. The store forgets the contents afterwards: see forgetErasedContents.
 */
export async function blankWords(transaction: Transaction, leaving: Leaving): Promise<void> {
  await blankReports(transaction, leaving);
  await blankVerdicts(transaction, leaving);
  await blankEvidence(transaction, leaving);
  await blankClaims(transaction, leaving);
}

async function blankReports(transaction: Transaction, { memberId, actor }: Leaving): Promise<void> {
  const found: Record<string, unknown>[] = await transaction
    .trx(`${reports.name} as r`)
    .where('r.member_id', memberId)
    .orderBy('r.id')
    .select(selectOf(reports, 'r'))
    .forUpdate();
  const rows = found.map((row) => rowIn(reports, 'r', row));
  const happening = { type: 'report.erased', actor };
  await eraseAllRecorded(transaction, reports, rows, () => ({ text: '', answers: {} }), happening);
}

/** Those that the member gave, and those on the member's own claims. */
async function blankVerdicts(
  transaction: Transaction,
  { memberId, actor }: Leaving,
): Promise<void> {
  const { trx } = transaction;
  const own = trx(claims.name)
    .where({ claimant_kind: 'member', claimant_id: memberId })
    .select('document_id');
  const found: Record<string, unknown>[] = await trx(`${verdicts.name} as v`)
    .where((concerned) => {
      void concerned.where('v.evaluator_id', memberId).orWhereIn('v.claim_id', own);
    })
    .orderBy('v.id')
    .select(selectOf(verdicts, 'v'))
    .forUpdate();
  const rows = found.map((row) => rowIn(verdicts, 'v', row));
  const nothing = { reason: '', answers: {} };
  const happening = { type: 'verdict.erased', actor };
  await eraseAllRecorded(transaction, verdicts, rows, () => nothing, happening);
}

async function blankEvidence(
  transaction: Transaction,
  { memberId, actor }: Leaving,
): Promise<void> {
  const { trx, now } = transaction;
  const found: Record<string, unknown>[] = await trx(`${evidence.name} as e`)
    .where('e.member_id', memberId)
    .orderBy('e.id')
    .select(selectOf(evidence, 'e'))
    .forUpdate();
  const rows = found.map((row) => rowIn(evidence, 'e', row));
  const where = { takenAt: null, latitude: null, longitude: null };
  const nothing = { name: '', sentSha256: '', erasedAt: now, ...where };
  const happening = { type: 'evidence.erased', actor };
  await eraseAllRecorded(transaction, evidence, rows, () => nothing, happening);
}

const NO_WORDS = Object.fromEntries(CLAIM_WORDS.map((name) => [name, null])) as Record<
  ClaimWords,
  null
>;

/** All words of the member's own claims; of others those that the member wrote last. */
async function blankClaims(transaction: Transaction, leaving: Leaving): Promise<void> {
  const { memberId, actor } = leaving;
  const writers = await findWriters(transaction, memberId);
  const found: Record<string, unknown>[] = await transaction
    .trx(`${claims.name} as c`)
    .where({ 'c.claimant_kind': 'member', 'c.claimant_id': memberId })
    .orWhereIn('c.document_id', [...writers.keys()])
    .orderBy('c.id')
    .select(selectOf(claims, 'c'))
    .forUpdate();
  const rows = found.map((row) => rowIn(claims, 'c', row));
  const happening = { type: 'claim.erased', actor };
  const blank = (row: ClaimRow) => {
    const isOwn = row.claimantKind === 'member' && row.claimantId === memberId;
    return isOwn ? NO_WORDS : othersWithout(row, memberId, writers.get(row.id));
  };
  await eraseAllRecorded(transaction, claims, rows, blank, happening);
}

/** A manager who lets a claimant go takes over the claimant's own words. */
function othersWithout(
  row: ClaimRow,
  memberId: string,
  writers: Writers = new Map(),
): Partial<Record<ClaimWords, null>> {
  const own = CLAIM_WORDS.filter((name) => writers.get(name) === memberId);
  const isTakenOver = own.includes('withdrawalReason') && row.endReason === row.withdrawalReason;
  return Object.fromEntries(
    (isTakenOver ? [...own, 'endReason' as const] : own).map((name) => [name, null]),
  );
}
