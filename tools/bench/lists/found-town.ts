import { setTimeout as wait } from 'node:timers/promises';
import { createClient, type MemberRow } from 'strapi-plugin-pioneer/contract';
import { importMembers, importOrganisations } from '../../http/import-rows';
import type { Stage } from '../stage';
import { makeRules } from '../town/make-rules';
import { activate, type Account, type BenchMember } from '../town/settle';

export const AUDIENCES = 300;
/** Two in a hundred of them. */
export const AUDIENCES_OF_READER = 6;
const READERS = 10;

const COMMUNITIES = 27;
const COOPERATIVES = 245;
const DRIVES = 20;

/** Of how many communities the officials sign in; the others have theirs as well. */
const OFFICIALS = 5;

/** Begins in the opening's own organisation, then asks the town. */
const STEPS = [
  { key: 'place', label: { zh: '初验', en: 'On the spot' } },
  { key: 'town', label: { zh: '终验', en: 'By the town' }, level: 'town' },
];

const TASK = 'api::task.task';

/** Who asks in the benches of lists. */
export interface People {
  /** Members of six circles each, and nothing else. */
  readonly readers: readonly BenchMember[];
  /** Evaluators and managers of a community each, which has a ninth of its openings itself. */
  readonly officials: readonly BenchMember[];
  /** Evaluate and manage in the whole town, where communities have evaluators of their own. */
  readonly mayors: readonly BenchMember[];
}

/** The town of the benches of lists as the product makes it, with one opening for each audience. */
export async function foundTown(stage: Stage): Promise<People> {
  const { administrator } = stage;
  await importOrganisations(administrator, [
    { code: 'TOWN', name: 'Town', kind: 'town', parentCode: null },
    ...numbered(COMMUNITIES, (n) => organisation('community', `V${n}`, 'TOWN')),
    ...numbered(COOPERATIVES, (n) => organisation('cooperative', `C${n}`, `V${n % COMMUNITIES}`)),
    ...numbered(AUDIENCES, (n) => organisation('circle', circle(n), 'TOWN')),
  ]);
  const readers = numbered(READERS, (n) => member(`reader${n}`, circlesOf(n), ['member']));
  const officials = numbered(COMMUNITIES, (n) => member(`official${n}`, [`V${n}`], LEADING));
  const mayors = [member('mayor', ['TOWN'], LEADING)];
  await importMembers(administrator, [...readers, ...officials, ...mayors]);
  const people = {
    readers: await activate(stage, readers.map(accountOf)),
    officials: await activate(stage, officials.slice(0, OFFICIALS).map(accountOf)),
    mayors: await activate(stage, mayors.map(accountOf)),
  };
  await publishTasks(stage);
  await claimFirst(stage, people);
  return people;
}

/** One claim as the product makes it: all others are made after it. */
async function claimFirst({ db, nodes }: Stage, { readers: [reader] }: People): Promise<void> {
  const call = createClient({ url: nodes[0]?.url ?? '', token: () => reader?.token ?? null });
  const { data } = await call('openings.find', { query: { limit: 1 } });
  for (const { id, termsId } of data) {
    await call('openings.claim', { params: { id }, body: { termsId } });
  }
  const claims = await db('pioneer_claims').pluck<string[]>('document_id');
  if (claims.length !== 1) throw new Error(`there are ${claims.length} claims instead of one`);
}

const LEADING = ['manager', 'evaluator'] as const;

function numbered<Item>(many: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: many }, (_, index) => make(index));
}

function organisation(kind: string, code: string, parentCode: string) {
  return { code, name: `${kind} ${code}`, kind, parentCode };
}

function circle(index: number): string {
  return `A${index}`;
}

/** The circles of a reader; the first reader is in that of the first opening. */
function circlesOf(reader: number): string[] {
  return numbered(AUDIENCES_OF_READER, (turn) => {
    return circle((reader * AUDIENCES_OF_READER + turn * 47) % AUDIENCES);
  });
}

function member(
  number: string,
  codes: readonly string[],
  roles: readonly MemberRow['memberships'][number]['role'][],
): MemberRow {
  const memberships = codes.flatMap((organisationCode) =>
    roles.map((role) => ({ organisationCode, role })),
  );
  return { number, name: `Member ${number}`, phone: null, memberships };
}

export function accountOf({ number }: Pick<MemberRow, 'number'>): Account {
  return { number, password: 'a quiet river of stones' };
}

/** A task for each circle, which alone sees it. */
async function publishTasks({ administrator, db }: Stage): Promise<void> {
  const rules = await makeRules({ administrator }, { steps: STEPS });
  for (let n = 0; n < DRIVES; n += 1) {
    await administrator.create('api::drive.drive', { name: `Drive ${n}`, ...rules });
  }
  const [root] = await db('pioneer_organisations').where({ code: 'TOWN' }).pluck('document_id');
  for (let n = 0; n < AUDIENCES; n += 1) {
    const taskId = await administrator.create(TASK, {
      title: `Task ${n}`,
      slug: `task-${n}`,
      summary: 'Clear what lies beside the road.',
      category: 'Bench',
      organisation: root,
      ...rules,
      memberSlots: 1_000_000,
      organisationSlots: 0,
      audience: `"${circle(n)}" in member.organisations`,
    });
    await administrator.publish(TASK, taskId);
  }
  while (await isUnknownWhoSees(db)) await wait(500);
}

async function isUnknownWhoSees(db: Stage['db']): Promise<boolean> {
  const incomplete = await db('pioneer_audiences').where({ is_complete: false }).first('id');
  return incomplete !== undefined;
}
