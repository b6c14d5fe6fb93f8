import { linkTo, STANDARD, TASK, WORKFLOW } from '../../support/content-manager';
import { codeOf } from '../../support/http';
import { uniqueName } from '../../support/names';
import { count, footprintOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import {
  accept,
  buildClaim,
  buildOpening,
  buildStandard,
  buildWorkflow,
  CRITERIA,
  GOOD_SCORE,
  openingOf,
  submit,
  taskContent,
  type Work,
} from '../../support/work';

// The owner has every grant: what is refused is refused by rules.
const town = enterTown('owner');
afterAll(() => town.leave());

const bulk = (action: string, ...documentIds: string[]) =>
  town.content.send('POST', `${TASK}/actions/${action}`, { documentIds });

describe('actions on many tasks at once', () => {
  it('close and open what single ones would', async () => {
    const [one, other] = [await buildOpening(town), await buildOpening(town)];
    const states = async () => [
      (await openingOf(town, one.taskId)).state,
      (await openingOf(town, other.taskId)).state,
    ];

    expect((await bulk('bulkUnpublish', one.taskId, other.taskId)).status).toBe(200);
    expect(await states()).toEqual(['closed', 'closed']);
    expect((await bulk('bulkPublish', one.taskId, other.taskId)).status).toBe(200);
    expect(await states()).toEqual(['open', 'open']);
  });

  it('delete none when one of them has claims', async () => {
    const free = await buildOpening(town);
    const { opening } = await buildClaim(town);

    expect(codeOf(await bulk('bulkDelete', free.taskId, opening.taskId))).toBe('TASK_HAS_CLAIMS');
    expect(codeOf(await bulk('bulkDelete', opening.taskId, free.taskId))).toBe('TASK_HAS_CLAIMS');
    expect((await openingOf(town, free.taskId)).state).toBe('open');
    expect((await openingOf(town, opening.taskId)).state).toBe('open');
  });

  it('publish none when one of them is incomplete', async () => {
    const sound = await town.content.create(TASK, await taskContent(town));
    const data = { organisation: null };
    const incomplete = await town.content.create(TASK, await taskContent(town, { data }));

    expect(codeOf(await bulk('bulkPublish', sound, incomplete))).toBe('TASK_INCOMPLETE');
    const openings = town.rows('pioneer_openings').whereIn('task_id', [sound, incomplete]);
    expect(await count(openings)).toBe(0);
  });
});

describe('a task', () => {
  it('that two administrators publish at once has one opening', async () => {
    const taskId = await town.content.create(TASK, await taskContent(town));
    const answers = await Promise.all([1, 2, 3].map(() => town.content.publish(TASK, taskId)));

    expect(answers.some(({ status }) => status === 200)).toBe(true);
    for (const { status } of answers) expect(status).toBeLessThan(500);
    const { rows } = town;
    expect(await count(rows('pioneer_openings').where({ task_id: taskId }))).toBe(1);
    expect(await count(rows('pioneer_terms_versions').where({ task_id: taskId }))).toBe(1);
    const published = rows('tasks').where({ document_id: taskId }).whereNotNull('published_at');
    expect(await count(published)).toBe(1);
  });

  it('that is edited and not published changes nothing for members', async () => {
    const opening = await buildOpening(town);
    const before = await openingOf(town, opening.taskId);
    await town.content.update(TASK, opening.taskId, { title: uniqueName('草稿'), memberSlots: 9 });

    expect(await openingOf(town, opening.taskId)).toEqual(before);
  });

  it('that is copied has a draft of its own and no opening', async () => {
    const { taskId } = await buildOpening(town);
    const slug = uniqueName('copy');
    const answer = await town.content.send('POST', `${TASK}/clone/${taskId}`, { slug });
    const copy = (answer.body.data as { documentId: string }).documentId;

    expect(copy).not.toBe(taskId);
    expect(await count(town.rows('pioneer_openings').where({ task_id: copy }))).toBe(0);
  });
});

describe('a work standard and a workflow', () => {
  it('that are changed or deleted leave running claims under their terms', async () => {
    const standard = await buildStandard(town);
    const workflow = await buildWorkflow(town);
    const data = { standard: linkTo(standard), workflow: linkTo(workflow) };
    const opening = await buildOpening(town, { data });
    const work = await buildClaim(town, { opening });
    const changed = await town.content.update(STANDARD, standard, { passMark: 99 });
    expect(changed.status).toBe(200);
    expect((await town.content.remove(STANDARD, standard)).status).toBe(200);
    expect((await town.content.remove(WORKFLOW, workflow)).status).toBe(200);

    const claim = await submit(work);
    expect(await accept({ ...work, claim })).toMatchObject({
      state: 'accepted',
      score: GOOD_SCORE,
      passMark: 60,
    });
    expect((await buildClaim(town, { opening: await buildOpening(town) })).claim.state).toBe(
      'active',
    );
  });

  it('that are deleted are missed when the task is published again', async () => {
    const standard = await buildStandard(town);
    const { taskId } = await buildOpening(town, { data: { standard: linkTo(standard) } });
    await town.content.remove(STANDARD, standard);
    const answer = await town.content.publish(TASK, taskId);

    expect(codeOf(answer)).toBe('TASK_INCOMPLETE');
    expect((await openingOf(town, taskId)).state).toBe('open');
  });
});

describe('what rules govern', () => {
  let work: Work;
  beforeAll(async () => {
    work = await buildClaim(town, { state: 'submitted' });
  });

  it.each([
    'claim',
    'opening',
    'terms',
    'report',
    'verdict',
    'event',
    'membership',
    'post',
    'post-holding',
    'calendar-day',
    'organisation-closure',
  ])('is not written by the content manager: %s', async (type) => {
    const { claim, opening } = work;
    const place = { claimId: claim.id, openingId: opening.id };
    const before = await footprintOf(town, place);
    const uid = `plugin::pioneer.${type}`;
    const { rows } = town;
    const row = await rows(`pioneer_${TABLES[type] ?? `${type}s`}`)
      .orderBy('id', 'desc')
      .first<{ document_id: string }>('document_id');
    const id = row?.document_id ?? claim.id;
    const answers = [
      await town.content.send('POST', uid, { state: 'accepted' }),
      await town.content.update(uid, id, { state: 'accepted', score: 100 }),
      await town.content.remove(uid, id),
      await town.content.send('POST', `${uid}/clone/${id}`, {}),
      await town.content.send('POST', `${uid}/actions/bulkDelete`, { documentIds: [id] }),
      await town.content.send('POST', `${uid}/actions/publish`, { state: 'accepted' }),
    ];

    for (const { status } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(await footprintOf(town, place)).toEqual(before);
  });

  it.each([
    [STANDARD, { criteria: CRITERIA, passMark: 60 }],
    [STANDARD, { name: '没有验收项', passMark: 60 }],
    [STANDARD, { name: '没有合格分', criteria: CRITERIA, passMark: null }],
    [WORKFLOW, { claimMode: 'open' }],
    [WORKFLOW, { name: '没有有效期', leaseHours: null }],
    [WORKFLOW, { name: '没有的方式', claimMode: '公开' }],
  ])('is refused by name when it is not whole: %s %j', async (uid, data) => {
    const answer = await town.content.send('POST', uid, data);

    expect([answer.status, answer.body.error?.name]).toEqual([400, 'ValidationError']);
  });

  it('is saved by eight administrators at once, one version after the other', async () => {
    const id = await buildStandard(town);
    const saves = Array.from({ length: 8 }, (_, turn) =>
      town.content.update(STANDARD, id, { passMark: 61 + turn }),
    );
    const answers = await Promise.all(saves);
    const versions = await town
      .rows('pioneer_events')
      .where({ subject_id: id })
      .orderBy('subject_version')
      .pluck('subject_version');

    expect(answers.map(codeOf)).toEqual(saves.map(() => '200'));
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.each(['organisation', 'member'])('is kept by import alone: %s', async (type) => {
    const { opening, claimant } = work;
    const id = type === 'member' ? claimant.id : opening.organisation.id;
    const uid = `plugin::pioneer.${type}`;
    const name = uniqueName('by hand');
    const key = type === 'member' ? { number: name, signInName: name } : { code: name };
    const data = { ...key, name, kind: 'village' };
    const rows = town.rows(`pioneer_${type}s`).where({ document_id: id }).orWhere({ name });
    const before = await rows.clone();
    const answers = [
      await town.content.send('POST', uid, data),
      await town.content.update(uid, id, { name }),
      await town.content.remove(uid, id),
      await town.content.send('POST', `${uid}/clone/${id}`, data),
      await town.content.send('POST', `${uid}/actions/bulkDelete`, { documentIds: [id] }),
    ];

    for (const answer of answers) {
      expect([answer.status, codeOf(answer)]).toEqual([400, 'PEOPLE_BY_IMPORT']);
    }
    expect(before).toHaveLength(1);
    expect(await rows).toEqual(before);
  });
});

/** Tables that are not named after their type with an s. */
const TABLES: Readonly<Record<string, string>> = {
  terms: 'terms_versions',
  'organisation-closure': 'organisation_closures',
  'post-holding': 'post_holdings',
  'calendar-day': 'calendar_days',
};
