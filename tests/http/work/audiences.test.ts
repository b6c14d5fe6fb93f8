import { linkTo, TASK } from '../../support/content-manager';
import { codeOfRefusal } from '../../support/http';
import {
  buildMember,
  buildMembers,
  endMembership,
  type Member,
  type Organisation,
} from '../../support/people';
import { readBoard } from '../../support/board';
import { enterTown } from '../../support/town';
import { buildTree, type Tree } from '../../support/tree';
import { audienceKnown, jobsDone } from '../../support/units';
import { buildOpening, buildWorkflow, taskContent, type Opening } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let tree: Tree;
let inside: Member;
let outside: Member;

beforeEach(async () => {
  tree = await buildTree(town);
  [inside, outside] = (await buildMembers(town, [
    [['member', tree.cooperative]],
    [['member', tree.otherCooperative]],
  ])) as [Member, Member];
});

/** A task of the whole town for those of one community, as soon as it is known who that is. */
async function open(audience: string, data: object = {}): Promise<Opening> {
  const opening = await buildOpening(town, {
    organisation: tree.root,
    data: { audience, ...data },
  });
  await audienceKnown(town, opening.taskId);
  return opening;
}

function of(community: { readonly code: string }): string {
  return `"${community.code}" in organisation.path || "${community.code}" in member.organisations`;
}

/** Whether board and detail show the opening; they must agree. */
async function sees(call: Member['call'], { id, taskId }: Opening): Promise<boolean> {
  const board = await readBoard(call, { task: taskId });
  const detail = await call('openings.findOne', { params: { id } }).then(
    () => true,
    () => false,
  );
  expect(board.map((opening) => opening.id)).toEqual(detail ? [id] : []);
  if (!detail) {
    expect(await codeOfRefusal(call('openings.findOne', { params: { id } }))).toBe('NOT_FOUND');
  }
  return detail;
}

describe('the board', () => {
  it('shows an opening to its audience, and to nobody else', async () => {
    const opening = await open(of(tree.community));

    expect(await sees(inside.call, opening)).toBe(true);
    expect(await sees(outside.call, opening)).toBe(false);
    expect(await sees(town.visitor, opening)).toBe(false);
  });

  it('shows an opening without an audience to everybody', async () => {
    const opening = await buildOpening(town, { organisation: tree.root });

    expect(await sees(outside.call, opening)).toBe(true);
    expect(await sees(town.visitor, opening)).toBe(true);
  });

  it('shows it to representatives of an organisation that it is for, and tells them it is not for themselves', async () => {
    const audience = `claimant == "organisation" && organisation.code == "${tree.community.code}"`;
    const opening = await open(audience, { organisationSlots: 1 });
    const representative = await buildMember(town, [['representative', tree.community]]);

    expect(await sees(representative.call, opening)).toBe(true);
    expect(await sees(inside.call, opening)).toBe(false);
    const { data } = await representative.call('openings.findOne', { params: { id: opening.id } });
    expect(data.claimRefusal).toMatchObject({
      code: 'OPENING_NOT_FOR_YOU',
      facts: { condition: 'claimant == "organisation"' },
    });
    const [shown] = await readBoard(representative.call, { task: opening.taskId });
    expect(shown?.claimRefusal).toEqual(data.claimRefusal);
  });

  it('shows it to managers and evaluators at or above its organisation', async () => {
    const opening = await open('"manager" in member.roles && "evaluator" in member.roles');
    const [manager, evaluator, elsewhere] = (await buildMembers(town, [
      [['manager', tree.root]],
      [['evaluator', tree.root]],
      [['manager', tree.community]],
    ])) as [Member, Member, Member];

    expect(await sees(manager.call, opening)).toBe(true);
    expect(await sees(evaluator.call, opening)).toBe(true);
    expect(await sees(elsewhere.call, opening)).toBe(false);
  });

  it('tells beforehand which condition of eligibility is unmet', async () => {
    const eligibility = 'claims.accepted > 0 // 完成过一项';
    const opening = await open(of(tree.community), { eligibility });
    const { data } = await inside.call('openings.findOne', { params: { id: opening.id } });

    expect(data.claimRefusal).toMatchObject({
      code: 'CLAIM_NOT_ELIGIBLE',
      facts: { condition: '完成过一项' },
    });
    expect(data.terms).toMatchObject({ audience: of(tree.community), eligibility });
  });
});

describe('the audience follows at once', () => {
  it('when a member joins, and when a membership ends', async () => {
    const opening = await open(of(tree.community));
    const body = {
      memberId: outside.id,
      organisationId: tree.community.id,
      role: 'member' as const,
    };
    await town.administrator('memberships.add', { body });
    expect(await sees(outside.call, opening)).toBe(true);

    await endMembership(town, outside, tree.community);
    expect(await sees(outside.call, opening)).toBe(false);
  });

  it('when members are imported', async () => {
    const opening = await open(of(tree.community));
    const newcomer = await buildMember(town, [['member', tree.cooperative]]);
    expect(await sees(newcomer.call, opening)).toBe(true);

    const memberships = [{ organisationCode: tree.community.code, role: 'member' as const }];
    const rows = [{ number: outside.number, name: outside.name, memberships }];
    await town.administrator('members.import', { body: { rows } });
    expect(await sees(outside.call, opening)).toBe(true);
  });

  it('when an organisation moves with everybody in it', async () => {
    const opening = await open(of(tree.community));
    const { id } = tree.otherCooperative;
    const body = { version: 1, parentId: tree.community.id };
    await town.administrator('organisations.move', { params: { id }, body });

    expect(await sees(outside.call, opening)).toBe(true);
  });

  it('when an organisation becomes one of another kind', async () => {
    const kind = `grid-${tree.root.code}`;
    const opening = await open(`"${kind}" in member.kinds`);
    expect(await sees(outside.call, opening)).toBe(false);
    const { id, name } = tree.otherCommunity;
    const params = { id };
    await town.administrator('organisations.edit', { params, body: { version: 1, name, kind } });
    expect(await sees(outside.call, opening)).toBe(true);

    const row = { code: tree.otherCommunity.code, name, parentCode: tree.root.code };
    const rows = [{ ...row, kind: 'community' }];
    await town.administrator('organisations.import', { body: { rows } });
    expect(await sees(outside.call, opening)).toBe(false);
  });
});

describe('a changed audience', () => {
  async function hashOf({ id }: Opening, column = 'audience_hash'): Promise<string> {
    const row = await town
      .rows('pioneer_openings')
      .where({ document_id: id })
      .first<Record<string, string>>(column);
    return row[column] ?? '';
  }

  /** As it is before the last part of the job: the opening still has the audience of the other. */
  async function evaluatedAllBut(last: Member, opening: Opening, other: Opening): Promise<void> {
    const hash = await hashOf(opening);
    const row = { hash, claimant_id: last.id };
    expect(await town.rows('pioneer_audience_members').where(row).delete()).toBe(1);
    await town.rows('pioneer_audiences').where({ hash }).update({ is_complete: false });
    await town
      .rows('pioneer_openings')
      .where({ document_id: opening.id })
      .update({ audience_hash: await hashOf(other), next_audience_hash: hash });
  }

  it('takes the place of the old one as a whole, after a job has evaluated everybody', async () => {
    const opening = await open(of(tree.community));
    await town.content.publish(TASK, opening.taskId, { audience: of(tree.otherCommunity) });
    await audienceKnown(town, opening.taskId);

    expect(await sees(inside.call, opening)).toBe(false);
    expect(await sees(outside.call, opening)).toBe(true);
  });

  it('leaves the old one in force until then', async () => {
    const [opening, other] = [await open(of(tree.community)), await open(of(tree.community))];
    await town.content.publish(TASK, opening.taskId, { audience: of(tree.otherCommunity) });
    await audienceKnown(town, opening.taskId);
    await evaluatedAllBut(outside, opening, other);
    expect(await sees(inside.call, opening)).toBe(true);
    expect(await sees(outside.call, opening)).toBe(false);

    const hash = await hashOf(opening, 'next_audience_hash');
    await town.rows('pioneer_jobs').where({ subject_id: hash }).update({ state: 'waiting' });
    await audienceKnown(town, opening.taskId);
    expect(await sees(inside.call, opening)).toBe(false);
    expect(await sees(outside.call, opening)).toBe(true);
  });

  it('is taken away at once', async () => {
    const opening = await open(of(tree.community));
    await town.content.publish(TASK, opening.taskId, { audience: null });

    expect(await sees(town.visitor, opening)).toBe(true);
  });

  it('that only is written in another way changes nothing for anybody', async () => {
    const opening = await open(of(tree.community));
    const audience = `( ${of(tree.community)} ) // 第一社区`;
    await town.content.publish(TASK, opening.taskId, { audience });

    expect(await sees(inside.call, opening)).toBe(true);
    expect(await sees(outside.call, opening)).toBe(false);
  });
});

describe('a task for everyone', () => {
  /** For everyone below an organisation who is of the community, and enrolled. */
  async function publishFor(organisation: Organisation): Promise<string> {
    const workflow = linkTo(await buildWorkflow(town, { claimMode: 'everyone' }));
    const data = { workflow, audience: of(tree.community) };
    const content = await taskContent(town, { organisation, data });
    const taskId = await town.content.createPublished(TASK, content);
    await audienceKnown(town, taskId);
    await jobsDone(town, taskId);
    return taskId;
  }

  async function claimants(taskId: string, state = 'active'): Promise<string[]> {
    return town
      .rows('pioneer_claims as c')
      .join('pioneer_openings as o', 'o.document_id', 'c.opening_id')
      .where({ 'o.task_id': taskId, 'c.state': state })
      .orderBy('c.claimant_id')
      .pluck<string[]>('c.claimant_id');
  }

  it('enrols those in its audience, who joins it later, and releases who leaves it', async () => {
    const taskId = await publishFor(tree.root);
    expect(await claimants(taskId)).toEqual([inside.id]);

    const body = {
      memberId: outside.id,
      organisationId: tree.community.id,
      role: 'member' as const,
    };
    await town.administrator('memberships.add', { body });
    await jobsDone(town, taskId);
    expect(await claimants(taskId)).toEqual([inside.id, outside.id].sort());

    // Still somebody of the town, but not of the community any more.
    await endMembership(town, outside, tree.community);
    await jobsDone(town, taskId);
    expect(await claimants(taskId)).toEqual([inside.id]);
    expect(await claimants(taskId, 'cancelled')).toEqual([outside.id]);
  });

  it('enrols who is of its organisation and joins its audience elsewhere', async () => {
    const taskId = await publishFor(tree.otherCommunity);
    expect(await claimants(taskId)).toEqual([]);

    const place = { organisationId: tree.cooperative.id, role: 'evaluator' as const };
    await town.administrator('memberships.add', { body: { memberId: outside.id, ...place } });
    await jobsDone(town, taskId);
    expect(await claimants(taskId)).toEqual([outside.id]);
  });

  it('changes over to another audience', async () => {
    const taskId = await publishFor(tree.root);
    await town.content.publish(TASK, taskId, { audience: of(tree.otherCommunity) });
    await audienceKnown(town, taskId);
    await jobsDone(town, taskId);

    expect(await claimants(taskId)).toEqual([outside.id]);
  });
});
