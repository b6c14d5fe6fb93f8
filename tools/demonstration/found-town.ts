import type { Call } from 'strapi-plugin-pioneer/contract';
import { activateMembers } from '../http/activate-members';
import type { Administrator } from '../http/administrator';
import { findOrganisations } from '../http/find-organisations';
import { importMembers, importOrganisations, importSpots } from '../http/import-rows';
import type { Member, MemberAccount } from '../http/member';
import { MEMBERS } from './content/members';
import { ORGANISATIONS } from './content/organisations';
import { SPOTS } from './content/spots';
import { foundPosts } from './found-posts';

/** Organisations, members and spots, before anything has happened. */
export interface FoundedTown {
  /** documentIds by code. */
  readonly organisations: ReadonlyMap<string, string>;
  /** Those who have an account, by number. */
  readonly members: ReadonlyMap<string, Member>;
}

/** Imports everybody and activates those who have an account. */
export async function foundTown(options: {
  url: string;
  administrator: Administrator;
  visitor: Call;
  accounts: readonly MemberAccount[];
}): Promise<FoundedTown> {
  const { url, administrator, visitor, accounts } = options;
  await importOrganisations(
    administrator,
    ORGANISATIONS.map((organisation) => ({
      ...organisation,
      parentCode: parentOf(organisation.code),
    })),
  );
  await importMembers(
    administrator,
    MEMBERS.map(({ number, name, roles }) => ({
      number,
      name,
      memberships: roles.map(([organisationCode, role]) => ({ organisationCode, role })),
    })),
  );
  await foundPosts(administrator, new Date());
  await importSpots(
    administrator,
    SPOTS.map((spot) => ({ ...spot, foundAt: null })),
  );
  return {
    organisations: await findOrganisations(visitor),
    members: await activateMembers({ url, administrator, accounts }),
  };
}

/** A code holds those of all organisations above it: `QH-HX-W1` lies in `QH-HX`. */
function parentOf(code: string): string | null {
  const end = code.lastIndexOf('-');
  return end < 0 ? null : code.slice(0, end);
}
