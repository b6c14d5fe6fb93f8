import { evidence } from '../evidence/tables';
import type { Actor } from '../record/event-table';
import { eraseAllRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { findRows } from '../shared/rows';
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
  const rows = await findRows(transaction, reports, { memberId }, { isLocked: true });
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
  const rows = await findRows(
    transaction,
    verdicts,
    (select) => select.where('x.evaluator_id', memberId).orWhereIn('x.claim_id', own),
    { isLocked: true },
  );
  const nothing = { reason: '', answers: {} };
  const happening = { type: 'verdict.erased', actor };
  await eraseAllRecorded(transaction, verdicts, rows, () => nothing, happening);
}

async function blankEvidence(
  transaction: Transaction,
  { memberId, actor }: Leaving,
): Promise<void> {
  const { now } = transaction;
  const rows = await findRows(transaction, evidence, { memberId }, { isLocked: true });
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
  const rows = await findRows(
    transaction,
    claims,
    (select) =>
      select
        .where({ 'x.claimant_kind': 'member', 'x.claimant_id': memberId })
        .orWhereIn('x.document_id', [...writers.keys()]),
    { isLocked: true },
  );
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
