import type { TaskCheck } from 'strapi-plugin-pioneer/contract';
import { linkTo, TASK } from '../../support/content-manager';
import { codeOf, codeOfRefusal } from '../../support/http';
import { uniqueName } from '../../support/names';
import { buildMember, buildMembers, endMembership, type Organisation } from '../../support/people';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildTree, type Tree } from '../../support/tree';
import { importSpots, spotRow } from '../../support/units';
import { buildClaim, buildOpening, buildWorkflow, taskContent } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const COMMUNITY = { key: 'community', label: { zh: '社区初验' }, level: 'community' };
const TOWN = { key: 'town', label: { zh: '镇终验' }, level: 'town' };

async function check(id: string): Promise<TaskCheck> {
  return (await town.administrator('tasks.check', { params: { uid: TASK, id } })).data;
}

/** A draft of a task, complete unless said otherwise. */
async function buildDraft(
  organisation: Organisation,
  options: { readonly steps?: readonly object[]; readonly data?: object } = {},
): Promise<string> {
  const { steps, data = {} } = options;
  const workflow = steps && { workflow: linkTo(await buildWorkflow(town, { steps })) };
  const content = await taskContent(town, { organisation, data: { ...workflow, ...data } });
  return town.content.create(TASK, content);
}

/** What is foreseen of each step, in words: prospect, count, from where to whom. */
function foreseen({ steps }: TaskCheck) {
  return (steps ?? []).map(({ prospects }) =>
    prospects.map(({ prospect, count: found, examples }) => {
      const ways = examples.map(({ start, evaluating }) => [start.id, evaluating?.id ?? null]);
      return [prospect, found, ...ways];
    }),
  );
}

/** Evaluators are in the second community and in the town, not in the first community. */
let uneven: Tree;

beforeAll(async () => {
  uneven = await buildTree(town);
  await buildMembers(town, [[['evaluator', uneven.otherCommunity]], [['evaluator', uneven.root]]]);
});

describe('the check of a draft', () => {
  it('finds nothing to refuse, and evaluators in every step', async () => {
    const id = await buildDraft(uneven.otherCooperative, { steps: [COMMUNITY, TOWN] });
    const found = await check(id);

    expect(found).toMatchObject({ refusals: [], units: null });
    expect(foreseen(found)).toEqual([
      [['here', 1, [uneven.otherCommunity.id, uneven.otherCommunity.id]]],
      [['here', 1, [uneven.root.id, uneven.root.id]]],
    ]);
    expect(found.steps?.[0]).toMatchObject({ label: COMMUNITY.label, tree: 'opening' });
    expect(found.steps?.[0]?.prospects[0]?.weight).toBe('fine');
  });

  it('publishes nothing and records nothing', async () => {
    const id = await buildDraft(uneven.cooperative, { steps: [COMMUNITY] });
    const before = await count(town.rows('pioneer_events'));
    await check(id);

    expect(await count(town.rows('pioneer_events'))).toBe(before);
    expect(await count(town.rows('pioneer_openings').where({ task_id: id }))).toBe(0);
  });

  it('follows what is saved, though something else is published', async () => {
    const id = await buildDraft(uneven.otherCooperative, { steps: [COMMUNITY] });
    await town.content.publish(TASK, id);
    await town.content.update(TASK, id, { memberSlots: 0 });

    expect((await check(id)).refusals.map(({ code }) => code)).toEqual(['TASK_WITHOUT_SLOTS']);
  });

  it('names at once everything that is missing or wrong', async () => {
    const id = await buildDraft(uneven.cooperative, {
      data: {
        organisation: null,
        workflow: null,
        memberSlots: 0,
        opensAt: '2099-06-01T00:00:00.000Z',
        closesAt: '2099-05-01T00:00:00.000Z',
      },
    });
    const { refusals, steps, units } = await check(id);

    expect(refusals.map(({ code }) => code)).toEqual([
      'TASK_INCOMPLETE',
      'TASK_WITHOUT_SLOTS',
      'TASK_DATES_DISORDERED',
    ]);
    expect({ steps, units }).toEqual({ steps: null, units: null });
  });

  it('names every step whose level is missing, and publishing is refused for the first', async () => {
    const steps = ['county', 'province'].map((level) => ({
      key: level,
      label: { zh: '上级' },
      level,
    }));
    const id = await buildDraft(uneven.cooperative, { steps });
    const found = await check(id);

    expect(found.refusals).toMatchObject([
      { code: 'TASK_STEP_WITHOUT_LEVEL', facts: { key: 'county' } },
      { code: 'TASK_STEP_WITHOUT_LEVEL', facts: { key: 'province' } },
    ]);
    expect(found.steps?.[0]?.prospects).toMatchObject([
      { prospect: 'withoutLevel', weight: 'danger' },
    ]);
    expect(codeOf(await town.content.publish(TASK, id))).toBe('TASK_STEP_WITHOUT_LEVEL');
  });

  it('names slots that are fewer than those taken, as publishing does', async () => {
    const opening = await buildOpening(town, { data: { memberSlots: 2 } });
    await buildClaim(town, { opening });
    await buildClaim(town, { opening });
    await town.content.update(TASK, opening.taskId, { memberSlots: 1 });
    const { refusals } = await check(opening.taskId);

    expect(refusals).toMatchObject([
      { code: 'TASK_SLOTS_BELOW_TAKEN', facts: { slots: 1, taken: 2 } },
    ]);
    expect(codeOf(await town.content.publish(TASK, opening.taskId))).toBe('TASK_SLOTS_BELOW_TAKEN');
  });
});

describe('where nobody evaluates', () => {
  it('the next organisation above will', async () => {
    const tree = uneven;
    const found = await check(await buildDraft(tree.cooperative, { steps: [COMMUNITY] }));

    expect(foreseen(found)).toEqual([[['above', 1, [tree.community.id, tree.root.id]]]]);
    expect(found.steps?.[0]?.prospects[0]?.weight).toBe('warning');
  });

  it('up to the root, it is said to be dangerous; publishing allows it', async () => {
    const tree = await buildTree(town);
    const id = await buildDraft(tree.cooperative, { steps: [COMMUNITY] });
    const found = await check(id);

    expect(foreseen(found)).toEqual([[['nobody', 1, [tree.community.id, null]]]]);
    expect(found.steps?.[0]?.prospects[0]?.weight).toBe('danger');
    expect(found.refusals).toEqual([]);
    expect((await town.content.publish(TASK, id)).status).toBe(200);
  });

  it('any more, after the last membership there has ended, the next above will', async () => {
    const tree = await buildTree(town);
    const [last] = await buildMembers(town, [
      [['evaluator', tree.community]],
      [['evaluator', tree.root]],
    ]);
    if (last === undefined) throw new Error('nobody');
    const id = await buildDraft(tree.cooperative, { steps: [COMMUNITY] });
    expect(foreseen(await check(id))[0]?.[0]?.[0]).toBe('here');

    await endMembership(town, last, tree.community);
    expect(foreseen(await check(id))[0]?.[0]?.[0]).toBe('above');
  });

  it('except members asked by name, they are enough', async () => {
    const tree = await buildTree(town);
    const named = await buildMember(town, [['member', tree.otherCooperative]]);
    const steps = [{ ...COMMUNITY, evaluators: [named.number] }];
    const found = await check(await buildDraft(tree.cooperative, { steps }));

    expect(foreseen(found)).toEqual([[['named', 1, [tree.community.id, null]]]]);
  });

  it('but the one who has decided the step before, nobody is left', async () => {
    const tree = await buildTree(town);
    await buildMember(town, [
      ['evaluator', tree.community],
      ['evaluator', tree.root],
    ]);
    const id = await buildDraft(tree.cooperative, { steps: [COMMUNITY, TOWN] });

    expect(foreseen(await check(id))).toEqual([
      [['here', 1, [tree.community.id, tree.community.id]]],
      [['exhausted', 1, [tree.root.id, null]]],
    ]);
  });
});

describe('a task over many units', () => {
  it('counts its spots by who will evaluate them, with examples', async () => {
    const tree = uneven;
    const category = uniqueName('积水');
    const places = [tree.cooperative, tree.cooperative, tree.community, tree.otherCooperative];
    const rows = places.map((place) => spotRow(place, category));
    await importSpots(town, rows);
    const data = { unitKind: 'spot', unitCategory: category };
    const found = await check(await buildDraft(tree.root, { steps: [COMMUNITY, TOWN], data }));

    expect(found.units).toBe(4);
    expect(foreseen(found)).toEqual([
      [
        ['above', 3, [tree.community.id, tree.root.id]],
        ['here', 1, [tree.otherCommunity.id, tree.otherCommunity.id]],
      ],
      [
        // Below the first community the town's only evaluator has decided the step before.
        ['exhausted', 3, [tree.root.id, null]],
        ['here', 1, [tree.root.id, tree.root.id]],
      ],
    ]);
    const example = found.steps?.[0]?.prospects[0]?.examples[0];
    expect(rows.slice(0, 3).map(({ code }) => code)).toContain(example?.unit);
  });

  it('says which organisations lack the level of a step', async () => {
    const tree = uneven;
    const data = { unitKind: 'organisation' };
    const steps = [{ key: 'first', label: { zh: '初验' }, level: 'cooperative' }];
    const found = await check(await buildDraft(tree.root, { steps, data }));

    expect(found.units).toBe(4);
    expect(found.refusals.map(({ code }) => code)).toEqual(['TASK_STEP_WITHOUT_LEVEL']);
    const [step] = foreseen(found);
    expect(step?.map(([prospect, units]) => [prospect, units])).toEqual([
      ['withoutLevel', 2],
      ['above', 2],
    ]);
  });

  it('has nothing to foresee while no unit fits', async () => {
    const tree = uneven;
    const data = { unitKind: 'spot', unitCategory: uniqueName('没有') };
    const found = await check(await buildDraft(tree.root, { steps: [TOWN], data }));
    expect(found).toMatchObject({
      refusals: [],
      units: 0,
      steps: [{ key: 'town', prospects: [] }],
    });
  });
});

describe('a step that follows the claimant', () => {
  it('is foreseen for every organisation from which somebody may be enrolled', async () => {
    const tree = uneven;
    await buildMembers(town, [[['member', tree.cooperative]], [['member', tree.otherCooperative]]]);
    const steps = [{ ...COMMUNITY, tree: 'claimant' }];
    const data = { claimMode: 'everyone' };
    const found = await check(await buildDraft(tree.root, { steps, data }));

    expect(foreseen(found)).toEqual([
      [
        // The first cooperative by its community; the town's own people.
        ['above', 1, [tree.community.id, tree.root.id]],
        expect.arrayContaining(['here', 3]),
      ],
    ]);
  });
});

describe('who may check', () => {
  it('is an administrator; what is no task is not found', async () => {
    const id = await buildDraft(uneven.cooperative);
    const path = `/pioneer/tasks/${TASK}/${id}/check`;
    expect((await town.send({ path })).status).toBe(401);
    const elsewhere = { params: { uid: 'api::story.story', id } };
    expect(await codeOfRefusal(town.administrator('tasks.check', elsewhere))).toBe('NOT_FOUND');
    const unknown = { params: { uid: TASK, id: 'a'.repeat(24) } };
    expect(await codeOfRefusal(town.administrator('tasks.check', unknown))).toBe('NOT_FOUND');
  });
});
