import { ENDED_STATES, DONE_STATES } from '../../../core/work/states';
import { followMembers } from '../people/add-membership';
import { memberships, postHoldings } from '../people/tables';
import type { Actor } from '../record/event-table';
import { updateAllRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { findRows, selectOf } from '../shared/rows';
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
  const { now } = transaction;
  const running = await findRows(
    transaction,
    memberships,
    { memberId, endedAt: null },
    { isLocked: true },
  );
  if (running.length === 0) return;
  const happening = { type: 'membership.ended', actor };
  await updateAllRecorded(transaction, memberships, running, { endedAt: now }, happening);
  await followMembers(transaction, [memberId]);
}

async function endPosts(transaction: Transaction, memberId: string, actor: Actor): Promise<void> {
  const { now } = transaction;
  const held = await findRows(
    transaction,
    postHoldings,
    (select) =>
      select.where({ 'x.member_id': memberId, 'x.ended_at': null }).where((running) => {
        void running.whereNull('x.until').orWhere('x.until', '>', new Date(now));
      }),
    { isLocked: true },
  );
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
    .select([selectOf(transaction.trx, claims, 'c'), selectOf(transaction.trx, terms, 't')]);
  for (const row of found) await releaseClaim(transaction, row, { left: true });
}

async function endConsents(
  transaction: Transaction,
  memberId: string,
  actor: Actor,
): Promise<void> {
  const live = await findRows(
    transaction,
    consents,
    { memberId, withdrawnAt: null },
    { isLocked: true },
  );
  const happening = { type: 'consent.withdrawn', actor };
  const changes = { withdrawnAt: transaction.now };
  await updateAllRecorded(transaction, consents, live, changes, happening);
}
