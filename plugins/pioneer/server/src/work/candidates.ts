import type { Membership } from '../../../core/people/roles';
import type { Claimant } from '../../../core/work/claim-opening';
import type { Reading } from '../shared/database';

/** A claimant who can be named, with what a claim is credited by. */
export interface Candidate {
  readonly claimant: Claimant;
  readonly memberships: readonly Membership[];
}

/** Those of the claimants who exist, by id, with their memberships in the order they came to be. */
export async function findCandidates(
  { trx }: Reading,
  claimants: readonly Claimant[],
): Promise<ReadonlyMap<string, Candidate>> {
  const idsOf = (kind: Claimant['kind']) =>
    claimants.filter((one) => one.kind === kind).map(({ id }) => id);
  const organisations: { id: string }[] = await trx('pioneer_organisations')
    .whereIn('document_id', idsOf('organisation'))
    .select({ id: 'document_id' });
  const members: { id: string; role: Membership['role'] | null; organisationId: string }[] =
    await trx('pioneer_members as m')
      .leftJoin('pioneer_memberships as ms', (join) => {
        join.on('ms.member_id', 'm.document_id').andOnNull('ms.ended_at');
      })
      .whereIn('m.document_id', idsOf('member'))
      .orderBy('ms.id')
      .select({ id: 'm.document_id', role: 'ms.role', organisationId: 'ms.organisation_id' });
  const candidates = new Map<string, Candidate>(
    organisations.map(({ id }) => [
      id,
      { claimant: { kind: 'organisation', id }, memberships: [] },
    ]),
  );
  for (const { id, role, organisationId } of members) {
    const known = candidates.get(id)?.memberships ?? [];
    const memberships = role === null ? known : [...known, { role, organisationId }];
    candidates.set(id, { claimant: { kind: 'member', id }, memberships });
  }
  return candidates;
}
