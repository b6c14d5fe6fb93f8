import type { MembershipRole } from '../../../core/people/roles';
import { followClaimants } from '../audience/follow-claimants';
import { repeatJobsAbove } from '../jobs/request-job';
import { assertStays } from '../privacy/assert-stays';
import type { Actor } from '../record/event-table';
import { insertRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { updateUnlessOvertaken } from './import-rows';
import { members, memberships, organisations, type MembershipRow } from './tables';

/**
 * Gives a member a role in an organisation; a membership that ended is taken up again, so that
 * there is one row, and one history, for each role in each organisation.
 *
 * @returns the id of the membership
 * @throws DomainError NOT_FOUND (no such member or organisation), MEMBERSHIP_RUNS,
 *   MEMBER_ERASED
 */
export async function addMembership(
  transaction: Transaction,
  request: {
    readonly memberId: string;
    readonly organisationId: string;
    readonly role: MembershipRole;
    readonly actor: Actor;
  },
): Promise<string> {
  const { memberId, organisationId, role, actor } = request;
  const member = await findRow(transaction, members, { id: memberId });
  const organisation = await findRow(transaction, organisations, { id: organisationId });
  if (member === null || organisation === null) throw new DomainError('NOT_FOUND');
  await assertStays(transaction, [memberId]);
  const place = { memberId, organisationId, role };
  const held = await findRow(transaction, memberships, place);
  if (held === null) {
    const happening = { type: 'membership.created', actor };
    const { id } = await insertRecorded(transaction, memberships, place, happening);
    await followMembers(transaction, [memberId]);
    return id;
  }
  if (held.endedAt === null) {
    const facts = { number: member.number, organisation: organisation.code, membershipRole: role };
    throw new DomainError('MEMBERSHIP_RUNS', facts);
  }
  await resumeMembership(transaction, held, actor);
  await followMembers(transaction, [memberId]);
  return held.id;
}

/**
 * What follows from where members belong, or belonged: audiences at once, the claims of everyone by
 * a job.
 */
export async function followMembers(
  transaction: Transaction,
  memberIds: readonly string[],
): Promise<void> {
  const organisationIds: string[] = await transaction
    .trx(memberships.name)
    .whereIn('member_id', [...memberIds])
    .distinct()
    .pluck('organisation_id');
  await repeatJobsAbove(transaction, ['enrol'], organisationIds);
  await followClaimants(
    transaction,
    memberIds.map((id) => ({ kind: 'member', id })),
  );
}

/** Takes up a membership that ended. @throws OvertakenError when somebody else did so first */
export async function resumeMembership(
  transaction: Transaction,
  held: MembershipRow,
  actor: Actor,
): Promise<void> {
  const happening = { type: 'membership.resumed', actor };
  await updateUnlessOvertaken(transaction, memberships, held, { endedAt: null }, happening);
}
