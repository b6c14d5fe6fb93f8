import { ENDED_STATES, DONE_STATES } from '../../../core/work/states';
import { followMembers } from '../people/add-membership';
import { memberships, postHoldings } from '../people/tables';
import type { Actor } from '../record/event-table';
import { updateAllRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { releaseClaim } from '../work/release-claim';
import { claims, terms } from '../work/tables';
import { consents } from './tables';

/**
 * Ends whatever runs of a member, with the events that it always ends with: memberships, posts,
 * claims and consents. Slots come free and go to who waits; what an organisation claimed goes on by
 * its other representatives. Done again, it ends what began meanwhile.
 */
export async function endPart(
  transaction: Transaction,
  memberId: string,
  actor: Actor,
): Promise<void> {
  await endMemberships(transaction, memberId, actor);
  await endPosts(transaction, memberId, actor);
  await releaseClaims(transaction, memberId);
  await endConsents(transaction, memberId, actor);
}

async function endMemberships(
  transaction: Transaction,
  memberId: string,
  actor: Actor,
): Promise<void> {
  const { trx, now } = transaction;
  const found: Record<string, unknown>[] = await trx(`${memberships.name} as ms`)
    .where('ms.member_id', memberId)
    .whereNull('ms.ended_at')
    .orderBy('ms.id')
    .select(selectOf(memberships, 'ms'))
    .forUpdate();
  const running = found.map((row) => rowIn(memberships, 'ms', row));
  if (running.length === 0) return;
  const happening = { type: 'membership.ended', actor };
  await updateAllRecorded(transaction, memberships, running, { endedAt: now }, happening);
  await followMembers(transaction, [memberId]);
}

async function endPosts(transaction: Transaction, memberId: string, actor: Actor): Promise<void> {
  const { trx, now } = transaction;
  const found: Record<string, unknown>[] = await trx(`${postHoldings.name} as h`)
    .where('h.member_id', memberId)
    .whereNull('h.ended_at')
    .where((running) => {
      void running.whereNull('h.until').orWhere('h.until', '>', new Date(now));
    })
    .orderBy('h.id')
    .select(selectOf(postHoldings, 'h'))
    .forUpdate();
  const held = found.map((row) => rowIn(postHoldings, 'h', row));
  const happening = { type: 'postHolding.ended', actor };
  await updateAllRecorded(transaction, postHoldings, held, { endedAt: now }, happening);
}

/** Whatever their state, but for those that are decided: nobody need agree to it. */
async function releaseClaims(transaction: Transaction, memberId: string): Promise<void> {
  const live = () =>
    transaction
      .trx(`${claims.name} as c`)
      .where({ 'c.claimant_kind': 'member', 'c.claimant_id': memberId })
      .whereNotIn('c.state', [...ENDED_STATES, ...DONE_STATES]);
  // Whoever gives a command to one of them meanwhile waits, or was first.
  await live().orderBy('c.id').forUpdate().select('c.id');
  const found: Record<string, unknown>[] = await live()
    .join(`${terms.name} as t`, 't.document_id', 'c.terms_id')
    .orderBy('c.id')
    .select([...selectOf(claims, 'c'), ...selectOf(terms, 't')]);
  for (const row of found) await releaseClaim(transaction, row, { left: true });
}

async function endConsents(
  transaction: Transaction,
  memberId: string,
  actor: Actor,
): Promise<void> {
  const found: Record<string, unknown>[] = await transaction
    .trx(`${consents.name} as c`)
    .where('c.member_id', memberId)
    .whereNull('c.withdrawn_at')
    .orderBy('c.id')
    .select(selectOf(consents, 'c'))
    .forUpdate();
  const live = found.map((row) => rowIn(consents, 'c', row));
  const happening = { type: 'consent.withdrawn', actor };
  const changes = { withdrawnAt: transaction.now };
  await updateAllRecorded(transaction, consents, live, changes, happening);
}
