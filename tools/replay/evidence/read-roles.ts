import type { Knex } from 'knex';
import { rowsOf } from './open-database';
import { readHistories } from './read-events';

/** What members were entitled to at any time of a run. */
export interface Roles {
  /** Whether a member had a role in the organisation, or in one that it ever lay below. */
  had(memberId: string, role: string, organisationId: string): boolean;
  /** Whether a member shared in an organisation's claim. */
  shared(memberId: string, claimId: string): boolean;
}

/** Memberships that ended and parents that an organisation had before count like the present ones. */
export async function readRoles(db: Knex): Promise<Roles> {
  const above = await readAncestors(db);
  const memberships = await rowsOf<Record<'member_id' | 'role' | 'organisation_id', string>>(
    db,
    'select member_id, role, organisation_id from pioneer_memberships',
  );
  const sharers = await rowsOf<Record<'member_id' | 'claim_id', string>>(
    db,
    'select member_id, claim_id from pioneer_co_claimants',
  );
  const roles = new Set(memberships.map((m) => `${m.member_id} ${m.role} ${m.organisation_id}`));
  const shares = new Set(sharers.map(({ member_id: id, claim_id }) => `${id} ${claim_id}`));
  return {
    had: (memberId, role, organisationId) =>
      [...(above.get(organisationId) ?? [])].some((id) => roles.has(`${memberId} ${role} ${id}`)),
    shared: (memberId, claimId) => shares.has(`${memberId} ${claimId}`),
  };
}

/** Of every organisation: itself and all that it ever lay below. */
async function readAncestors(db: Knex): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const parents = new Map<string, string[]>();
  for (const [id, history] of await readHistories(db, 'organisation')) {
    const ever = history.map(({ changes }) => changes.parentId);
    parents.set(
      id,
      ever.filter((parent): parent is string => typeof parent === 'string'),
    );
  }
  return new Map([...parents.keys()].map((id) => [id, climb(id, parents)]));
}

function climb(
  id: string,
  parents: ReadonlyMap<string, readonly string[]>,
  seen = new Set<string>(),
): ReadonlySet<string> {
  if (seen.has(id)) return seen;
  seen.add(id);
  for (const parent of parents.get(id) ?? []) climb(parent, parents, seen);
  return seen;
}
