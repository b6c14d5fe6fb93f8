import pLimit from 'p-limit';
import { createClient, MAX_IMPORT_ROWS } from 'strapi-plugin-pioneer/contract';
import { importMembers, importOrganisations, importSpots } from '../../http/import-rows';
import { CRITERIA, PASS_MARK } from '../../replay/run/prepare-town';
import { untilDone } from '../../replay/run/publish-tasks';
import type { Stage } from '../stage';

const ROOT = 'TOWN';
const TASK = 'api::task.task';

/** Hashing takes a core; more at once would only wait for each other. */
const AT_ONCE = 4;

export interface BenchMember {
  readonly id: string;
  readonly number: string;
  readonly password: string;
  /** Good for ten minutes. */
  readonly token: string;
}

export interface BenchOpening {
  readonly id: string;
  readonly termsId: string;
}

/** One place with so many members, all signed in. */
export async function settleMembers(
  { nodes, administrator }: Stage,
  many: number,
): Promise<BenchMember[]> {
  await importOrganisations(administrator, [
    { code: ROOT, name: 'Town', kind: 'town', parentCode: null },
  ]);
  const accounts = Array.from({ length: many }, (_, index) => ({
    number: `m${String(index).padStart(5, '0')}`,
    password: `quiet river ${index}`,
  }));
  await importMembers(
    administrator,
    accounts.map(({ number }) => ({
      number,
      name: `Member ${number}`,
      phone: null,
      memberships: [{ organisationCode: ROOT, role: 'member' as const }],
    })),
  );
  const codes = await invite(
    administrator,
    accounts.map(({ number }) => number),
  );
  const visitor = createClient({ url: nodes[0]?.url ?? '' });
  const limit = pLimit(AT_ONCE);
  return Promise.all(
    accounts.map((account) =>
      limit(async () => {
        const body = { ...account, code: codes.get(account.number) ?? '' };
        const { data } = await visitor('session.activate', { body });
        return { ...account, id: data.member.id, token: data.accessToken };
      }),
    ),
  );
}

async function invite(
  { call }: Stage['administrator'],
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const codes = new Map<string, string>();
  for (let start = 0; start < numbers.length; start += MAX_IMPORT_ROWS) {
    const body = { numbers: numbers.slice(start, start + MAX_IMPORT_ROWS) };
    const { data } = await call('members.invite', { body });
    for (const { number, code } of data.codes) codes.set(number, code);
  }
  return codes;
}

/** One task over so many spots: as many openings under the same terms, each with so many slots. */
export async function openSpots(
  { administrator, db }: Stage,
  { spots, slots }: { readonly spots: number; readonly slots: number },
): Promise<BenchOpening[]> {
  await importSpots(
    administrator,
    Array.from({ length: spots }, (_, index) => ({
      code: `S${index}`,
      organisationCode: ROOT,
      category: 'Bench',
      address: `Street ${index}`,
      latitude: null,
      longitude: null,
      foundAt: null,
    })),
  );
  const standard = await administrator.create('plugin::pioneer.standard', {
    name: 'Bench',
    criteria: CRITERIA,
    passMark: PASS_MARK,
  });
  const workflow = await administrator.create('plugin::pioneer.workflow', {
    name: 'Bench',
    claimMode: 'open',
    leaseHours: 72,
    appealWindowDays: 0,
  });
  const [root] = await db('pioneer_organisations').pluck<string[]>('document_id');
  const taskId = await administrator.create(TASK, {
    title: 'Bench',
    slug: 'bench',
    summary: 'Many places, many slots.',
    category: 'Bench',
    organisation: root,
    standard,
    workflow,
    unitKind: 'spot',
    unitCategory: 'Bench',
    memberSlots: slots,
    organisationSlots: 0,
  });
  await administrator.publish(TASK, taskId);
  await untilDone(administrator, taskId);
  const found: { id: string; termsId: string }[] = await db('pioneer_openings')
    .where({ task_id: taskId })
    .orderBy('id')
    .select({ id: 'document_id', termsId: 'terms_id' });
  if (found.length !== spots) throw new Error(`${found.length} openings were made, not ${spots}`);
  return found;
}
