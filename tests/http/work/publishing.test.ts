import { linkTo, STANDARD, TASK, WORKFLOW } from '../../support/content-manager';
import { codeOf, codeOfRefusal } from '../../support/http';
import { uniqueName } from '../../support/names';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';
import {
  buildClaim,
  buildDrive,
  buildOpening,
  buildStandard,
  buildWorkflow,
  CRITERIA,
  lookAt,
  openingOf,
  taskContent,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

/** How much the record knows of a task's opening and its terms. */
async function recordOf(openingId: string, taskId: string) {
  const { rows } = town;
  return {
    openingEvents: await count(rows('pioneer_events').where({ subject_id: openingId })),
    terms: await count(rows('pioneer_terms_versions').where({ task_id: taskId })),
  };
}

describe('publishing a task', () => {
  it('opens it for claims under terms that name its standard and its workflow', async () => {
    const opening = await buildOpening(town, { data: { memberSlots: 3, points: 7 } });
    const { data } = await town.visitor('openings.findOne', { params: { id: opening.id } });

    expect(data).toMatchObject({
      state: 'open',
      slots: { member: 3, organisation: 0 },
      taken: { member: 0, organisation: 0 },
      organisation: { id: opening.organisation.id },
      terms: { leaseHours: 72, points: 7, standard: { passMark: 60, criteria: CRITERIA } },
    });
  });

  it('again without a change makes no new terms and records nothing', async () => {
    const { id, taskId } = await buildOpening(town);
    const before = await recordOf(id, taskId);
    expect((await town.content.publish(TASK, taskId)).status).toBe(200);

    expect(await recordOf(id, taskId)).toEqual(before);
    expect(before).toEqual({ openingEvents: 1, terms: 1 });
  });

  it('with another date makes new terms, and a running claim keeps its own', async () => {
    const work = await buildClaim(town);
    const { taskId, id, termsId } = work.opening;
    await town.content.publish(TASK, taskId, { dueAt: '2099-12-31T10:00:00.000Z' });
    const renewed = await openingOf(town, taskId);
    const { terms } = await lookAt(work);

    expect(renewed.termsId).not.toBe(termsId);
    expect(renewed.dueAt).toBe('2099-12-31T10:00:00.000Z');
    expect(terms).toMatchObject({ id: termsId, dueAt: null });
    expect(await recordOf(id, taskId)).toEqual({ openingEvents: 2, terms: 2 });
  });

  it('back to what it was before takes the old terms up again', async () => {
    const { id, taskId, termsId } = await buildOpening(town);
    await town.content.publish(TASK, taskId, { points: 50 });
    await town.content.publish(TASK, taskId, { points: 5 });

    expect((await openingOf(town, taskId)).termsId).toBe(termsId);
    expect(await recordOf(id, taskId)).toEqual({ openingEvents: 3, terms: 2 });
  });

  it('takes from its drive what it does not say itself', async () => {
    const drive = await buildDrive(town, {
      standard: linkTo(await buildStandard(town, { passMark: 75 })),
      workflow: linkTo(await buildWorkflow(town, { leaseHours: 24 })),
      dueAt: '2099-06-30T16:00:00.000Z',
    });
    const data = { drive: linkTo(drive), standard: null, workflow: null };
    const { taskId } = await buildOpening(town, { data });
    const opening = await openingOf(town, taskId);
    const { terms } = (await town.visitor('openings.findOne', { params: { id: opening.id } })).data;

    expect(opening).toMatchObject({ driveId: drive, dueAt: '2099-06-30T16:00:00.000Z' });
    expect([terms.leaseHours, terms.standard.passMark]).toEqual([24, 75]);
  });

  it('closes the old terms to whoever has read only those', async () => {
    const opening = await buildOpening(town);
    await town.content.publish(TASK, opening.taskId, { points: 9 });

    expect(await codeOfRefusal(buildClaim(town, { opening }))).toBe('OPENING_TERMS_CHANGED');
  });
});

describe('a publication is refused, and the task stays a draft,', () => {
  it.each([
    ['without organisation', { organisation: null }, 'TASK_INCOMPLETE'],
    ['without standard', { standard: null }, 'TASK_INCOMPLETE'],
    ['without any slot', { memberSlots: 0 }, 'TASK_WITHOUT_SLOTS'],
    [
      'when it is due before it opens',
      { opensAt: '2099-02-01T00:00:00.000Z', dueAt: '2099-01-01T00:00:00.000Z' },
      'TASK_DATES_DISORDERED',
    ],
  ])('%s', async (_when, data, code) => {
    const content = await taskContent(town, { data });
    const taskId = await town.content.create(TASK, content);
    const refused = await town.content.publish(TASK, taskId);

    expect([codeOf(refused), refused.status]).toEqual([code, 400]);
    expect(refused.body.error?.message).not.toMatch(/[{}]/);
    expect(await count(town.rows('pioneer_openings').where({ task_id: taskId }))).toBe(0);
    const published = town
      .rows('tasks')
      .where({ document_id: taskId })
      .whereNotNull('published_at');
    expect(await count(published)).toBe(0);
  });

  it('naming in the language of the administrator what is missing', async () => {
    const taskId = await town.content.create(TASK, {
      ...(await taskContent(town)),
      organisation: null,
      standard: null,
    });
    const refused = await town.content.publish(TASK, taskId);

    expect(refused.body.error?.message).toBe(
      '任务还不能发布，缺少：负责组织、工作标准。请在任务或专项行动中填写。',
    );
  });

  it('when fewer slots are left than are taken', async () => {
    const opening = await buildOpening(town, { data: { memberSlots: 2 } });
    await buildClaim(town, { opening });
    await buildClaim(town, { opening });
    const refused = await town.content.publish(TASK, opening.taskId, { memberSlots: 1 });

    expect(refused.body.error?.details).toMatchObject({
      code: 'TASK_SLOTS_BELOW_TAKEN',
      slots: 1,
      taken: 2,
    });
    expect((await openingOf(town, opening.taskId)).slots.member).toBe(2);
  });
});

describe('a work standard', () => {
  const criterion = (key: string, weight: number) => ({ key, label: { zh: key }, weight });

  it.each([
    [
      'weights that do not add up',
      [criterion('a', 50), criterion('b', 40)],
      'STANDARD_WEIGHTS_OFF',
    ],
    ['the same key twice', [criterion('a', 50), criterion('a', 50)], 'STANDARD_CRITERIA_REPEATED'],
    ['a weight that is no integer', [criterion('a', 99.5)], 'STANDARD_CRITERIA_INVALID'],
    ['no criteria', [], 'STANDARD_CRITERIA_INVALID'],
    ['criteria that are no list', 'all', 'STANDARD_CRITERIA_INVALID'],
  ])('with %s is refused and not kept', async (_what, criteria, code) => {
    const name = uniqueName('标准');
    const refused = await town.content.send('POST', STANDARD, { name, criteria, passMark: 60 });

    expect([codeOf(refused), refused.status]).toEqual([code, 400]);
    expect(await count(town.rows('pioneer_standards').where({ name }))).toBe(0);
  });

  it('records every edit of an administrator with a version', async () => {
    const id = await buildStandard(town);
    await town.content.update(STANDARD, id, { passMark: 70 });
    const versions = await town
      .rows('pioneer_events')
      .where({ subject_id: id })
      .orderBy('subject_version')
      .select('type', 'subject_version', 'actor_kind');

    expect(versions).toEqual([
      { type: 'standard.made', subject_version: 1, actor_kind: 'administrator' },
      { type: 'standard.changed', subject_version: 2, actor_kind: 'administrator' },
    ]);
  });
});

it.each([
  ['a lease of no time', { leaseHours: 0 }],
  ['an appeal window of a year', { appealWindowDays: 365 }],
])('a workflow with %s is refused', async (_what, data) => {
  const content = { claimMode: 'open', leaseHours: 24, appealWindowDays: 0, ...data };
  const refused = await town.content.send('POST', WORKFLOW, {
    name: uniqueName('流程'),
    ...content,
  });

  expect(codeOf(refused)).toBe('WORKFLOW_INVALID');
});

it('a task that nobody ever claimed can be deleted, and its opening goes with it', async () => {
  const { taskId, id } = await buildOpening(town);
  expect((await town.content.remove(TASK, taskId)).status).toBe(200);

  expect(await codeOfRefusal(town.visitor('openings.findOne', { params: { id } }))).toBe(
    'NOT_FOUND',
  );
});
