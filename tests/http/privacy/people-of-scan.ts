import { randomInt } from 'node:crypto';
import { createClient } from 'strapi-plugin-pioneer/contract';
import { addEvidence } from '../../support/evidence';
import { uniqueName } from '../../support/names';
import {
  buildPanelKey,
  buildPanelRole,
  buildPanelUser,
  findPanelRole,
} from '../../support/panel-users';
import {
  activate,
  buildOrganisation,
  type Member,
  type Organisation,
  type Roles,
} from '../../support/people';
import { buildPost } from '../../support/posts';
import type { Town } from '../../support/town';
import { accept, buildOpening, report, submit, type Opening } from '../../support/work';

/** Everybody in whose role the scan asks: the public, members, and users of the admin panel. */
export const ROLES = [
  'public',
  'stranger',
  'claimant',
  'sharer',
  'representative',
  'evaluator',
  'manager',
  'holder',
  'auditor',
  'editor',
  'clerk',
  'namesClerk',
  'phonesClerk',
  'owner',
] as const;
export type Role = (typeof ROLES)[number];

export const PANEL_ROLES: readonly Role[] = ROLES.slice(ROLES.indexOf('auditor'));

/** A member whose name and phone nobody else has, so that every answer that holds them tells. */
export interface Marked extends Member {
  readonly phone: string;
}

export interface Scene {
  readonly village: Organisation;
  readonly opening: Opening;
  /** Of a member, accepted, with report, evidence and verdict. */
  readonly claimId: string;
  /** Of the village, with somebody who shares in it, waiting for a verdict. */
  readonly sharedClaimId: string;
  readonly evidenceId: string;
  readonly people: Readonly<Record<string, Marked>>;
  readonly tokens: Readonly<Record<Role, string | null>>;
}

/** What members of the scene are; the stranger belongs to another place. */
const MEMBERSHIPS = {
  claimant: ['member'],
  sharer: ['member'],
  representative: ['representative'],
  evaluator: ['evaluator'],
  manager: ['manager'],
  holder: ['member'],
} as const;

/** Work, a post, and people of each kind around them. */
export async function buildScene(town: Town): Promise<Scene> {
  const village = await buildOrganisation(town);
  const elsewhere = await buildOrganisation(town);
  const stranger = await buildMarked(town, [['member', elsewhere]]);
  const people: Record<string, Marked> = { stranger };
  for (const [name, roles] of Object.entries(MEMBERSHIPS)) {
    people[name] = await buildMarked(
      town,
      roles.map((role) => [role, village]),
    );
  }
  const { claimant, sharer, representative, evaluator, manager, holder } = people as Record<
    keyof typeof MEMBERSHIPS,
    Marked
  >;
  const opening = await buildOpening(town, {
    organisation: village,
    data: { memberSlots: 3, organisationSlots: 1 },
  });
  const params = { id: opening.id };
  const own = await claimant.call('openings.claim', {
    params,
    body: { termsId: opening.termsId },
  });
  const evidence = await addEvidence(claimant, own.data.id);
  const reported = await report({ claim: own.data, claimant });
  const submitted = await submit({ claim: reported, claimant });
  await accept({ claim: submitted, evaluator });
  const shared = await representative.call('openings.claim', {
    params,
    body: {
      termsId: opening.termsId,
      organisationId: village.id,
      coClaimantIds: [sharer.id],
    },
  });
  const worked = await report({ claim: shared.data, claimant: sharer });
  await submit({ claim: worked, claimant: representative });
  const post = await buildPost(town, village);
  await manager.call('posts.appoint', {
    params: { id: post.id },
    body: { number: holder.number },
  });
  const members = Object.fromEntries(
    Object.entries(people).map(([name, { token }]) => [name, token]),
  );
  return {
    village,
    opening,
    claimId: own.data.id,
    sharedClaimId: shared.data.id,
    evidenceId: evidence.id,
    people,
    tokens: { public: null, ...members, ...(await buildPanel(town)) } as Scene['tokens'],
  };
}

const HAN = 0x4e00;
const HAN_CHARACTERS = 20_000;

/** A surname that nobody here has, and a given name of three characters by chance. */
function markedName(): string {
  return `甄${Array.from({ length: 3 }, () => String.fromCodePoint(HAN + randomInt(HAN_CHARACTERS))).join('')}`;
}

async function buildMarked(town: Town, roles: Roles): Promise<Marked> {
  const [number, name] = [uniqueName('m'), markedName()];
  const phone = `138${String(randomInt(1e8)).padStart(8, '0')}`;
  const memberships = roles.map(([role, { code }]) => ({ organisationCode: code, role }));
  const rows = [{ number, name, phone, memberships }];
  const { data } = await town.administrator('members.import', { body: { rows } });
  if (data.created !== 1) throw new Error(`not imported: ${JSON.stringify(data)}`);
  const invited = await town.administrator('members.invite', { body: { numbers: [number] } });
  const code = invited.data.codes[0]?.code ?? '';
  const member = await activate(town, { number, name, code });
  return { ...member, phone, call: createClient({ url: town.url, token: () => member.token }) };
}

/** What a clerk does with people, here and in the Content Manager. */
const CLERKS_WORK = [
  ...['people.look-up', 'people.edit', 'posts.edit-posts'].map((uid) => ({
    action: `plugin::pioneer.${uid}`,
    subject: null,
  })),
  {
    action: 'plugin::content-manager.explorer.read',
    subject: 'plugin::pioneer.member',
    properties: { fields: ['number', 'name', 'activatedAt', 'user'] },
  },
];

async function buildPanel(town: Town): Promise<Partial<Record<Role, string>>> {
  const owner = { url: town.url, token: town.administratorToken };
  const may = (uid: string) => ({ action: `plugin::pioneer.${uid}`, subject: null });
  const inRole = async (...grants: Parameters<typeof buildPanelRole>[1]) =>
    (await buildPanelUser(owner, await buildPanelRole(owner, grants))).token;
  // Lists of keys show whose they are.
  await buildPanelKey(owner, [may('people.look-up')]);
  return {
    auditor: await inRole(may('access-log.read-log')),
    editor: (await buildPanelUser(owner, await findPanelRole(owner, 'strapi-editor'))).token,
    clerk: await inRole(...CLERKS_WORK),
    namesClerk: await inRole(...CLERKS_WORK, may('people.see-names')),
    phonesClerk: await inRole(...CLERKS_WORK, may('people.see-phones')),
    owner: owner.token,
  };
}
