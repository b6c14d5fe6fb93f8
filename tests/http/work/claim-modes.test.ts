import { linkTo, TASK } from '../../support/content-manager';
import { codeOfRefusal, refusalOf } from '../../support/http';
import { uniqueName, unknownId } from '../../support/names';
import { buildPost } from '../../support/posts';
import { assign, take } from '../../support/beginnings';
import { buildMembers, type Member } from '../../support/people';
import { countersOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildTree, type Tree } from '../../support/tree';
import {
  buildClaim,
  buildOpening,
  buildWorkflow,
  report,
  submit,
  withdraw,
  type Opening,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let tree: Tree;
/** Of the community in which every opening lies. */
let manager: Member;
let members: readonly Member[];

beforeAll(async () => {
  tree = await buildTree(town);
  [manager, ...members] = (await buildMembers(town, [
    [['manager', tree.community]],
    ...[1, 2, 3, 4].map(() => [['member', tree.cooperative]] as const),
  ])) as [Member, ...Member[]];
});

function memberAt(place: number): Member {
  const member = members[place];
  if (member === undefined) throw new Error('too few members');
  return member;
}

/** An opening of the cooperative under a workflow of its own. */
async function open(workflow: object, data: object = {}): Promise<Opening> {
  const link = linkTo(await buildWorkflow(town, { ...workflow }));
  return buildOpening(town, { organisation: tree.cooperative, data: { workflow: link, ...data } });
}

async function look(member: Member, claimId: string) {
  return (await member.call('claims.findOne', { params: { id: claimId } })).data;
}

async function expectSoundCounters({ id }: Opening, expected: readonly number[]): Promise<void> {
  const { stored, counted } = await countersOf(town, id);
  expect(stored).toEqual(counted);
  expect(stored).toEqual(expected);
}

describe('a task that one applies for', () => {
  it('takes a slot only when a manager approves, who finds the application in a list', async () => {
    const opening = await open({ claimMode: 'apply' });
    const applied = await take(opening, memberAt(0));
    expect(applied).toMatchObject({ state: 'applied', leaseEndsAt: null });
    await expectSoundCounters(opening, [0, 0, 0]);

    const { data: waiting } = await manager.call('claims.find', { query: { view: 'to-decide' } });
    expect(waiting.map(({ id }) => id)).toContain(applied.id);
    const params = { id: applied.id };
    const { data } = await manager.call('claims.approve', { params, body: { version: 1 } });
    expect(data.state).toBe('active');
    expect((await look(memberAt(0), applied.id)).leaseEndsAt).not.toBeNull();
    await expectSoundCounters(opening, [1, 0, 0]);
  });

  it('takes more applications than it has slots, and approves no more than it has', async () => {
    const opening = await open({ claimMode: 'apply' });
    const [first, second] = [await take(opening, memberAt(0)), await take(opening, memberAt(1))];
    const approve = (id: string) =>
      manager.call('claims.approve', { params: { id }, body: { version: 1 } });
    await approve(first.id);

    expect(await codeOfRefusal(approve(second.id))).toBe('OPENING_FULL');
    expect((await look(memberAt(1), second.id)).state).toBe('applied');
    await expectSoundCounters(opening, [1, 0, 0]);
  });

  it('tells the applicant why not', async () => {
    const opening = await open({ claimMode: 'apply' });
    const { id, version } = await take(opening, memberAt(0));
    const body = { version, reason: '已有人负责这一片。' };
    await manager.call('claims.refuse', { params: { id }, body });

    expect(await look(memberAt(0), id)).toMatchObject({ state: 'refused', endReason: body.reason });
  });
});

describe('a task that is assigned', () => {
  it('is offered to who is named, and begins with a yes', async () => {
    const opening = await open({ claimMode: 'assign', offerHours: 24 });
    expect(await codeOfRefusal(take(opening, memberAt(0)))).toBe('OPENING_NOT_CLAIMABLE');
    const offered = await assign(opening, memberAt(0), manager);
    expect(offered).toMatchObject({ state: 'offered', leaseEndsAt: null });
    expect(offered.offerEndsAt).not.toBeNull();
    await expectSoundCounters(opening, [1, 0, 0]);

    const params = { id: offered.id };
    const body = { version: offered.version };
    const { data } = await memberAt(0).call('claims.acceptOffer', { params, body });
    expect(data).toMatchObject({
      state: 'active',
      offerEndsAt: null,
      lead: { id: memberAt(0).id },
    });
  });

  it('gives the slot back when who was named says no', async () => {
    const opening = await open({ claimMode: 'assign' });
    const { id, version } = await assign(opening, memberAt(0), manager);
    const body = { version, reason: '近期外出。' };
    await memberAt(0).call('claims.decline', { params: { id }, body });

    await expectSoundCounters(opening, [0, 0, 0]);
    expect((await assign(opening, memberAt(1), manager)).state).toBe('offered');
  });

  it('names many at once, and says of each whether it worked', async () => {
    const opening = await open({ claimMode: 'assign' }, { memberSlots: 2 });
    await assign(opening, memberAt(0), manager);
    const stranger = unknownId();
    const named = [memberAt(0).id, stranger, memberAt(1).id, memberAt(2).id];
    const { data } = await manager.call('openings.assign', {
      params: { id: opening.id },
      body: { claimants: named.map((id) => ({ kind: 'member', id })) },
    });

    expect(data.assigned.map(({ id }) => id)).toEqual([memberAt(1).id]);
    expect(data.refused.map(({ id, refusal }) => [id, refusal.code])).toEqual([
      [memberAt(0).id, 'CLAIM_ALREADY_LIVE'],
      [stranger, 'CLAIMANT_UNKNOWN'],
      [memberAt(2).id, 'OPENING_FULL'],
    ]);
    await expectSoundCounters(opening, [2, 0, 0]);
  });

  it('names by a rule whoever holds a post there', async () => {
    const opening = await open({ claimMode: 'assign' }, { memberSlots: 5 });
    const post = await buildPost(town, tree.cooperative, { title: uniqueName('河长') });
    const body = { number: memberAt(2).number };
    await manager.call('posts.appoint', { params: { id: post.id }, body });
    const rule = { kind: 'member' as const, within: tree.root.id, post: post.title };
    const params = { id: opening.id };
    const { data } = await manager.call('openings.assign', { params, body: { rule } });

    expect(data.assigned.map(({ id }) => id)).toEqual([memberAt(2).id]);
    expect(data.refused).toEqual([]);
  });

  it('names by a rule every organisation of a kind below another', async () => {
    const opening = await open({ claimMode: 'assign' }, { memberSlots: 0, organisationSlots: 5 });
    const rule = {
      kind: 'organisation' as const,
      within: tree.root.id,
      organisationKind: 'cooperative',
    };
    const params = { id: opening.id };
    const { data } = await manager.call('openings.assign', { params, body: { rule } });

    expect(data.refused).toEqual([]);
    expect(data.assigned.map(({ id }) => id)).toEqual([
      tree.cooperative.id,
      tree.otherCooperative.id,
    ]);
    await expectSoundCounters(opening, [0, 2, 0]);
  });

  it('names by a rule everybody with a role, each once', async () => {
    const opening = await open({ claimMode: 'assign' }, { memberSlots: 10 });
    const rule = { kind: 'member' as const, within: tree.root.id, role: 'member' as const };
    const params = { id: opening.id };
    const { data } = await manager.call('openings.assign', { params, body: { rule } });

    const ids = data.assigned.map(({ id }) => id);
    expect(ids.sort()).toEqual(members.map(({ id }) => id).sort());
  });

  it('is led by the representative who accepts for an organisation', async () => {
    const opening = await open({ claimMode: 'assign' }, { memberSlots: 0, organisationSlots: 1 });
    const [representative] = (await buildMembers(town, [
      [['representative', tree.cooperative]],
    ])) as [Member];
    const claimants = [{ kind: 'organisation' as const, id: tree.cooperative.id }];
    const params = { id: opening.id };
    const { data } = await manager.call('openings.assign', { params, body: { claimants } });
    const claimId = data.assigned[0]?.claimId ?? '';
    const offered = await look(representative, claimId);
    expect(offered).toMatchObject({ state: 'offered', lead: null });

    const accepted = await representative.call('claims.acceptOffer', {
      params: { id: claimId },
      body: { version: offered.version },
    });
    expect(accepted.data).toMatchObject({ state: 'active', lead: { id: representative.id } });
    expect((await submit({ claim: accepted.data, claimant: representative })).state).toBe(
      'submitted',
    );
  });

  it('is assigned by managers of its line alone', async () => {
    const opening = await open({ claimMode: 'assign' });
    const [elsewhere] = (await buildMembers(town, [[['manager', tree.otherCommunity]]])) as [
      Member,
    ];
    expect(await codeOfRefusal(assign(opening, memberAt(0), elsewhere))).toBe('MANAGER_REQUIRED');
    expect(await codeOfRefusal(assign(opening, memberAt(0), memberAt(1)))).toBe('MANAGER_REQUIRED');
    await expectSoundCounters(opening, [0, 0, 0]);
  });
});

describe('a waiting list', () => {
  it('tells who comes too late that they may wait, and lets them', async () => {
    const opening = await open({ waitingList: true });
    await take(opening, memberAt(0));
    expect(await codeOfRefusal(take(opening, memberAt(1)))).toBe('OPENING_FULL_MAY_WAIT');
    expect((await take(opening, memberAt(1), { wait: true })).state).toBe('waiting');
    await expectSoundCounters(opening, [1, 0, 0]);
  });

  it('offers the slot that comes free to who waits longest', async () => {
    const opening = await open({ waitingList: true });
    const held = await take(opening, memberAt(0));
    const [first, second] = [
      await take(opening, memberAt(1), { wait: true }),
      await take(opening, memberAt(2), { wait: true }),
    ];
    await withdraw({ claim: held, claimant: memberAt(0) });

    const promoted = await look(memberAt(1), first.id);
    expect(promoted.state).toBe('offered');
    expect((await look(memberAt(2), second.id)).state).toBe('waiting');
    await expectSoundCounters(opening, [1, 0, 0]);

    const body = { version: promoted.version };
    await memberAt(1).call('claims.decline', { params: { id: promoted.id }, body });
    expect((await look(memberAt(2), second.id)).state).toBe('offered');
    await expectSoundCounters(opening, [1, 0, 0]);
  });

  it('keeps the freed slot from who has just come', async () => {
    const opening = await open({ waitingList: true });
    const held = await take(opening, memberAt(0));
    await take(opening, memberAt(1), { wait: true });
    await withdraw({ claim: held, claimant: memberAt(0) });
    expect(await codeOfRefusal(take(opening, memberAt(2)))).toBe('OPENING_FULL_MAY_WAIT');
  });

  it('is served when the task gets more slots', async () => {
    const opening = await open({ waitingList: true });
    await take(opening, memberAt(0));
    const { id } = await take(opening, memberAt(1), { wait: true });
    await town.content.publish(TASK, opening.taskId, { memberSlots: 2 });
    expect((await look(memberAt(1), id)).state).toBe('offered');
    await expectSoundCounters(opening, [2, 0, 0]);
  });

  it('is left without a reason to wait any longer', async () => {
    const opening = await open({ waitingList: true });
    const held = await take(opening, memberAt(0));
    const left = await take(opening, memberAt(1), { wait: true });
    const stays = await take(opening, memberAt(2), { wait: true });
    await withdraw({ claim: left, claimant: memberAt(1) });
    await withdraw({ claim: held, claimant: memberAt(0) });
    expect((await look(memberAt(2), stays.id)).state).toBe('offered');
  });
});

describe('the limit of running claims', () => {
  it('counts what runs under the workflow, and nothing that is done', async () => {
    const workflow = linkTo(await buildWorkflow(town, { liveLimit: 2 }));
    const openings = await Promise.all(
      [1, 2, 3].map(() =>
        buildOpening(town, { organisation: tree.cooperative, data: { workflow } }),
      ),
    );
    const [claimant] = (await buildMembers(town, [[['member', tree.cooperative]]])) as [Member];
    const [one, two, three] = openings as [Opening, Opening, Opening];
    const first = await take(one, claimant);
    await take(two, claimant);
    const refused = await refusalOf(take(three, claimant));
    expect(refused).toMatchObject({
      code: 'CLAIM_LIMIT_REACHED',
      details: { running: 2, limit: 2 },
    });

    await withdraw({ claim: first, claimant });
    expect((await take(three, claimant)).state).toBe('active');
  });

  it('holds also when a member claims everything at once', async () => {
    const workflow = linkTo(await buildWorkflow(town, { liveLimit: 2 }));
    const openings = await Promise.all(
      Array.from({ length: 5 }, () =>
        buildOpening(town, { organisation: tree.cooperative, data: { workflow } }),
      ),
    );
    const [claimant] = (await buildMembers(town, [[]])) as [Member];
    const answers = await Promise.allSettled(openings.map((opening) => take(opening, claimant)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });
});

describe('an extension', () => {
  it("is the claimant's as often as the workflow says, and then a manager's", async () => {
    const opening = await open({ extensions: 1, leaseHours: 24 });
    const claimant = memberAt(0);
    const taken = await take(opening, claimant);
    const extend = async (by: Member, version: number) =>
      (await by.call('claims.extend', { params: { id: taken.id }, body: { version } })).data;
    const hoursFrom = (from: string | null, to: string | null) =>
      (Date.parse(to ?? '') - Date.parse(from ?? '')) / 3_600_000;

    const once = await extend(claimant, 1);
    expect(hoursFrom(taken.leaseEndsAt, once.leaseEndsAt)).toBe(24);
    expect(once.extended).toBe(1);
    expect(await codeOfRefusal(extend(claimant, 2))).toBe('CLAIM_EXTENSIONS_USED');
    const twice = await extend(manager, 2);
    expect(hoursFrom(once.leaseEndsAt, twice.leaseEndsAt)).toBe(24);
    expect(twice.extended).toBe(1);
  });
});

describe('a withdrawal that needs a yes', () => {
  it('leaves the claim running until a manager agrees', async () => {
    const opening = await open({ withdrawalNeedsApproval: true });
    const claimant = memberAt(0);
    const asked = await withdraw({ claim: await take(opening, claimant), claimant });
    expect(asked.state).toBe('active');
    expect(asked.withdrawalAskedAt).not.toBeNull();
    expect((await look(manager, asked.id)).withdrawalReason).toBe('家中有事，无法继续。');

    const { data: list } = await manager.call('claims.find', { query: { view: 'to-decide' } });
    expect(list.map(({ id }) => id)).toContain(asked.id);
    const params = { id: asked.id };
    const body = { version: asked.version };
    const { data } = await manager.call('claims.allowWithdrawal', { params, body });
    expect(data.state).toBe('withdrawn');
    expect((await look(claimant, asked.id)).endReason).toBe('家中有事，无法继续。');
    await expectSoundCounters(opening, [0, 0, 0]);
  });

  it('goes on as before when the manager does not', async () => {
    const opening = await open({ withdrawalNeedsApproval: true });
    const claimant = memberAt(0);
    const asked = await withdraw({ claim: await take(opening, claimant), claimant });
    const body = { version: asked.version, reason: '只差最后一步了。' };
    await manager.call('claims.denyWithdrawal', { params: { id: asked.id }, body });

    const denied = await look(claimant, asked.id);
    expect(denied).toMatchObject({ withdrawalAskedAt: null, withdrawalAnswer: '只差最后一步了。' });
    expect((await report({ claim: denied, claimant })).state).toBe('active');
  });
});

describe('cancelling', () => {
  it('ends every claim of an opening that is not decided, in whatever state', async () => {
    const opening = await open({ waitingList: true }, { memberSlots: 3 });
    const accepted = await buildClaim(town, { opening, state: 'accepted' });
    const running = await take(opening, memberAt(0));
    const submitted = await buildClaim(town, { opening, state: 'submitted' });
    const waiting = await take(opening, memberAt(1), { wait: true });
    const params = { id: opening.id };
    const body = { reason: '任务取消。' };
    expect(await codeOfRefusal(memberAt(2).call('openings.cancelClaims', { params, body }))).toBe(
      'MANAGER_REQUIRED',
    );

    const { data } = await manager.call('openings.cancelClaims', { params, body });
    expect(data.cancelled).toBe(3);
    const states = await Promise.all(
      [running.id, submitted.claim.id, waiting.id, accepted.claim.id].map(
        async (id) => (await look(manager, id)).state,
      ),
    );
    expect(states).toEqual(['cancelled', 'cancelled', 'cancelled', 'accepted']);
    expect((await look(memberAt(1), waiting.id)).endReason).toBe('任务取消。');
    await expectSoundCounters(opening, [1, 0, 1]);
  });
});

describe('co-claimants', () => {
  let representative: Member;
  beforeAll(async () => {
    [representative] = (await buildMembers(town, [[['representative', tree.cooperative]]])) as [
      Member,
    ];
  });

  const claimFor = async (opening: Opening, coClaimantIds: string[]) =>
    representative.call('openings.claim', {
      params: { id: opening.id },
      body: { termsId: opening.termsId, organisationId: tree.cooperative.id, coClaimantIds },
    });

  it('share in the claim of their organisation: they see it, report and do not evaluate', async () => {
    const opening = await open({}, { organisationSlots: 1 });
    const [sharer] = (await buildMembers(town, [
      [
        ['member', tree.cooperative],
        ['evaluator', tree.cooperative],
      ],
    ])) as [Member];
    const { data } = await claimFor(opening, [sharer.id]);
    const detail = await look(sharer, data.id);
    expect(detail.coClaimants).toEqual([{ id: sharer.id, name: sharer.name }]);
    const { data: mine } = await sharer.call('claims.find', { query: { view: 'mine' } });
    expect(mine.map(({ id }) => id)).toContain(data.id);

    const reported = await report({ claim: data, claimant: sharer });
    const submitted = await submit({ claim: reported, claimant: representative });
    const verdict = sharer.call('claims.return', {
      params: { id: submitted.id },
      body: { version: submitted.version, reason: '再看看。' },
    });
    expect(await codeOfRefusal(verdict)).toBe('EVALUATION_OWN_WORK');
  });

  it('come from the organisation that claims', async () => {
    const opening = await open({}, { organisationSlots: 1 });
    const [outsider] = (await buildMembers(town, [[['member', tree.otherCooperative]]])) as [
      Member,
    ];
    expect(await codeOfRefusal(claimFor(opening, [outsider.id]))).toBe('CO_CLAIMANT_OUTSIDE');
    const alone = memberAt(0).call('openings.claim', {
      params: { id: opening.id },
      body: { termsId: opening.termsId, coClaimantIds: [memberAt(1).id] },
    });
    expect(await codeOfRefusal(alone)).toBe('CO_CLAIMANTS_NOT_TAKEN');
    await expectSoundCounters(opening, [0, 0, 0]);
  });
});
