import { linkTo, WORKFLOW } from '../../support/content-manager';
import { codeOf, codeOfRefusal } from '../../support/http';
import { buildMembers, endMembership, type Member } from '../../support/people';
import { footprintOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import {
  accept,
  acknowledge,
  buildClaim,
  buildOpening,
  buildWorkflow,
  giveBack,
  lookAt,
  reject,
  report,
  submit,
  type Opening,
  type Work,
} from '../../support/work';
import { buildTree, type Tree } from '../../support/tree';

const town = enterTown();
afterAll(() => town.leave());

const COMMUNITY = { key: 'community', label: { zh: '社区初验' }, level: 'community' };
const TOWN = { key: 'town', label: { zh: '镇终验' }, level: 'town' };

let tree: Tree;
let inCommunity: Member;
let alsoInCommunity: Member;
let inTown: Member;
let inOtherCommunity: Member;
let twoSteps: object;

beforeAll(async () => {
  tree = await buildTree(town);
  const roles = [tree.community, tree.community, tree.root, tree.otherCommunity];
  [inCommunity, alsoInCommunity, inTown, inOtherCommunity] = (await buildMembers(
    town,
    roles.map((organisation) => [['evaluator', organisation]]),
  )) as [Member, Member, Member, Member];
  twoSteps = linkTo(await buildWorkflow(town, { steps: [COMMUNITY, TOWN] }));
});

/** A submitted claim on a task of a cooperative. */
async function buildSubmitted(options: {
  readonly workflow?: object;
  readonly claimant?: Member;
  readonly opening?: Opening;
}): Promise<Work> {
  const { workflow = twoSteps, claimant } = options;
  const opening =
    options.opening ??
    (await buildOpening(town, { organisation: tree.cooperative, data: { workflow } }));
  const work = await buildClaim(town, {
    opening,
    evaluator: inCommunity,
    ...(claimant && { claimant }),
  });
  return { ...work, claim: await submit(work) };
}

/** Who of these finds the claim in the queue of what waits for a verdict. */
async function whoIsAsked({ claim }: Work, evaluators: Record<string, Member>): Promise<string[]> {
  const names = await Promise.all(
    Object.entries(evaluators).map(async ([name, { call }]) => {
      const query = { view: 'to-evaluate', limit: 100 } as const;
      const { data } = await call('claims.find', { query });
      return data.some(({ id }) => id === claim.id) ? [name] : [];
    }),
  );
  return names.flat();
}

const everybody = () => ({ inCommunity, alsoInCommunity, inTown, inOtherCommunity });

describe('work under two steps', () => {
  it('is accepted by the community and then by the town, and only then decided', async () => {
    const work = await buildSubmitted({});
    expect(work.claim).toMatchObject({
      step: 1,
      steps: 2,
      evaluation: { label: COMMUNITY.label, organisation: { id: tree.community.id } },
    });
    expect(await whoIsAsked(work, everybody())).toEqual(['inCommunity', 'alsoInCommunity']);

    const passedOn = { ...work, claim: await accept(work), evaluator: inTown };
    expect(passedOn.claim).toMatchObject({ state: 'submitted', step: 2, score: null });
    expect(await whoIsAsked(passedOn, everybody())).toEqual(['inTown']);

    const accepted = await accept(passedOn);
    expect(accepted).toMatchObject({ state: 'accepted', score: 82, evaluation: null });
    const { verdicts } = await lookAt(work);
    expect(verdicts.map(({ step, decision, by }) => [step, decision, by.id])).toEqual([
      [1, 'accept', inCommunity.id],
      [2, 'accept', inTown.id],
    ]);
    const path = `/api/evaluations?filters[claimId][$eq]=${work.claim.id}`;
    expect((await town.send({ path })).body.data).toHaveLength(1);
  });

  it('is recorded as passed on, not as accepted, by the first', async () => {
    const work = await buildSubmitted({});
    await accept(work);
    const { data } = await work.claimant.call('claims.findTimeline', {
      params: { id: work.claim.id },
    });
    expect(data.map(({ type }) => type)).toEqual([
      'claim.taken',
      'claim.submitted',
      'claim.passedOn',
    ]);
  });

  it('begins with the first step again after the second has returned it', async () => {
    const work = await buildSubmitted({});
    const atTown = { ...work, claim: await accept(work), evaluator: inTown };
    const returned = { ...work, claim: await giveBack(atTown) };
    const again = { ...work, claim: await acknowledge(returned) };
    const second = { ...work, claim: await submit(again) };

    expect(second.claim).toMatchObject({ state: 'submitted', round: 2, step: 1 });
    expect((await accept(second)).step).toBe(2);
  });

  it('ends with the first rejection', async () => {
    expect(await reject(await buildSubmitted({}))).toMatchObject({ state: 'rejected', step: 1 });
  });

  it.each(['inTown', 'inOtherCommunity'])('is not for %s at its first step', async (name) => {
    const work = await buildSubmitted({});
    const evaluator = everybody()[name as 'inTown'];
    const place = { claimId: work.claim.id, openingId: work.opening.id };
    const before = await footprintOf(town, place);

    const code = await codeOfRefusal(accept({ ...work, evaluator }));
    expect(code).toBe(name === 'inTown' ? 'EVALUATION_NOT_YOUR_TURN' : 'NOT_FOUND');
    expect(await footprintOf(town, place)).toEqual(before);
  });

  it.each([
    ['accept', accept],
    ['return', giveBack],
    ['reject', reject],
  ])('is not for the community to %s at its second step', async (_verdict, give) => {
    const work = await buildSubmitted({});
    const passedOn = { ...work, claim: await accept(work), evaluator: alsoInCommunity };
    const place = { claimId: work.claim.id, openingId: work.opening.id };
    const before = await footprintOf(town, place);

    expect(await codeOfRefusal(give(passedOn))).toBe('EVALUATION_NOT_YOUR_TURN');
    expect(await footprintOf(town, place)).toEqual(before);
  });
});

describe('separation of duties', () => {
  it('keeps whoever decided one step from deciding another', async () => {
    const [both] = await buildMembers(town, [
      [
        ['evaluator', tree.community],
        ['evaluator', tree.root],
      ],
    ]);
    if (both === undefined) throw new Error('nobody');
    const work = await buildSubmitted({});
    const atTown = { ...work, claim: await accept({ ...work, evaluator: both }), evaluator: both };

    expect(await whoIsAsked(atTown, { both, inTown })).toEqual(['inTown']);
    expect(await codeOfRefusal(accept(atTown))).toBe('EVALUATION_OWN_WORK');
  });

  it('lets an evaluator decide the same step again in the next round', async () => {
    const work = await buildSubmitted({});
    const returned = { ...work, claim: await giveBack(work) };
    const again = { ...work, claim: await acknowledge(returned) };
    const second = { ...work, claim: await submit(again) };
    expect((await accept(second)).step).toBe(2);
  });

  it('asks the next organisation above when everybody at the level had part', async () => {
    const cooperative = tree.otherCooperative;
    const opening = await buildOpening(town, {
      organisation: cooperative,
      data: { workflow: twoSteps },
    });
    const claimant = inOtherCommunity;
    const work = await buildSubmitted({ opening, claimant });

    expect(work.claim.evaluation?.organisation.id).toBe(tree.otherCommunity.id);
    expect(await whoIsAsked(work, everybody())).toEqual(['inTown']);
    expect(await codeOfRefusal(accept({ ...work, evaluator: inOtherCommunity }))).toBe(
      'EVALUATION_OWN_WORK',
    );
    expect((await accept({ ...work, evaluator: inTown })).step).toBe(2);
  });

  it('asks the next above as soon as the membership of the last evaluator has ended', async () => {
    const fresh = await buildTree(town);
    const [last, above] = (await buildMembers(town, [
      [['evaluator', fresh.community]],
      [['evaluator', fresh.root]],
    ])) as [Member, Member];
    const opening = await buildOpening(town, {
      organisation: fresh.cooperative,
      data: { workflow: twoSteps },
    });
    const work = await buildSubmitted({ opening });
    expect(await whoIsAsked(work, { last, above })).toEqual(['last']);

    await endMembership(town, last, fresh.community);
    expect(await whoIsAsked(work, { last, above })).toEqual(['above']);
  });
});

describe('whose line a step climbs', () => {
  it('may be that of the organisation that the claim is credited to', async () => {
    const steps = [{ ...COMMUNITY, tree: 'claimant' }];
    const workflow = linkTo(await buildWorkflow(town, { steps }));
    const [claimant] = await buildMembers(town, [[['member', tree.otherCooperative]]]);
    const work = await buildSubmitted({ workflow, ...(claimant && { claimant }) });

    expect(work.claim.evaluation?.organisation.id).toBe(tree.otherCommunity.id);
    expect(await whoIsAsked(work, everybody())).toEqual(['inOtherCommunity']);
    expect((await accept({ ...work, evaluator: inOtherCommunity })).state).toBe('accepted');
  });

  it('is that of the task when the claimant belongs to no organisation', async () => {
    const steps = [{ ...COMMUNITY, tree: 'claimant' }];
    const workflow = linkTo(await buildWorkflow(town, { steps }));
    const [claimant] = await buildMembers(town, [[]]);
    const work = await buildSubmitted({ workflow, ...(claimant && { claimant }) });

    expect(await whoIsAsked(work, everybody())).toEqual(['inCommunity', 'alsoInCommunity']);
  });
});

describe('evaluators by name', () => {
  it('are asked alone, whatever their roles', async () => {
    const [named] = await buildMembers(town, [[['member', tree.otherCooperative]]]);
    if (named === undefined) throw new Error('nobody');
    const steps = [{ ...COMMUNITY, evaluators: [named.number.toUpperCase()] }];
    const workflow = linkTo(await buildWorkflow(town, { steps }));
    const work = await buildSubmitted({ workflow });

    expect(await whoIsAsked(work, { ...everybody(), named })).toEqual(['named']);
    expect(await codeOfRefusal(accept(work))).toBe('EVALUATION_NOT_YOUR_TURN');
    expect((await accept({ ...work, evaluator: named })).state).toBe('accepted');
  });

  it('give way to the level when all of them had part', async () => {
    const [named] = await buildMembers(town, [[['member', tree.cooperative]]]);
    if (named === undefined) throw new Error('nobody');
    const steps = [{ ...COMMUNITY, evaluators: [named.number] }];
    const workflow = linkTo(await buildWorkflow(town, { steps }));
    const work = await buildSubmitted({ workflow, claimant: named });

    expect(await whoIsAsked(work, everybody())).toEqual(['inCommunity', 'alsoInCommunity']);
  });
});

describe('a report of somebody else', () => {
  it('does not take the turn from evaluators', async () => {
    const opening = await buildOpening(town, {
      organisation: tree.cooperative,
      data: { workflow: twoSteps },
    });
    const work = await buildClaim(town, { opening, evaluator: inCommunity });
    const reported = { ...work, claim: await report(work) };
    const submitted = { ...work, claim: await submit(reported) };
    expect(await whoIsAsked(submitted, everybody())).toEqual(['inCommunity', 'alsoInCommunity']);
  });
});

describe('a workflow', () => {
  it.each([
    ['two steps under one key', [COMMUNITY, COMMUNITY], 'WORKFLOW_STEPS_REPEATED'],
    ['a step without a name', [{ key: 'town' }], 'WORKFLOW_STEPS_INVALID'],
    ['half an hour', [{ ...TOWN, hours: 0.5 }], 'WORKFLOW_STEPS_INVALID'],
    ['steps that are no list', { first: TOWN }, 'WORKFLOW_STEPS_INVALID'],
    [
      'a reminder after the limit',
      [{ ...TOWN, hours: 24, remindHours: 48 }],
      'WORKFLOW_STEP_REMINDS_LATE',
    ],
    [
      'an evaluator who does not exist',
      [{ ...TOWN, evaluators: ['nobody-1'] }],
      'WORKFLOW_STEP_MEMBER_UNKNOWN',
    ],
  ])('with %s is refused', async (_what, steps, code) => {
    const data = { name: '不合规的流程', claimMode: 'open', leaseHours: 72, appealWindowDays: 0 };
    const answer = await town.content.send('POST', WORKFLOW, { ...data, steps });
    expect(codeOf(answer)).toBe(code);
  });

  it('whose step skips the line of a task keeps it from being published', async () => {
    const steps = [{ key: 'county', label: { zh: '县级' }, level: 'county' }];
    const workflow = linkTo(await buildWorkflow(town, { steps }));
    const publish = buildOpening(town, { organisation: tree.cooperative, data: { workflow } });
    await expect(publish).rejects.toThrow('TASK_STEP_WITHOUT_LEVEL');
  });

  it('that changes leaves the steps of running claims as they were', async () => {
    const workflowId = await buildWorkflow(town, { steps: [COMMUNITY, TOWN] });
    const work = await buildSubmitted({ workflow: linkTo(workflowId) });
    await town.content.update(WORKFLOW, workflowId, { steps: [COMMUNITY] });

    expect((await accept(work)).state).toBe('submitted');
  });
});
