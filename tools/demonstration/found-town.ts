import { randomInt } from 'node:crypto';
import type { Call } from 'strapi-plugin-pioneer/contract';
import { activateMembers } from '../http/activate-members';
import type { Administrator } from '../http/administrator';
import { findOrganisations } from '../http/find-organisations';
import { importMembers, importOrganisations } from '../http/import-rows';
import type { Member, MemberAccount } from '../http/member';
import { GUIDES, MEMBERS } from './content/members';
import { ORGANISATIONS } from './content/organisations';
import { SCENES } from './content/scenes/all-scenes';

/** Organisations and members, before anything has happened. */
export interface FoundedTown {
  /** documentIds by code. */
  readonly organisations: ReadonlyMap<string, string>;
  /** Those who have an account and act, by number. */
  readonly members: ReadonlyMap<string, Member>;
  readonly accounts: readonly MemberAccount[];
}

/** Imports everybody and activates those who act or are shown around with. */
export async function foundTown(options: {
  url: string;
  administrator: Administrator;
  visitor: Call;
}): Promise<FoundedTown> {
  const { url, administrator, visitor } = options;
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
  const accounts = actingNumbers().map((number) => ({ number, password: inventPassword() }));
  return {
    organisations: await findOrganisations(visitor),
    members: await activateMembers({ url, administrator, accounts }),
    accounts,
  };
}

/** A code holds those of all organisations above it: `QH-HX-W1` lies in `QH-HX`. */
function parentOf(code: string): string | null {
  const end = code.lastIndexOf('-');
  return end < 0 ? null : code.slice(0, end);
}

function actingNumbers(): string[] {
  const numbers = new Set(GUIDES.map(([number]) => number));
  for (const { by, steps } of SCENES) {
    numbers.add(by);
    for (const step of steps) if ('by' in step) numbers.add(step.by);
  }
  return [...numbers].sort();
}

/** No letters or digits that look like one another. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const GROUP_LENGTH = 5;

/** 74 random bits that can be typed from a note; the head is what Strapi's rules ask for. */
export function inventPassword(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => READABLE[randomInt(READABLE.length)]).join('');
  return ['Qh7', ...Array.from({ length: GROUPS }, group)].join('-');
}
