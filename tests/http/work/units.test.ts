import { linkTo, TASK } from '../../support/content-manager';
import { readBoard } from '../../support/board';
import { codeOf, codeOfRefusal } from '../../support/http';
import { uniqueName } from '../../support/names';
import { buildMember, buildMembers, type Member } from '../../support/people';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildTree, type Tree } from '../../support/tree';
import {
  audienceKnown,
  importSpots,
  jobsDone,
  openingsOf,
  readSpots,
  spotRow,
} from '../../support/units';
import { take } from '../../support/beginnings';
import { accept, buildWorkflow, look, submit, taskContent, type Opening } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let tree: Tree;
let claimant: Member;
let evaluator: Member;

beforeAll(async () => {
  tree = await buildTree(town);
  [claimant, evaluator] = (await buildMembers(town, [
    [['member', tree.cooperative]],
    [['evaluator', tree.community]],
  ])) as [Member, Member];
});

/** A category of spots in both communities: two here, one there. */
async function spotsOfANewCategory(): Promise<string> {
  const category = uniqueName('积水');
  const places = [tree.cooperative, tree.cooperative, tree.otherCooperative];
  await importSpots(
    town,
    places.map((place) => spotRow(place, category)),
  );
  return category;
}

/** Publishes a task over units below an organisation, and waits until they are open. */
async function publish(data: object, organisation = tree.root): Promise<string> {
  const content = await taskContent(town, { organisation, data: { ...data } });
  const taskId = await town.content.createPublished(TASK, content);
  await jobsDone(town, taskId);
  return taskId;
}

async function claim(openingId: string, termsId: string) {
  const body = { termsId };
  return (await claimant.call('openings.claim', { params: { id: openingId }, body })).data;
}

/** Claims an opening and has the work on it accepted. */
async function finish({ id, termsId }: Pick<Opening, 'id' | 'termsId'>) {
  const taken = await claim(id, termsId);
  const submitted = await submit({ claim: taken, claimant });
  return accept({ claim: submitted, evaluator });
}

describe('a task over spots', () => {
  it('opens every spot of its category below its organisation, with the place of the spot', async () => {
    const category = await spotsOfANewCategory();
    const taskId = await publish({ unitKind: 'spot', unitCategory: category }, tree.community);
    const openings = await openingsOf(town, taskId);

    expect(openings).toHaveLength(2);
    expect(openings[0]).toMatchObject({
      organisation: { id: tree.cooperative.id },
      unit: { kind: 'spot', occurrence: 1 },
      place: { address: '河东村北巷 3 号前', latitude: 22.8354, longitude: 112.9981 },
      slots: { member: 1, organisation: 0 },
    });
    const known = (await readSpots(town, category)).map(({ id }) => id);
    expect(known).toEqual(expect.arrayContaining(openings.map(({ unit }) => unit?.id)));
  });

  it('opens spots that are found later', async () => {
    const category = await spotsOfANewCategory();
    const taskId = await publish({ unitKind: 'spot', unitCategory: category });
    await importSpots(town, [spotRow(tree.community, category)]);

    expect(await openingsOf(town, taskId)).toHaveLength(4);
  });

  it('shows them to its audience alone, also those that come later', async () => {
    const category = await spotsOfANewCategory();
    const audience = `"${tree.community.code}" in member.organisations`;
    const taskId = await publish({ unitKind: 'spot', unitCategory: category, audience });
    await audienceKnown(town, taskId);
    const neighbour = await buildMember(town, [['member', tree.otherCooperative]]);
    const readers = [claimant.call, neighbour.call, town.visitor];
    const seen = () =>
      Promise.all(readers.map(async (call) => (await readBoard(call, { task: taskId })).length));

    expect(await seen()).toEqual([3, 0, 0]);
    await importSpots(town, [spotRow(tree.community, category)]);
    await jobsDone(town, taskId);
    expect(await seen()).toEqual([4, 0, 0]);
  });

  it('puts a spot right when work on it is accepted, and lets nobody else claim it', async () => {
    const category = await spotsOfANewCategory();
    const taskId = await publish({ unitKind: 'spot', unitCategory: category, memberSlots: 2 });
    const opening = (await openingsOf(town, taskId)).find(
      ({ organisation }) => organisation.id === tree.cooperative.id,
    );
    if (!opening?.unit) throw new Error('no opening of a spot');
    const { id: claimId } = await finish(opening);

    const { data: spot } = await town.visitor('spots.findOne', {
      params: { id: opening.unit.id },
    });
    expect(spot).toMatchObject({ state: 'putRight', timesFound: 1 });
    expect(spot.history.map(({ type, claimId: by }) => [type, by])).toEqual([
      ['spot.found', null],
      ['spot.putRight', claimId],
    ]);
    expect((await openingsOf(town, taskId, 'closed')).map(({ id }) => id)).toEqual([opening.id]);
    const stranger = await buildMember(town, [['member', tree.cooperative]]);
    const late = stranger.call('openings.claim', {
      params: { id: opening.id },
      body: { termsId: opening.termsId },
    });
    expect(await codeOfRefusal(late)).toBe('OPENING_CLOSED');
  });

  it('releases who waits for a spot that others have put right', async () => {
    const category = await spotsOfANewCategory();
    const workflow = linkTo(await buildWorkflow(town, { waitingList: true }));
    const data = { unitKind: 'spot', unitCategory: category, workflow };
    const taskId = await publish(data, tree.cooperative);
    const [opening] = await openingsOf(town, taskId);
    if (opening === undefined) throw new Error('no opening');
    const taken = await claim(opening.id, opening.termsId);
    const patient = await buildMember(town, [['member', tree.cooperative]]);
    const waiting = await take({ ...opening, taskId, organisation: tree.cooperative }, patient, {
      wait: true,
    });
    await accept({ claim: await submit({ claim: taken, claimant }), evaluator });

    expect((await look(patient, waiting.id)).state).toBe('cancelled');
  });

  it('opens a spot once more that is found again', async () => {
    const category = await spotsOfANewCategory();
    const taskId = await publish({ unitKind: 'spot', unitCategory: category }, tree.cooperative);
    const [opening] = await openingsOf(town, taskId);
    if (!opening?.unit) throw new Error('no opening of a spot');
    await finish(opening);
    const { id } = opening.unit;
    const spot = (await town.visitor('spots.findOne', { params: { id } })).data;
    const body = { version: spot.version };
    const { data } = await evaluator.call('spots.findAgain', { params: { id }, body });

    expect(data).toMatchObject({ state: 'found', timesFound: 2, putRightAt: null });
    const units = (await openingsOf(town, taskId)).map(({ unit }) => [unit?.id, unit?.occurrence]);
    expect(units).toContainEqual([id, 2]);
  });

  it('lets only managers and evaluators there find a spot again, and only one that was put right', async () => {
    const category = await spotsOfANewCategory();
    const [spot] = await readSpots(town, category);
    if (spot === undefined) throw new Error('no spot');
    const request = { params: { id: spot.id }, body: { version: spot.version } };
    const above = await buildMember(town, [['manager', tree.root]]);

    expect(await codeOfRefusal(claimant.call('spots.findAgain', request))).toBe(
      'SPOT_FINDER_REQUIRED',
    );
    expect(await codeOfRefusal(above.call('spots.findAgain', request))).toBe('SPOT_NOT_PUT_RIGHT');
    const stale = { ...request, body: { version: spot.version + 1 } };
    expect(await codeOfRefusal(above.call('spots.findAgain', stale))).toBe('VERSION_OUTDATED');
  });

  it('brings all openings up to date when it is published again, and closes them when not', async () => {
    const category = await spotsOfANewCategory();
    const taskId = await publish({ unitKind: 'spot', unitCategory: category });
    await town.content.publish(TASK, taskId, { memberSlots: 3, title: '清理积水' });
    const openings = await openingsOf(town, taskId);
    expect(openings.map(({ slots, title }) => [slots.member, title])).toEqual(
      Array(3).fill([3, '清理积水']),
    );
    expect(new Set(openings.map(({ termsId }) => termsId)).size).toBe(1);

    await town.content.unpublish(TASK, taskId);
    expect(await openingsOf(town, taskId)).toEqual([]);
    await town.content.publish(TASK, taskId);
    expect(await openingsOf(town, taskId)).toHaveLength(3);
  });

  it('publishing again without a change records nothing', async () => {
    const category = await spotsOfANewCategory();
    const taskId = await publish({ unitKind: 'spot', unitCategory: category });
    const ids = (await openingsOf(town, taskId)).map(({ id }) => id);
    await town.content.publish(TASK, taskId);
    await jobsDone(town, taskId);

    expect(await count(town.rows('pioneer_events').whereIn('subject_id', ids))).toBe(3);
  });

  it('closes the spots of a category that it is not about any more', async () => {
    const category = await spotsOfANewCategory();
    const taskId = await publish({ unitKind: 'spot', unitCategory: category });
    await town.content.publish(TASK, taskId, { unitCategory: await spotsOfANewCategory() });

    expect(await openingsOf(town, taskId)).toHaveLength(3);
    expect(await openingsOf(town, taskId, 'closed')).toHaveLength(3);
  });

  it('closes the opening of a spot that belongs elsewhere now, and opens it there', async () => {
    const category = uniqueName('积水');
    const row = spotRow(tree.cooperative, category);
    await importSpots(town, [row]);
    const data = { unitKind: 'spot', unitCategory: category };
    const [here, there] = [
      await publish(data, tree.community),
      await publish(data, tree.otherCommunity),
    ];
    const rows = [{ ...row, organisationCode: tree.otherCooperative.code }];
    await town.administrator('spots.import', { body: { rows } });
    for (const taskId of [here, there]) await jobsDone(town, taskId);

    expect(await openingsOf(town, here, 'closed')).toHaveLength(1);
    expect(await openingsOf(town, there, 'open')).toHaveLength(1);
  });

  it('keeps the slots that are taken when it is published with fewer', async () => {
    const category = await spotsOfANewCategory();
    const taskId = await publish({ unitKind: 'spot', unitCategory: category, memberSlots: 2 });
    const [opening] = await openingsOf(town, taskId);
    if (opening === undefined) throw new Error('no opening');
    const other = await buildMember(town, [['member', tree.root]]);
    const body = { termsId: opening.termsId };
    await claim(opening.id, opening.termsId);
    await other.call('openings.claim', { params: { id: opening.id }, body });

    const answer = await town.content.publish(TASK, taskId, { memberSlots: 1 });
    expect(codeOf(answer)).toBe('TASK_SLOTS_BELOW_TAKEN');
    expect((await openingsOf(town, taskId)).map(({ slots }) => slots.member)).toEqual([2, 2, 2]);
  });
});

describe('the steps of a task over units', () => {
  it('begin in a level above each unit, and are refused when a unit has none', async () => {
    const category = await spotsOfANewCategory();
    const steps = [{ key: 'first', label: { zh: '初验' }, level: 'cooperative' }];
    const workflow = linkTo(await buildWorkflow(town, { steps }));
    const data = { unitKind: 'spot', unitCategory: category, workflow };
    expect(await openingsOf(town, await publish(data))).toHaveLength(3);

    await importSpots(town, [spotRow(tree.community, category)]);
    const content = await taskContent(town, { organisation: tree.root, data });
    const answer = await town.content.send('POST', `${TASK}/actions/publish`, content);
    expect(codeOf(answer)).toBe('TASK_STEP_WITHOUT_LEVEL');
  });
});

describe('a task over organisations', () => {
  it('opens those of its kind below the responsible one', async () => {
    const data = { unitKind: 'organisation', unitCategory: 'cooperative', organisationSlots: 1 };
    const taskId = await publish(data);
    const openings = await openingsOf(town, taskId);

    expect(openings.map(({ unit }) => unit?.label).sort()).toEqual(
      [tree.cooperative.name, tree.otherCooperative.name].sort(),
    );
    expect(openings.map(({ organisation, unit }) => organisation.id === unit?.id)).toEqual([
      true,
      true,
    ]);
  });
});

describe('a task over households', () => {
  it('opens a code for each and knows no name', async () => {
    const code = uniqueName('h');
    const rows = [{ code, organisationCode: tree.cooperative.code }];
    await town.administrator('households.import', { body: { rows } });
    const taskId = await publish({ unitKind: 'household' }, tree.community);

    const [opening] = await openingsOf(town, taskId);
    expect(opening).toMatchObject({ unit: { kind: 'household', label: code }, place: null });
  });
});

describe('too many units', () => {
  it('are refused when the task is published, with their number', async () => {
    const { community } = tree;
    await town.rows.raw(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 100001)
       insert into pioneer_households (document_id, code, organisation_id, version, salt)
       select 'many' || i, 'many-' || i, ?, 1, '' from n`,
      [community.id],
    );
    try {
      const data = { unitKind: 'household' };
      const content = await taskContent(town, { organisation: community, data });
      const answer = await town.content.send('POST', `${TASK}/actions/publish`, content);
      expect(codeOf(answer)).toBe('TASK_TOO_MANY_UNITS');
      expect(answer.body.error?.details).toMatchObject({ most: 100_000 });
    } finally {
      await town.rows('pioneer_households').where('document_id', 'like', 'many%').delete();
    }
  });
});

describe('the import of spots', () => {
  it('changes what is known, and refuses by name a row that cannot be used', async () => {
    const row = spotRow(tree.cooperative, uniqueName('杂物'));
    await importSpots(town, [row]);
    const rows = [
      { ...row, address: '新址' },
      { ...row, code: uniqueName('spot'), organisationCode: 'NOWHERE' },
      { ...row, code: uniqueName('spot'), latitude: 91 },
      { ...row },
    ];
    const { data } = await town.administrator('spots.import', { body: { rows } });

    expect(data).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    expect(data.refused.map(({ index, refusal }) => [index, refusal.code])).toEqual([
      [1, 'ORGANISATION_UNKNOWN'],
      [2, 'INPUT_INVALID'],
      [3, 'ROW_REPEATED'],
    ]);
    expect(await readSpots(town, row.category)).toMatchObject([{ address: '新址' }]);
  });

  it('is the only way to change one: the Content Manager refuses', async () => {
    const owner = enterTown('owner');
    const answer = await owner.content.send('POST', 'plugin::pioneer.spot', { code: 'by-hand' });
    await owner.leave();
    expect(codeOf(answer)).toBe('PEOPLE_BY_IMPORT');
  });
});
