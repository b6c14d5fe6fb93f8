/** What a member is in an organisation. */
export const MEMBERSHIP_ROLES = ['member', 'representative', 'evaluator', 'manager'] as const;
export type MembershipRole = (typeof MEMBERSHIP_ROLES)[number];

/** A membership as rules see it; ids are documentIds. */
export interface Membership {
  readonly organisationId: string;
  readonly role: MembershipRole;
}

/** Whether one of the memberships gives this role in that very organisation. */
export function hasRoleIn(
  memberships: readonly Membership[],
  role: MembershipRole,
  organisationId: string,
): boolean {
  return memberships.some(
    (membership) => membership.role === role && membership.organisationId === organisationId,
  );
}
