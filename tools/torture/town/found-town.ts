import { randomBytes } from 'node:crypto';
import {
  createClient,
  type Call,
  type MemberRow,
  type MembershipRole,
  type OrganisationRow,
} from 'strapi-plugin-pioneer/contract';
import { activateMembers } from '../../http/activate-members';
import type { Administrator } from '../../http/administrator';
import { findOrganisations } from '../../http/find-organisations';
import { importMembers, importOrganisations, importPosts } from '../../http/import-rows';
import type { Member, MemberAccount } from '../../http/member';
import { inventName } from '../../replay/plan/names';
import type { Random } from '../../replay/random';
import { RENEW_BEFORE_END_MS } from './token-life';

/** A place that changes its parent while people work there. */
const MOVING = 'M1';
export const BRANCHES = ['A1', 'A2', 'B1', 'B2', 'C1', MOVING];
export const COMMUNITIES = ['A', 'B', 'C'];

export interface Actor extends Member {
  /** Where they act. */
  readonly organisationId: string;
}

/** Who lives in the town, and what is claimed under which rules. */
export interface Town {
  readonly rootId: string;
  readonly branchIds: readonly string[];
  readonly communityIds: readonly string[];
  readonly movingId: string;
  readonly claimants: readonly Actor[];
  readonly representatives: readonly Actor[];
  readonly evaluators: readonly Actor[];
  readonly managers: readonly Actor[];
  /** Who is given an office and loses it again. */
  readonly deputies: readonly Actor[];
  /** Who leaves for good. */
  readonly leavers: readonly Actor[];
  readonly standard: string;
  readonly workflows: Workflows;
  readonly postIds: readonly string[];
}

/** Of each mode that the town has tasks of. */
type Workflows = Readonly<Record<TownMode | 'everyone', string>>;

export const TOWN_MODES = ['open', 'apply', 'assign'] as const;
export type TownMode = (typeof TOWN_MODES)[number];

export const CRITERIA = [
  { key: 'result', label: { zh: '整改到位', en: 'Put right' }, weight: 60 },
  { key: 'lasting', label: { zh: '不易反弹', en: 'Likely to last' }, weight: 40 },
];

/** A role, how many of it, and where. */
const CAST: readonly (readonly [
  part: keyof Pick<
    Town,
    'claimants' | 'representatives' | 'evaluators' | 'managers' | 'deputies' | 'leavers'
  >,
  role: MembershipRole,
  places: readonly string[],
  each: number,
])[] = [
  ['claimants', 'member', BRANCHES, 2],
  ['representatives', 'representative', [...BRANCHES, 'A1', 'B1'], 1],
  ['evaluators', 'evaluator', [...BRANCHES, ...COMMUNITIES], 1],
  ['managers', 'manager', [...BRANCHES, ...COMMUNITIES], 1],
  ['deputies', 'member', ['A1', 'B1', 'B2', 'C1'], 1],
  ['leavers', 'member', BRANCHES, 1],
];

interface Invented {
  readonly part: (typeof CAST)[number][0];
  readonly row: MemberRow;
  readonly code: string;
}

/** Makes a small town with three communities over HTTP, and activates everybody in it. */
export async function foundTown(options: {
  readonly url: string;
  readonly administrator: Administrator;
  readonly random: Random;
  readonly fetch: typeof fetch;
}): Promise<Town> {
  const { url, administrator, random, fetch: send } = options;
  await importOrganisations(administrator, organisationRows());
  const people = inventPeople(random);
  await importMembers(
    administrator,
    people.map(({ row }) => row),
  );
  const visitor = createClient({ url });
  const organisations = await findOrganisations(visitor);
  const idOf = (code: string) => organisations.get(code) ?? '';
  const accounts = people.map(({ row: { number } }) => ({ number, password: newPassword() }));
  const members = await activateMembers({
    url,
    administrator,
    accounts,
    fetchFor: fromTheirHomes(accounts, send),
    renewBefore: RENEW_BEFORE_END_MS,
  });
  const actors = (part: Invented['part']) =>
    people
      .filter((one) => one.part === part)
      .flatMap(({ row, code }): Actor[] => {
        const member = members.get(row.number);
        return member === undefined ? [] : [{ ...member, organisationId: idOf(code) }];
      });
  return {
    rootId: idOf('T'),
    branchIds: BRANCHES.map(idOf),
    communityIds: COMMUNITIES.map(idOf),
    movingId: idOf(MOVING),
    claimants: actors('claimants'),
    representatives: actors('representatives'),
    evaluators: actors('evaluators'),
    managers: actors('managers'),
    deputies: actors('deputies'),
    leavers: actors('leavers'),
    standard: await administrator.create('plugin::pioneer.standard', {
      name: 'Done well',
      criteria: CRITERIA,
      passMark: 60,
    }),
    workflows: await writeWorkflows(administrator),
    postIds: await makePosts(administrator, visitor),
  };
}

function newPassword(): string {
  return randomBytes(12).toString('base64url');
}

function organisationRows(): OrganisationRow[] {
  const row = (code: string, kind: string, parentCode: string | null) => {
    return { code, name: `组织${code}`, kind, parentCode };
  };
  return [
    row('T', 'town', null),
    ...COMMUNITIES.map((code) => row(code, 'community', 'T')),
    ...BRANCHES.map((code) => row(code, 'branch', code === MOVING ? 'A' : code.slice(0, 1))),
  ];
}

function inventPeople(random: Random): Invented[] {
  return CAST.flatMap(([part, role, places, each]) =>
    places.flatMap((code) => Array.from({ length: each }, () => ({ part, role, code }))),
  ).map(({ part, role, code }, index) => {
    const number = `T${String(index + 1).padStart(3, '0')}`;
    const memberships = [{ organisationCode: code, role }];
    return { part, code, row: { number, name: inventName(random), memberships } };
  });
}

/** Several steps, limits, leases, waiting lists and a say of managers: every rule that can race. */
async function writeWorkflows({ create }: Administrator): Promise<Workflows> {
  const step = (level: string) => ({
    key: level,
    tree: 'opening',
    level,
    label: { zh: '验收', en: 'Look' },
    hours: 12,
    remindHours: 6,
  });
  const write = (claimMode: keyof Workflows, rules: object) =>
    create('plugin::pioneer.workflow', {
      name: `Torture by ${claimMode}`,
      claimMode,
      leaseHours: 6,
      offerHours: 3,
      appealWindowDays: 1,
      extensions: 1,
      steps: [step('branch'), step('community')],
      ...rules,
    });
  return {
    open: await write('open', { liveLimit: 3, waitingList: true }),
    apply: await write('apply', { withdrawalNeedsApproval: true, steps: [step('branch')] }),
    assign: await write('assign', { leaseHours: 9 }),
    // Its tasks belong to communities, above which there is no branch.
    everyone: await write('everyone', { steps: [step('community')] }),
  };
}

async function makePosts(administrator: Administrator, visitor: Call): Promise<string[]> {
  const rows = ['A1', 'B1'].map((organisationCode) => ({
    organisationCode,
    title: '网格员',
    duties: '每周巡查一次。',
    appointers: 'own' as const,
    maxHolders: 2,
    isActive: true,
    termMonths: 12,
  }));
  await importPosts(administrator, rows);
  const { data } = await visitor('posts.find', { query: {} });
  return data.map(({ id }) => id);
}

/**
 * Each sends from an address of their own: whoever has left still tries to sign in, and from one address
 * for all that would soon keep everybody out.
 */
function fromTheirHomes(
  accounts: readonly MemberAccount[],
  send: typeof fetch,
): (account: MemberAccount) => typeof fetch {
  const homes = new Map(
    accounts.map(({ number }, index) => [number, `10.0.${index >> 8}.${index & 255}`]),
  );
  return ({ number }) =>
    (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('x-forwarded-for', homes.get(number) ?? '');
      return send(input, { ...init, headers });
    };
}
