import { groupBy, mergeWith } from 'lodash';
import { liveKeyOf } from '../../../core/work/claim-opening';
import type { ClaimChanges } from '../../../core/work/claim-facts';
import { arrivalOf, decideClaim } from '../../../core/work/decide-claim';
import { CLAIMANT_KINDS, hasEnded, holdsSlot, type ClaimState } from '../../../core/work/states';
import type { ClaimCommand } from '../../../core/work/transitions';
import type { Image } from '../../../core/record/canonical';
import { SYSTEM, type Actor } from '../record/event-table';
import { updateAllRecorded, updateRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { claimFactsOf, SYSTEM_FACTS } from './claim-context';
import { claims, openings, terms, type ClaimRow, type OpeningRow, type TermsRow } from './tables';

/** Columns that a command brings along and no rule decides on. */
export type BroughtColumns = Partial<
  Pick<
    ClaimRow,
    | 'leadId'
    | 'evaluatingId'
    | 'withdrawalReason'
    | 'withdrawalAnswer'
    | 'endReason'
    | 'termsId'
    | 'workflowId'
    | 'termsReason'
  >
>;

interface Change {
  readonly claim: ClaimRow;
  readonly terms: TermsRow;
  readonly command: ClaimCommand;
  readonly changes: ClaimChanges & BroughtColumns;
  readonly actor: Actor;
  readonly payload?: Image;
}

/**
 * Writes what core decided about a claim: the row if it still is the version that was decided on,
 * its event, and the counters of its opening; a slot that comes free goes to who waits longest.
 *
 * @returns null when somebody else changed the claim first
 * @throws DomainError OPENING_FULL when the command takes a slot and none is left
 */
export async function changeClaim(
  transaction: Transaction,
  { claim, terms: agreed, command, changes, actor, payload = {} }: Change,
): Promise<ClaimRow | null> {
  const state = changes.state ?? claim.state;
  const claimant = { kind: claim.claimantKind, id: claim.claimantId };
  const liveKey = hasEnded(state) ? null : liveKeyOf(claim.openingId, claimant);
  const { event } = arrivalOf(command, claimFactsOf(claim, agreed));
  const happening = { type: event, actor, payload };
  if (holdsSlot(state) && !holdsSlot(claim.state)) {
    // Events tell in their order who held a slot when: one that is waited for is there before they are.
    if (!(await lockAsSeen(transaction, claim))) return null;
    await takeSlot(transaction, claim.openingId, claim.claimantKind);
  }
  const after = await updateRecorded(
    transaction,
    claims,
    claim,
    { ...changes, liveKey },
    happening,
  );
  if (after === null) return null;
  await addToCounters(transaction, claim.openingId, countersMovedBy(claim, state));
  if (holdsSlot(claim.state) && !holdsSlot(state)) {
    await promoteWaiting(transaction, claim.openingId);
  }
  return after;
}

/** Holds the claim, if it still is what was decided on. */
async function lockAsSeen({ trx }: Transaction, { id, version }: ClaimRow): Promise<boolean> {
  const seen = trx(claims.name).where({ document_id: id, version }).forUpdate();
  return (await seen.first<object | undefined>('id')) !== undefined;
}

/** What counters of an opening move by, but for slots that are taken. */
type Moves = Readonly<Record<string, number>>;

function countersMovedBy(claim: ClaimRow, state: ClaimState): Moves {
  return {
    [takenColumn(claim.claimantKind)]: -Number(holdsSlot(claim.state) && !holdsSlot(state)),
    accepted: Number(state === 'accepted') - Number(claim.state === 'accepted'),
  };
}

async function addToCounters({ trx }: Transaction, openingId: string, moves: Moves): Promise<void> {
  const moved = Object.entries(moves).filter(([, by]) => by !== 0);
  if (moved.length === 0) return;
  await trx(openings.name)
    .where({ document_id: openingId })
    .update(
      Object.fromEntries(moved.map(([column, by]) => [column, trx.raw('?? + ?', [column, by])])),
    );
}

/** One command that is given to many claims of one opening at once. */
interface BulkChange extends Pick<Change, 'command' | 'actor' | 'payload'> {
  readonly openingId: string;
  /** What was decided about each; the transaction holds the claims locked. */
  readonly decided: readonly Pick<Change, 'claim' | 'terms' | 'changes'>[];
}

/**
 * Does what `changeClaim` does for many claims, set-wise: five thousand take as many statements as a
 * few. Slots come free only after all have changed.
 */
export async function changeClaims(transaction: Transaction, bulk: BulkChange): Promise<void> {
  const { openingId, command, actor, payload = {}, decided } = bulk;
  const eventOf = ({ claim, terms: agreed }: Pick<Change, 'claim' | 'terms'>) =>
    arrivalOf(command, claimFactsOf(claim, agreed)).event;
  const alike = groupBy(decided, (one) => JSON.stringify([eventOf(one), one.changes]));
  for (const group of Object.values(alike)) {
    const [first] = group;
    if (first === undefined) continue;
    const { changes } = first;
    const hasEndedNow = changes.state !== undefined && hasEnded(changes.state);
    const all = hasEndedNow ? { ...changes, liveKey: null } : changes;
    const rows = group.map(({ claim }) => claim);
    const happening = { type: eventOf(first), actor, payload };
    await updateAllRecorded(transaction, claims, rows, all, happening);
  }
  const moves = decided.map(({ claim, changes }) =>
    countersMovedBy(claim, changes.state ?? claim.state),
  );
  const sum = sumOf(moves);
  await addToCounters(transaction, openingId, sum);
  const isSlotFree = CLAIMANT_KINDS.some((kind) => (sum[takenColumn(kind)] ?? 0) < 0);
  if (isSlotFree) await promoteWaiting(transaction, openingId);
}

function sumOf(all: readonly Moves[]): Moves {
  return mergeWith({}, ...all, (sum: number | undefined, by: number) => (sum ?? 0) + by) as Moves;
}

/**
 * Takes a slot by one conditional UPDATE, which two transactions cannot both win for the last.
 *
 * @throws DomainError OPENING_FULL
 */
export async function takeSlot(
  transaction: Transaction,
  openingId: string,
  kind: ClaimRow['claimantKind'],
): Promise<void> {
  if (await incrementTaken(transaction, { document_id: openingId }, kind)) return;
  const slots = slotsColumn(kind);
  const opening = await transaction
    .trx(openings.name)
    .where({ document_id: openingId })
    .first<Record<string, number> | undefined>(slots);
  throw new DomainError('OPENING_FULL', { slots: Number(opening?.[slots] ?? 0) });
}

/**
 * Takes a slot of an opening that is what somebody has seen, unlocked: whoever changed it since has
 * raised its version.
 *
 * @returns whether there was one, and the opening is the same
 */
export function takeSlotAsSeen(
  transaction: Transaction,
  { id, version }: Pick<OpeningRow, 'id' | 'version'>,
  kind: ClaimRow['claimantKind'],
): Promise<boolean> {
  return incrementTaken(transaction, { document_id: id, version }, kind);
}

async function incrementTaken(
  { trx }: Transaction,
  which: { readonly document_id: string; readonly version?: number },
  kind: ClaimRow['claimantKind'],
): Promise<boolean> {
  const taken = takenColumn(kind);
  const count = await trx(openings.name)
    .where(which)
    .whereRaw('?? < ??', [taken, slotsColumn(kind)])
    .increment(taken, 1);
  return count === 1;
}

/** Offers every free slot of an open opening to who has waited longest for one of its kind. */
export async function promoteWaiting(transaction: Transaction, openingId: string): Promise<void> {
  for (;;) {
    const found = await findNextWaiting(transaction, openingId);
    if (found === undefined) return;
    const claim = rowIn(claims, 'c', found);
    const agreed = rowIn(terms, 't', found);
    const facts = claimFactsOf(claim, agreed);
    const decision = decideClaim('promote', facts, SYSTEM_FACTS, {}, transaction.now);
    if (!decision.ok) throw new DomainError(decision.refusal.code, decision.refusal.facts);
    const { changes } = decision;
    // Null: the claimant left the waiting list a moment ago, and the next one has their turn.
    await changeClaim(transaction, {
      claim,
      terms: agreed,
      command: 'promote',
      changes,
      actor: SYSTEM,
    });
  }
}

async function findNextWaiting(
  { trx }: Transaction,
  openingId: string,
): Promise<Record<string, unknown> | undefined> {
  return trx(`${claims.name} as c`)
    .join(`${terms.name} as t`, 't.document_id', 'c.terms_id')
    .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
    .where({ 'c.opening_id': openingId, 'c.state': 'waiting', 'o.state': 'open' })
    .whereRaw(
      `case c.claimant_kind when 'member' then o.member_taken < o.member_slots
        else o.organisation_taken < o.organisation_slots end`,
    )
    .orderBy(['c.claimed_at', 'c.id'])
    .select([selectOf(trx, claims, 'c'), selectOf(trx, terms, 't')])
    .first<Record<string, unknown> | undefined>();
}

/** The counter of taken slots for a kind of claimant. */
export function takenColumn(kind: ClaimRow['claimantKind']) {
  return kind === 'member' ? 'member_taken' : 'organisation_taken';
}

/** The capacity that it must never exceed. */
function slotsColumn(kind: ClaimRow['claimantKind']) {
  return kind === 'member' ? 'member_slots' : 'organisation_slots';
}
