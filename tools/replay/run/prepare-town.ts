import type { Call, MemberRow, OrganisationRow } from 'strapi-plugin-pioneer/contract';
import type { Administrator } from '../../http/administrator';
import { findOrganisations } from '../../http/find-organisations';
import { importMembers, importOrganisations } from '../../http/import-rows';

/** What tasks refer to; all ids are documentIds. */
export interface Town {
  /** By code. */
  readonly organisations: ReadonlyMap<string, string>;
  /** By category. */
  readonly drives: ReadonlyMap<string, string>;
}

export const LEASE_HOURS = 72;
export const PASS_MARK = 60;

/** What evaluators look at, with weights that add up to 100. */
export const CRITERIA = [
  { key: 'result', label: { zh: '整改到位', en: 'Put right' }, weight: 50 },
  { key: 'lasting', label: { zh: '不易反弹', en: 'Likely to last' }, weight: 30 },
  { key: 'evidence', label: { zh: '佐证清楚', en: 'Clear evidence' }, weight: 20 },
];

/** Two levels look at the work, the nearer one first. */
const STEPS = [
  {
    key: 'neighbourhood',
    label: { zh: '街区初验', en: 'Neighbourhood' },
    level: 'neighbourhood',
    hours: 72,
    remindHours: 48,
  },
  { key: 'district', label: { zh: '片区终验', en: 'District' }, level: 'district' },
];

/** Makes everything that a task needs before there can be one. */
export async function prepareTown(
  administrator: Administrator,
  visitor: Call,
  content: {
    organisations: readonly OrganisationRow[];
    members: readonly MemberRow[];
    categories: readonly string[];
  },
): Promise<Town> {
  const standard = await administrator.create('plugin::pioneer.standard', {
    name: 'Spot put right',
    criteria: CRITERIA,
    passMark: PASS_MARK,
  });
  const workflow = await administrator.create('plugin::pioneer.workflow', {
    name: 'Open to everybody, checked by neighbourhood and district',
    claimMode: 'open',
    leaseHours: LEASE_HOURS,
    appealWindowDays: 0,
    steps: STEPS,
  });
  await importOrganisations(administrator, content.organisations);
  await importMembers(administrator, content.members);

  const drives = new Map<string, string>();
  for (const name of content.categories) {
    drives.set(name, await administrator.create('api::drive.drive', { name, standard, workflow }));
  }
  return { organisations: await findOrganisations(visitor), drives };
}
