import { linkTo, TASK, WORKFLOW } from '../../support/content-manager';
import { codeOfRefusal } from '../../support/http';
import { buildOrganisation } from '../../support/people';
import { buildPost, postRow } from '../../support/posts';
import {
  buildDatedTask,
  buildRecurringWork,
  datesOf,
  readRecurrence,
  recur,
  SATURDAYS,
  type Schedule,
} from '../../support/recurrences';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildOpening, buildWorkflow, taskContent } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const DAILY = { rule: 'FREQ=DAILY', hour: 23 } as const;
const NOWHERE = 'z'.repeat(24);

function add(postId: string, taskId: string, schedule: Partial<Schedule> = {}, uid: string = TASK) {
  const body = { postId, task: { uid, id: taskId }, ...SATURDAYS, ...schedule };
  return town.administrator('recurrences.add', { body });
}

function edit(id: string, version: number, schedule: Partial<Schedule> = {}) {
  const body = { version, ...SATURDAYS, ...schedule };
  return town.administrator('recurrences.edit', { params: { id }, body });
}

function end(id: string, version: number) {
  return town.administrator('recurrences.end', { params: { id }, body: { version } });
}

describe('what recurs', () => {
  it('is listed by post and task, what goes on apart from what has ended', async () => {
    const work = await buildRecurringWork(town, { holders: 0 });
    const saturdays = await recur(town, work);
    const monthly = await recur(town, work, { rule: 'FREQ=MONTHLY;BYMONTHDAY=-1' });
    await end(saturdays.id, saturdays.version);
    const listed = async (query: object) =>
      (await town.administrator('recurrences.find', { query })).data.map(({ id }) => id);

    expect(await listed({ post: work.post.id })).toEqual([monthly.id]);
    expect(await listed({ task: work.taskId, view: 'ended' })).toEqual([saturdays.id]);
    const all = await listed({ post: work.post.id, view: 'all' });
    expect(all.sort()).toEqual([saturdays.id, monthly.id].sort());
    const query = { post: work.post.id, view: 'all' as const, limit: 1 };
    const first = await town.administrator('recurrences.find', { query });
    const cursor = first.nextCursor ?? '';
    const second = await town.administrator('recurrences.find', { query: { ...query, cursor } });
    expect([...first.data, ...second.data].map(({ id }) => id).sort()).toEqual(all.sort());
    expect(second.nextCursor).toBeNull();
    expect(await readRecurrence(town, monthly.id, work.taskId)).toMatchObject({
      post: { id: work.post.id, title: work.post.title },
      organisation: { id: work.village.id },
      task: { uid: TASK, id: work.taskId, title: '每周巡查' },
      dayOffRule: 'keep',
      hour: 9,
      endedAt: null,
    });
  });

  it('is changed by version: dates that are made stay, the rest follows', async () => {
    const work = await buildRecurringWork(town, { holders: 0 });
    const { id, version } = await recur(town, work, DAILY);
    const before = await datesOf(town, work.taskId);
    expect(before.length).toBeGreaterThanOrEqual(7);
    const { data } = await edit(id, version, { ...DAILY, hour: 8 });

    expect(data).toMatchObject({ version: version + 1, hour: 8 });
    expect(await datesOf(town, work.taskId)).toEqual(before);
    expect(await codeOfRefusal(edit(id, version))).toBe('VERSION_OUTDATED');
    expect(await codeOfRefusal(end(id, version))).toBe('VERSION_OUTDATED');
    await end(id, version + 1);
    expect(await codeOfRefusal(edit(id, version + 2))).toBe('RECURRENCE_ENDED');
    expect(await codeOfRefusal(end(id, version + 2))).toBe('RECURRENCE_ENDED');
    const events = town.rows('pioneer_events').where({ subject_id: id });
    expect(await events.orderBy('subject_version').pluck('type')).toEqual([
      'recurrence.added',
      'recurrence.updated',
      'recurrence.ended',
    ]);
  });
});

describe('a rule is refused', () => {
  it.each<[string, Partial<Schedule>, string]>([
    ['more than one date a day', { rule: 'FREQ=HOURLY' }, 'RECURRENCE_RULE_REFUSED'],
    ['what is no rule', { rule: '每周六' }, 'RECURRENCE_RULE_REFUSED'],
    [
      'a day that never comes',
      { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' },
      'RECURRENCE_WITHOUT_DATES',
    ],
    ['an hour that is none', { hour: 24 }, 'INPUT_INVALID'],
    ['a day of another century', { firstDay: '1999-12-31' }, 'INPUT_INVALID'],
    ['no day at all', { firstDay: '2026-02-30' }, 'INPUT_INVALID'],
  ])('that gives %s', async (_what, schedule, code) => {
    const work = await buildRecurringWork(town, { holders: 0 });
    expect(await codeOfRefusal(add(work.post.id, work.taskId, schedule))).toBe(code);
    const { id, version } = await recur(town, work);
    expect(await codeOfRefusal(edit(id, version, schedule))).toBe(code);

    expect((await readRecurrence(town, id, work.taskId)).version).toBe(version);
    const rows = town.rows('pioneer_recurrences').where({ post_id: work.post.id });
    expect(await count(rows)).toBe(1);
  });

  it('in words that say what was found and what may stand there', async () => {
    const work = await buildRecurringWork(town, { holders: 0 });
    const refused = add(work.post.id, work.taskId, { rule: 'FREQ=DAILY;BYHOUR=9,17' });
    await expect(refused).rejects.toThrow(/BYHOUR=9,17.*FREQ、INTERVAL、COUNT、UNTIL/);
  });
});

describe('work does not recur', () => {
  it('for a task that is not published', async () => {
    const { post, taskId } = await buildRecurringWork(town, { holders: 0 });
    await town.content.unpublish(TASK, taskId);
    expect(await codeOfRefusal(add(post.id, taskId))).toBe('RECURRENCE_TASK_UNPUBLISHED');
  });

  it('for a task whose units are no dates', async () => {
    const { taskId, organisation } = await buildOpening(town);
    const post = await buildPost(town, organisation);
    expect(await codeOfRefusal(add(post.id, taskId))).toBe('RECURRENCE_TASK_WITHOUT_DATES');
  });

  it('for a post that is no longer in use', async () => {
    const { taskId, village } = await buildDatedTask(town);
    const post = await buildPost(town, village);
    const row = postRow(village, { title: post.title, isActive: false });
    await town.administrator('posts.import', { body: { rows: [row] } });
    expect(await codeOfRefusal(add(post.id, taskId))).toBe('RECURRENCE_POST_INACTIVE');
  });

  it('for a post outside of the organisation of the task', async () => {
    const { taskId } = await buildDatedTask(town);
    const post = await buildPost(town, await buildOrganisation(town));
    expect(await codeOfRefusal(add(post.id, taskId))).toBe('RECURRENCE_POST_ELSEWHERE');
  });

  it('twice by the same rule', async () => {
    const work = await buildRecurringWork(town, { holders: 0 });
    await recur(town, work);
    expect(await codeOfRefusal(add(work.post.id, work.taskId))).toBe('RECURRENCE_RUNS');
    const { id, version } = await recur(town, work, { rule: 'FREQ=MONTHLY;BYMONTHDAY=-1' });
    expect(await codeOfRefusal(edit(id, version))).toBe('RECURRENCE_RUNS');
    expect((await readRecurrence(town, id, work.taskId)).version).toBe(version);
  });

  it('where a step of the workflow has no organisation to begin in', async () => {
    const { taskId, organisation, post } = await buildRecurringWork(town, { holders: 0 });
    const name = `县级验收 ${organisation.code}`;
    const steps = [{ key: 'county', label: { zh: '县级' }, level: 'county' }];
    const workflow = await town.content.create(WORKFLOW, { name, claimMode: 'assign', steps });
    const published = await town.content.publish(TASK, taskId, { workflow: linkTo(workflow) });
    expect(published.status).toBe(200);
    expect(await codeOfRefusal(add(post.id, taskId))).toBe('TASK_STEP_WITHOUT_LEVEL');
  });

  it('for posts and tasks that do not exist', async () => {
    const { post, taskId } = await buildRecurringWork(town, { holders: 0 });
    expect(await codeOfRefusal(add(NOWHERE, taskId))).toBe('NOT_FOUND');
    expect(await codeOfRefusal(add(post.id, taskId, {}, 'api::story.story'))).toBe('NOT_FOUND');
    expect(await codeOfRefusal(add(post.id, NOWHERE))).toBe('RECURRENCE_TASK_UNPUBLISHED');
    expect(await codeOfRefusal(edit(NOWHERE, 1))).toBe('NOT_FOUND');
    expect(await codeOfRefusal(end(NOWHERE, 1))).toBe('NOT_FOUND');
  });
});

describe('a task of dates', () => {
  it.each([
    ['is assigned', { claimMode: 'open' }],
    ['takes members', { memberSlots: 0, organisationSlots: 1 }],
  ])('%s, or is not published', async (_what, difference) => {
    const workflow = linkTo(await buildWorkflow(town, { claimMode: 'assign' }));
    const data = { unitKind: 'date', workflow, ...difference };
    const taskId = await town.content.create(TASK, await taskContent(town, { data }));
    const refused = await town.content.publish(TASK, taskId);

    expect(refused).toMatchObject({
      status: 400,
      body: { error: { details: { code: 'TASK_DATES_UNASSIGNED' } } },
    });
    expect(await count(town.rows('pioneer_openings').where({ task_id: taskId }))).toBe(0);
  });

  it('has no openings until something recurs, and is no task of one opening any more', async () => {
    const { taskId } = await buildOpening(town);
    const workflow = linkTo(await buildWorkflow(town, { claimMode: 'assign' }));
    const before = await town.rows('pioneer_openings').where({ task_id: taskId }).pluck('state');
    await town.content.publish(TASK, taskId, { unitKind: 'date', workflow });

    expect(before).toEqual(['open']);
    const after = await town.rows('pioneer_openings').where({ task_id: taskId }).pluck('state');
    expect(after).toEqual(['closed']);
  });
});

it('is for administrators alone', async () => {
  const { holders, post, taskId } = await buildRecurringWork(town);
  const body = { postId: post.id, task: { uid: TASK, id: taskId }, ...SATURDAYS };
  for (const token of [undefined, holders[0]?.token]) {
    const answer = await town.send({ method: 'POST', path: '/pioneer/recurrences', token, body });
    expect(answer.status).toBe(401);
  }
  expect(await datesOf(town, taskId)).toEqual([]);
});
