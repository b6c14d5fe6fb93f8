import { TASK } from '../../support/content-manager';
import { codeOfRefusal } from '../../support/http';
import { buildOrganisation, type Organisation } from '../../support/people';
import { postRow } from '../../support/posts';
import {
  buildDatedTask,
  SATURDAYS,
  type DatedTask,
  type Schedule,
} from '../../support/recurrences';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';

const town = enterTown();
afterAll(() => town.leave());

const WARDEN = '网格员';
const MONTHLY: Schedule = { ...SATURDAYS, rule: 'FREQ=MONTHLY;BYMONTHDAY=-1', hour: 17 };

interface Wardens extends DatedTask {
  /** Villages of the task's organisation, each with a warden. */
  readonly villages: readonly Organisation[];
}

async function buildWardens(): Promise<Wardens> {
  const task = await buildDatedTask(town);
  const parent = task.organisation;
  const other = await buildOrganisation(town, { parent });
  const villages = [task.village, other];
  await importPosts(villages.map((village) => ({ village })));
  return { ...task, villages };
}

async function importPosts(
  all: readonly { readonly village: Organisation; readonly isActive?: boolean }[],
): Promise<void> {
  const rows = all.map(({ village, isActive = true }) =>
    postRow(village, { title: WARDEN, isActive }),
  );
  await town.administrator('posts.import', { body: { rows } });
}

async function look({ taskId: id }: DatedTask) {
  return (await town.administrator('tasks.findRecurrences', { params: { uid: TASK, id } })).data;
}

async function add(
  { taskId: id }: DatedTask,
  schedule: Schedule = SATURDAYS,
  choice: { readonly title?: string; readonly organisationId?: string } = {},
) {
  const body = { title: WARDEN, ...choice, ...schedule };
  return (await town.administrator('tasks.addRecurrences', { params: { uid: TASK, id }, body }))
    .data;
}

async function edit({ taskId: id }: DatedTask, from: Schedule, to: Schedule) {
  const body = { title: WARDEN, from, to };
  return (await town.administrator('tasks.editRecurrences', { params: { uid: TASK, id }, body }))
    .data;
}

async function end({ taskId: id }: DatedTask, schedule: Schedule) {
  const body = { title: WARDEN, schedule };
  return (await town.administrator('tasks.endRecurrences', { params: { uid: TASK, id }, body }))
    .data;
}

function eventsOf(task: DatedTask, type: string) {
  const ids = town.rows('pioneer_recurrences').where({ task_id: task.taskId });
  return count(
    town.rows('pioneer_events').where({ type }).whereIn('subject_id', ids.select('document_id')),
  );
}

describe('posts of one title', () => {
  it('are offered for a task of dates, and begin to do it together', async () => {
    const task = await buildWardens();
    expect(await look(task)).toEqual({ schedules: [], titles: [{ title: WARDEN, posts: 2 }] });
    expect(await add(task)).toEqual({ added: 2, running: 0 });

    const [schedule, ...others] = (await look(task)).schedules;
    expect(others).toEqual([]);
    expect(schedule).toMatchObject({
      ...SATURDAYS,
      title: WARDEN,
      posts: 2,
      pausedPosts: 0,
      organisation: null,
    });
    expect(schedule?.nextDates).toHaveLength(5);
    expect(await eventsOf(task, 'recurrence.added')).toBe(2);
  });

  it('begin in one organisation alone, and the others follow without doing it twice', async () => {
    const task = await buildWardens();
    const [first] = task.villages;
    expect(await add(task, SATURDAYS, { organisationId: first?.id ?? '' })).toEqual({
      added: 1,
      running: 0,
    });
    const [alone] = (await look(task)).schedules;
    expect(alone).toMatchObject({ posts: 1, organisation: first?.name });

    expect(await add(task)).toEqual({ added: 1, running: 1 });
    expect((await look(task)).schedules).toMatchObject([{ posts: 2, organisation: null }]);
  });

  it('do it by several schedules, of which one is changed and one is ended', async () => {
    const task = await buildWardens();
    await add(task);
    await add(task, MONTHLY);
    expect(await edit(task, SATURDAYS, { ...SATURDAYS, hour: 8 })).toEqual({ changed: 2 });
    expect(await end(task, MONTHLY)).toEqual({ ended: 2 });

    expect((await look(task)).schedules).toMatchObject([{ rule: SATURDAYS.rule, hour: 8 }]);
    expect(await eventsOf(task, 'recurrence.updated')).toBe(2);
    expect(await eventsOf(task, 'recurrence.ended')).toBe(2);
  });

  it('that are not in use are counted apart, and are not asked anew', async () => {
    const task = await buildWardens();
    await add(task);
    const [first] = task.villages;
    await importPosts(first === undefined ? [] : [{ village: first, isActive: false }]);

    expect((await look(task)).schedules).toMatchObject([{ posts: 2, pausedPosts: 1 }]);
    expect((await look(task)).titles).toEqual([{ title: WARDEN, posts: 1 }]);
    expect(await add(task, MONTHLY)).toEqual({ added: 1, running: 0 });
  });
});

describe('a change is refused', () => {
  it('of a schedule that nobody has any more, for who looked before it was changed', async () => {
    const task = await buildWardens();
    await add(task);
    await edit(task, SATURDAYS, MONTHLY);

    expect(await codeOfRefusal(edit(task, SATURDAYS, MONTHLY))).toBe('RECURRENCES_CHANGED');
    expect(await codeOfRefusal(end(task, SATURDAYS))).toBe('RECURRENCES_CHANGED');
    expect(await eventsOf(task, 'recurrence.updated')).toBe(2);
  });

  it('that would have posts do it twice by one rule', async () => {
    const task = await buildWardens();
    await add(task);
    await add(task, MONTHLY);
    expect(await codeOfRefusal(edit(task, MONTHLY, SATURDAYS))).toBe('RECURRENCE_RUNS');
  });

  it('to what is no rule, and nothing is half done', async () => {
    const task = await buildWardens();
    await add(task);
    const nonsense = { ...SATURDAYS, rule: 'FREQ=HOURLY' };
    expect(await codeOfRefusal(add(task, nonsense))).toBe('RECURRENCE_RULE_REFUSED');
    expect(await codeOfRefusal(edit(task, SATURDAYS, nonsense))).toBe('RECURRENCE_RULE_REFUSED');
    expect((await look(task)).schedules).toMatchObject([SATURDAYS]);
  });
});

describe('posts do not begin', () => {
  it('where none is called so', async () => {
    const task = await buildWardens();
    const refused = add(task, SATURDAYS, { title: '河长' });
    expect(await codeOfRefusal(refused)).toBe('RECURRENCE_WITHOUT_POSTS');
  });

  it('in an organisation outside of the task', async () => {
    const [task, other] = [await buildWardens(), await buildWardens()];
    const refused = add(task, SATURDAYS, { organisationId: other.organisation.id });
    expect(await codeOfRefusal(refused)).toBe('RECURRENCE_POST_ELSEWHERE');
    expect((await look(task)).schedules).toEqual([]);
  });

  it('while the task is not published, which is said beforehand', async () => {
    const task = await buildWardens();
    await town.content.unpublish(TASK, task.taskId);
    expect((await look(task)).titles).toBeNull();
    expect(await codeOfRefusal(add(task))).toBe('RECURRENCE_TASK_UNPUBLISHED');
  });

  it('with what is no task', async () => {
    const params = { uid: 'api::story.story', id: 'z'.repeat(24) };
    const found = town.administrator('tasks.findRecurrences', { params });
    expect(await codeOfRefusal(found)).toBe('NOT_FOUND');
  });
});
