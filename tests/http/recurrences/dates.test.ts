import type { RecurrenceView } from 'strapi-plugin-pioneer/contract';
import { linkTo, TASK } from '../../support/content-manager';
import { buildMember } from '../../support/people';
import { postRow } from '../../support/posts';
import { enterQuietTown, type QuietTown } from '../../support/quiet-server';
import {
  addRecurrence,
  appoint,
  buildRecurringWork,
  datesOf,
  readRecurrence,
  type RecurringWork,
  type Schedule,
} from '../../support/recurrences';
import { countersOf } from '../../support/rows';

const MINUTE = 60_000;

/** A Wednesday, ten in the morning where the town is; Saturdays follow on the 6th, 13th, 20th. */
const WEDNESDAY = '2027-03-03T02:00:00.000Z';
const A_WEEK_LATER = '2027-03-10T02:00:00.000Z';
const FOUR_WEEKS_LATER = '2027-03-31T02:00:00.000Z';

let town: QuietTown;

beforeAll(async () => void (town = await enterQuietTown()));
beforeEach(() => letItBe(WEDNESDAY));
afterAll(() => town.leave());

function letItBe(moment: string): Promise<void> {
  return town.setClock(Date.parse(moment) - Date.now());
}

/** Has the post do the task again and again, from the dates of the next days on. */
async function recur(work: RecurringWork, schedule?: Partial<Schedule>): Promise<RecurrenceView> {
  const id = await addRecurrence(town, work, schedule);
  await town.workOff();
  return readRecurrence(town, id, work.taskId);
}

const days = (dates: readonly { readonly date: string }[]) => dates.map(({ date }) => date);

describe('work that recurs', () => {
  it('is opened a week ahead, due at its hour where the town is, and offered to holders', async () => {
    const work = await buildRecurringWork(town, { holders: 2 });
    const { rule, opened, nextDates, pausedBy } = await recur(work);
    const [date, ...others] = await datesOf(town, work.taskId);

    expect(others).toEqual([]);
    expect(date).toMatchObject({
      date: '2027-03-06',
      dueAt: Date.parse('2027-03-06T01:00:00.000Z'),
      state: 'open',
      claimants: work.holders.map(({ id }) => id),
    });
    expect({ rule, nextDates, pausedBy }).toEqual({
      rule: 'FREQ=WEEKLY;BYDAY=SA',
      nextDates: ['2027-03-06', '2027-03-13', '2027-03-20', '2027-03-27', '2027-04-03'],
      pausedBy: null,
    });
    const dueAt = '2027-03-06T01:00:00.000Z';
    const openingId = date?.openingId;
    expect(opened).toEqual([{ date: '2027-03-06', dueAt, openingId, taken: 2 }]);
    const seen = await town.visitor('openings.findOne', { params: { id: openingId ?? '' } });
    expect(seen.data).toMatchObject({
      unit: { kind: 'date', label: `2027-03-06 ${work.post.title}`, occurrence: 1 },
      organisation: { id: work.village.id },
      // One for each holder, though the task says one.
      slots: { member: 2, organisation: 0 },
      taken: { member: 2 },
      dueAt,
    });
  });

  it('is accepted and begun by its holder like any other', async () => {
    const work = await buildRecurringWork(town);
    await recur(work);
    const [holder] = work.holders;
    const { data: mine } = (await holder?.call('claims.find', { query: { view: 'mine' } })) ?? {};
    const [claim] = mine ?? [];
    expect(claim).toMatchObject({ state: 'offered' });
    const { id, version } = claim ?? { id: '', version: 0 };
    const accepted = await holder?.call('claims.acceptOffer', {
      params: { id },
      body: { version },
    });
    expect(accepted?.data.state).toBe('active');
  });

  it('is opened without a holder too, and whoever comes later begins with the next date', async () => {
    const work = await buildRecurringWork(town, { holders: 0 });
    const { opened } = await recur(work);
    expect(opened).toMatchObject([{ date: '2027-03-06', taken: 0 }]);
    const late = await buildMember(town, [['member', work.village]]);
    await appoint(work.manager, work.post, late);
    await letItBe(A_WEEK_LATER);
    await town.workOff();

    expect(await datesOf(town, work.taskId)).toMatchObject([
      { date: '2027-03-06', claimants: [] },
      { date: '2027-03-13', claimants: [late.id] },
    ]);
  });

  it('is put off by the calendar, also by one that is changed before a date is made', async () => {
    const work = await buildRecurringWork(town, { holders: 0 });
    const mondays = { rule: 'FREQ=WEEKLY;BYDAY=MO', dayOffRule: 'next' } as const;
    const holidays = (...dates: string[]) =>
      town.administrator('calendar.import', {
        body: { rows: dates.map((date) => ({ date, kind: 'holiday', name: '假日' })) },
      });
    await holidays('2027-03-08');
    const recurrence = await recur(work, mondays);
    expect(days(await datesOf(town, work.taskId))).toEqual(['2027-03-09']);
    await holidays('2027-03-09', '2027-03-15', '2027-03-16');
    await town.workOff();

    expect(days(await datesOf(town, work.taskId))).toEqual(['2027-03-09']);
    await letItBe('2027-03-11T02:00:00.000Z');
    await town.workOff();
    expect(days(await datesOf(town, work.taskId))).toEqual(['2027-03-09', '2027-03-17']);
    const { nextDates } = await readRecurrence(town, recurrence.id, work.taskId);
    expect(nextDates.slice(0, 2)).toEqual(['2027-03-17', '2027-03-22']);
  });

  it('is not opened for an hour of today that is over', async () => {
    const work = await buildRecurringWork(town, { holders: 0 });
    await recur(work, { rule: 'FREQ=DAILY', hour: 10 });
    const [first] = await datesOf(town, work.taskId);
    expect(first?.date).toBe('2027-03-04');
    await recur(work, { rule: 'FREQ=DAILY;INTERVAL=1', hour: 11 });

    expect((await datesOf(town, work.taskId))[0]?.date).toBe('2027-03-03');
  });
});

describe('as time goes by', () => {
  it('what passed while nobody looked is not made late', async () => {
    const work = await buildRecurringWork(town);
    const { id } = await recur(work);
    const [date] = await datesOf(town, work.taskId);
    await letItBe(FOUR_WEEKS_LATER);
    await town.workOff();

    // The 13th, 20th and 27th are over by now.
    expect(days(await datesOf(town, work.taskId))).toEqual(['2027-03-06', '2027-04-03']);
    expect((await readRecurrence(town, id, work.taskId)).opened).toHaveLength(1);
    const { stored, counted } = await countersOf(town, date?.openingId ?? '');
    expect(stored).toEqual(counted);
  });
});

describe('a task of dates that is published again', () => {
  it('changes what its dates say, and neither when they are due nor who has them', async () => {
    const data = { dueAt: '2027-12-31T00:00:00.000Z' };
    const work = await buildRecurringWork(town, { holders: 2, data });
    await recur(work);
    const [before] = await datesOf(town, work.taskId);
    await town.content.publish(TASK, work.taskId, { title: '每周巡查和清理' });
    await town.workOff();

    const [after, ...others] = await datesOf(town, work.taskId);
    expect(others).toEqual([]);
    expect(after).toEqual(before);
    const query = { task: work.taskId };
    const { data: board } = await town.visitor('openings.find', { query });
    expect(board).toMatchObject([
      { title: '每周巡查和清理', dueAt: '2027-03-06T01:00:00.000Z', slots: { member: 2 } },
    ]);
  });

  it('opens the dates to come once more after it was unpublished, and those over stay closed', async () => {
    const work = await buildRecurringWork(town);
    await recur(work, { rule: 'FREQ=WEEKLY;BYDAY=SA,TU' });
    await letItBe('2027-03-07T02:00:00.000Z');
    await town.content.unpublish(TASK, work.taskId);
    await town.content.publish(TASK, work.taskId);
    await town.workOff();

    const made = await datesOf(town, work.taskId);
    expect(made.map(({ date, state }) => [date, state])).toEqual([
      ['2027-03-06', 'closed'],
      ['2027-03-09', 'open'],
      ['2027-03-13', 'open'],
    ]);
  });

  it('makes dates only for organisations that it is about by now', async () => {
    const work = await buildRecurringWork(town);
    await recur(work);
    const elsewhere = await buildRecurringWork(town, { holders: 0 });
    const organisation = linkTo(elsewhere.village.id);
    await town.content.publish(TASK, work.taskId, { organisation });
    await letItBe(A_WEEK_LATER);
    await town.workOff();

    expect(days(await datesOf(town, work.taskId))).toEqual(['2027-03-06']);
  });
});

describe('no more dates come', () => {
  const setActive = ({ village, post }: RecurringWork, isActive: boolean) => {
    const row = postRow(village, { title: post.title, maxHolders: 5, isActive });
    return town.administrator('posts.import', { body: { rows: [row] } });
  };

  it.each<
    [string, (work: RecurringWork, recurrence: RecurrenceView) => Promise<unknown>, string | null]
  >([
    ['its task is unpublished', ({ taskId }) => town.content.unpublish(TASK, taskId), 'task'],
    ['its post is out of use', (work) => setActive(work, false), 'post'],
    [
      'it has ended',
      (_work, { id, version }) =>
        town.administrator('recurrences.end', { params: { id }, body: { version } }),
      null,
    ],
  ])('when %s, and what was made stays', async (_what, stop, pausedBy) => {
    const work = await buildRecurringWork(town);
    const recurrence = await recur(work);
    const [before] = await datesOf(town, work.taskId);
    await stop(work, recurrence);
    await letItBe(A_WEEK_LATER);
    await town.workOff();

    const [after, ...others] = await datesOf(town, work.taskId);
    expect(others).toEqual([]);
    expect({ ...after, state: '' }).toEqual({ ...before, state: '' });
    expect(await readRecurrence(town, recurrence.id, work.taskId)).toMatchObject({ pausedBy });
  });

  it('until its post is in use again', async () => {
    const work = await buildRecurringWork(town);
    await recur(work);
    await setActive(work, false);
    await letItBe(A_WEEK_LATER);
    await town.workOff();
    await setActive(work, true);
    await town.workOff();

    expect(days(await datesOf(town, work.taskId))).toEqual(['2027-03-06', '2027-03-13']);
  });

  it('after the task ends its claiming', async () => {
    const data = { closesAt: new Date(Date.parse(WEDNESDAY) + 5 * 24 * 60 * MINUTE).toISOString() };
    const work = await buildRecurringWork(town, { data });
    await recur(work, { rule: 'FREQ=WEEKLY;BYDAY=SA,TU' });

    expect(days(await datesOf(town, work.taskId))).toEqual(['2027-03-06']);
  });
});

it('a task that is deleted takes its dates along, and its recurrence ends', async () => {
  const work = await buildRecurringWork(town, { holders: 0 });
  const { id } = await recur(work);
  const removed = await town.content.remove(TASK, work.taskId);
  expect(removed.status).toBeLessThan(300);

  expect(await datesOf(town, work.taskId)).toEqual([]);
  const left = await town.rows('pioneer_due_dates').where({ recurrence_id: id });
  expect(left).toEqual([]);
  const ended = await readRecurrence(town, id, work.taskId);
  expect(ended).toMatchObject({ endedAt: expect.any(String), nextDates: [], task: { title: '' } });
});
