import type {
  Call,
  ClaimMode,
  MemberRow,
  OrganisationRow,
  SpotImportRow,
} from 'strapi-plugin-pioneer/contract';
import type { Administrator } from '../../http/administrator';
import { findOrganisations } from '../../http/find-organisations';
import { importMembers, importOrganisations, importSpots } from '../../http/import-rows';

/** What tasks refer to; all ids are documentIds. */
export interface Town {
  readonly rootCode: string;
  readonly leafKind: string;
  readonly standard: string;
  readonly everyoneWorkflow: string;
  /** By code. */
  readonly organisations: ReadonlyMap<string, string>;
  /** By category. */
  readonly drives: ReadonlyMap<string, string>;
}

/** The town before there is one. */
export interface TownContent {
  readonly organisations: readonly OrganisationRow[];
  readonly members: readonly MemberRow[];
  readonly spots: readonly SpotImportRow[];
  /** How the spots of each category are claimed. */
  readonly modes: ReadonlyMap<string, ClaimMode>;
}

export const LEASE_HOURS = 72;
export const PASS_MARK = 60;

/** What evaluators look at, with weights that add up to 100. */
export const CRITERIA = [
  { key: 'result', label: { zh: '整改到位', en: 'Put right' }, weight: 50 },
  { key: 'lasting', label: { zh: '不易反弹', en: 'Likely to last' }, weight: 30 },
  { key: 'evidence', label: { zh: '佐证清楚', en: 'Clear evidence' }, weight: 20 },
];

/** Makes everything that a task needs before there can be one. */
export async function prepareTown(
  administrator: Administrator,
  visitor: Call,
  content: TownContent,
): Promise<Town> {
  await importOrganisations(administrator, content.organisations);
  await importMembers(administrator, content.members);
  await importSpots(administrator, content.spots);
  const standard = await administrator.create('plugin::pioneer.standard', {
    name: 'Spot put right',
    criteria: CRITERIA,
    passMark: PASS_MARK,
    evidenceBefore: 1,
    evidenceAfter: 1,
  });
  const { rootCode, leafKind, middleKind } = levelsOf(content.organisations);
  const workflows = new Map<ClaimMode, string>();
  for (const mode of new Set<ClaimMode>([...content.modes.values(), 'everyone'])) {
    const workflow = workflowOf(mode, [leafKind, middleKind]);
    workflows.set(mode, await administrator.create('plugin::pioneer.workflow', workflow));
  }
  const drives = new Map<string, string>();
  for (const [name, mode] of content.modes) {
    const drive = { name, standard, workflow: workflows.get(mode) };
    drives.set(name, await administrator.create('api::drive.drive', drive));
  }
  return {
    rootCode,
    leafKind,
    standard,
    everyoneWorkflow: workflows.get('everyone') ?? '',
    organisations: await findOrganisations(visitor),
    drives,
  };
}

/** The three levels of the tree: parents stand before their children in the list. */
function levelsOf(organisations: readonly OrganisationRow[]) {
  const [root, middle] = organisations;
  const leaf = organisations.at(-1);
  if (root === undefined || middle === undefined || leaf === undefined) {
    throw new Error('The town has no organisations.');
  }
  return { rootCode: root.code, middleKind: middle.kind, leafKind: leaf.kind };
}

/** Two levels look at the work, the nearer one first. */
function workflowOf(claimMode: ClaimMode, [near, far]: readonly [near: string, far: string]) {
  // A task for everyone may lie in the whole town; its work is looked at where it is done.
  const tree = claimMode === 'everyone' ? 'claimant' : 'opening';
  return {
    name: `Claim mode ${claimMode}, checked on two levels`,
    claimMode,
    leaseHours: LEASE_HOURS,
    appealWindowDays: 0,
    waitingList: claimMode === 'open',
    // Offers must outlast the leap of the clock over a lease.
    offerHours: 2 * LEASE_HOURS,
    steps: [
      {
        key: near,
        tree,
        label: { zh: '初验', en: 'First look' },
        level: near,
        hours: 72,
        remindHours: 48,
      },
      { key: far, tree, label: { zh: '终验', en: 'Final look' }, level: far },
    ],
  };
}
