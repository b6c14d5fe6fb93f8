import { linkTo, TASK } from '../../support/content-manager';
import { codeOfRefusal } from '../../support/http';
import { uniqueName } from '../../support/names';
import { buildMembers, endMembership, inviteMembers, type Member } from '../../support/people';
import { countersOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildTree, type Tree } from '../../support/tree';
import { jobsDone, openingsOf } from '../../support/units';
import { buildWorkflow, report, taskContent } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let tree: Tree;
let members: readonly [Member, Member, Member];

beforeEach(async () => {
  tree = await buildTree(town);
  members = (await buildMembers(town, [
    [['member', tree.cooperative]],
    [['representative', tree.community]],
    [['member', tree.otherCooperative]],
  ])) as [Member, Member, Member];
});

/** Publishes a task for everyone below an organisation, and waits until all are enrolled. */
async function publish(data: object, organisation = tree.root): Promise<string> {
  const workflow = linkTo(await buildWorkflow(town, { claimMode: 'everyone' }));
  const content = await taskContent(town, { organisation, data: { workflow, ...data } });
  const taskId = await town.content.createPublished(TASK, content);
  await jobsDone(town, taskId);
  return taskId;
}

/** The state of everybody's last claim. */
async function claimsOf(taskId: string) {
  const rows: { claimant_id: string; state: string; end_reason: string | null }[] = await town
    .rows('pioneer_claims as c')
    .join('pioneer_openings as o', 'o.document_id', 'c.opening_id')
    .where('o.task_id', taskId)
    .orderBy('c.id')
    .select('c.claimant_id', 'c.state', 'c.end_reason');
  return new Map(rows.map((row) => [row.claimant_id, row.state]));
}

async function openingOf(taskId: string) {
  const [opening] = await openingsOf(town, taskId);
  if (opening === undefined) throw new Error('no opening');
  return opening;
}

/** Members join an organisation, or take up a role there, by an import. */
async function join(numbers: readonly string[], organisationCode: string): Promise<void> {
  const memberships = [{ organisationCode, role: 'member' as const }];
  const rows = numbers.map((number) => ({ number, name: '林小满', memberships }));
  await town.administrator('members.import', { body: { rows } });
}

describe('a task for everyone', () => {
  it('enrols every member below its organisation once, with as many slots as there are members', async () => {
    const taskId = await publish({});
    const opening = await openingOf(taskId);

    expect(await claimsOf(taskId)).toEqual(new Map(members.map(({ id }) => [id, 'active'])));
    expect(opening).toMatchObject({ slots: { member: 3 }, taken: { member: 3 } });
    const { stored, counted } = await countersOf(town, opening.id);
    expect(stored).toEqual(counted);
  });

  it('is the work of each: they find it among their claims and report', async () => {
    await publish({}, tree.community);
    const [member] = members;
    const { data } = await member.call('claims.find', { query: { view: 'mine' } });

    expect(data).toHaveLength(1);
    const [claim] = data;
    if (claim === undefined) throw new Error('no claim');
    expect(claim).toMatchObject({ lead: { id: member.id }, organisationId: tree.cooperative.id });
    expect((await report({ claim, claimant: member })).percent).toBe(50);
  });

  it('enrols who joins later', async () => {
    const taskId = await publish({}, tree.community);
    const [invited] = await inviteMembers(town, [[]]);
    if (invited === undefined) throw new Error('nobody was invited');
    await join([invited.number], tree.cooperative.code);
    await jobsDone(town, taskId);

    expect((await claimsOf(taskId)).size).toBe(3);
    expect((await openingOf(taskId)).slots.member).toBe(3);
  });

  it('is looked at again when somebody joins below its organisation, not when elsewhere', async () => {
    const taskId = await publish({}, tree.community);
    const looked = () =>
      town.rows('pioneer_jobs').where({ subject_id: taskId }).pluck('requested_at');
    const before = await looked();
    await join([uniqueName('m')], tree.otherCooperative.code);
    expect(await looked()).toEqual(before);

    await join([uniqueName('m')], tree.cooperative.code);
    expect(await looked()).not.toEqual(before);
  });

  it('releases who has left, and enrols them once more when they come back', async () => {
    const taskId = await publish({}, tree.community);
    const [member] = members;
    const { id } = member;
    await endMembership(town, member, tree.cooperative);
    await jobsDone(town, taskId);
    expect((await claimsOf(taskId)).get(id)).toBe('cancelled');

    await join([member.number], tree.community.code);
    await jobsDone(town, taskId);
    expect(await claimsOf(taskId)).toEqual(
      new Map([
        [id, 'active'],
        [members[1].id, 'active'],
      ]),
    );
  });

  it('does not enrol again whom a manager has taken out', async () => {
    const [manager] = await buildMembers(town, [[['manager', tree.root]]]);
    const taskId = await publish({}, tree.cooperative);
    const [member] = members;
    const { data } = await member.call('claims.find', { query: { view: 'mine' } });
    const [claim] = data;
    if (claim === undefined || manager === undefined) throw new Error('nobody is there');
    const body = { version: claim.version, reason: '长期外出。' };
    await manager.call('claims.cancel', { params: { id: claim.id }, body });
    await join([uniqueName('m')], tree.root.code);
    await jobsDone(town, taskId);

    expect(await claimsOf(taskId)).toEqual(new Map([[member.id, 'cancelled']]));
  });

  it('cannot be claimed by hand', async () => {
    const taskId = await publish({}, tree.cooperative);
    const { id, termsId } = await openingOf(taskId);
    const [outsider] = await buildMembers(town, [[['member', tree.otherCooperative]]]);
    const late = outsider?.call('openings.claim', { params: { id }, body: { termsId } });
    expect(await codeOfRefusal(late ?? Promise.resolve())).toBe('OPENING_NOT_CLAIMABLE');
  });

  it('is for each organisation its own, where the task is about organisations', async () => {
    const data = { unitKind: 'organisation', unitCategory: 'community' };
    const taskId = await publish({ ...data, memberSlots: 0, organisationSlots: 1 });
    const openings = await openingsOf(town, taskId);

    expect(openings.map(({ taken }) => taken.organisation)).toEqual([1, 1]);
    expect([...(await claimsOf(taskId)).keys()].sort()).toEqual(
      [tree.community.id, tree.otherCommunity.id].sort(),
    );
    const [, representative] = members;
    const { data: mine } = await representative.call('claims.find', { query: { view: 'mine' } });
    expect(mine).toMatchObject([{ claimant: { id: tree.community.id }, lead: null }]);
  });

  it('waits for the start of claiming', async () => {
    const opensAt = new Date(Date.now() + 3_600_000).toISOString();
    const workflow = linkTo(await buildWorkflow(town, { claimMode: 'everyone' }));
    const content = await taskContent(town, {
      organisation: tree.cooperative,
      data: { workflow, opensAt },
    });
    const taskId = await town.content.createPublished(TASK, content);
    await join([uniqueName('m')], tree.cooperative.code);

    expect((await claimsOf(taskId)).size).toBe(0);
    const job = await town.rows('pioneer_jobs').where({ subject_id: taskId }).first();
    expect(job).toMatchObject({ kind: 'enrol', state: 'waiting' });
  });
});
