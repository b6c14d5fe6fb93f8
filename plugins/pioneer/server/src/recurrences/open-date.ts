import { creditedOrganisation } from '../../../core/work/claim-opening';
import { whereHeld } from '../people/post-holders';
import { postHoldings, type PostRow } from '../people/tables';
import { SYSTEM, type Actor } from '../record/event-table';
import { insertRecorded, type NewValues } from '../record/recorded-writes';
import type { Reading, Transaction } from '../shared/database';
import { findCandidates, type Candidate } from '../work/candidates';
import { beginClaim } from '../work/claim-opening';
import { unitValues, type OpeningValues } from '../work/opening-values';
import { openings, type TermsRow } from '../work/tables';
import { dueDates } from './tables';

/** A date that is due, with all that its opening is made of. */
interface Due {
  readonly date: NewValues<typeof dueDates.columns> & { readonly date: string };
  /** What it has in common with the other openings of its task. */
  readonly opening: OpeningValues;
  readonly post: PostRow;
  readonly holders: readonly Candidate[];
  readonly terms: TermsRow;
  readonly actor: Actor;
}

/**
 * Makes a date with its opening, and offers a claim on it to every holder of the post. Who makes
 * it twice fails on the unique index of dates.
 */
export async function openDate(transaction: Transaction, due: Due): Promise<void> {
  const { date, post, holders, terms, actor } = due;
  const made = { type: 'dueDate.made', actor };
  const { id, dueAt } = await insertRecorded(transaction, dueDates, date, made);
  const { organisationId, title } = post;
  const place = { organisationId, address: null, latitude: null, longitude: null };
  const unit = { ...place, place: 0, id, label: `${date.date} ${title}`, occurrence: 1 };
  const values: OpeningValues = {
    ...due.opening,
    ...unitValues('date', unit),
    dueAt,
    // Everybody who holds the post has a part in it.
    memberSlots: Math.max(due.opening.memberSlots ?? 0, holders.length),
    openedAt: transaction.now,
  };
  const opened = { type: 'opening.opened', actor };
  const opening = await insertRecorded(transaction, openings, values, opened);
  for (const { claimant, memberships } of holders) {
    await beginClaim(transaction, {
      opening,
      terms,
      beginning: 'assign',
      claimant,
      leadId: claimant.id,
      organisationId: creditedOrganisation(claimant, memberships),
      actor: SYSTEM,
    });
  }
}

/** Who holds the post now. */
export async function findHolders(reading: Reading, { id }: PostRow): Promise<Candidate[]> {
  const held = reading.trx(`${postHoldings.name} as h`).where('h.post_id', id);
  const found: { id: string }[] = await whereHeld(held, reading.now)
    .orderBy(['h.since', 'h.id'])
    .select({ id: 'h.member_id' });
  const claimants = found.map((member) => ({ kind: 'member' as const, id: member.id }));
  return [...(await findCandidates(reading, claimants)).values()];
}
