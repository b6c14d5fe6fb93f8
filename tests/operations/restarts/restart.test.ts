import { setTimeout as wait } from 'node:timers/promises';
import { mapValues, omit } from 'lodash';
import { CONTENT_LAYOUTS } from '../../../src/content-layout/content-layouts';
import type { ContentLayout } from '../../../src/content-layout/layout';
import { registerAdministrator } from '../../support/administrator';
import { TASK } from '../../support/content-manager';
import { viewOf, viewPathOf, type View } from '../../support/content-view';
import { buildOrganisation } from '../../support/people';
import {
  addRecurrence,
  buildRecurringWork,
  datesOf,
  type MadeDate,
  type RecurringWork,
} from '../../support/recurrences';
import { count } from '../../support/rows';
import { startServer, type TestServer } from '../../support/server';
import { NOTHING, untilCounted } from '../../support/statistics';
import { townAt, type Town } from '../../support/town';
import { importSpots, jobsDone, spotRow } from '../../support/units';
import { buildClaim, submit, taskContent, type Work } from '../../support/work';

// One server is killed for all of these, and another starts on what it has left behind.

/** A sweep and a round of jobs, with time to spare. */
const PATIENCE_MS = 60_000;

const DAY = 24 * 60 * 60 * 1000;
const SPOTS = 2000;
const ROWS_OF_AN_IMPORT = 1000;

let server: TestServer;
let town: Town;

/** What the killed server has left behind. */
let job: { readonly taskId: string; readonly opened: number };
let recurring: { readonly work: RecurringWork; readonly dates: readonly MadeDate[] };
let counting: { readonly work: Work; readonly pending: number };
let forgotten: { readonly event_id: string };

beforeAll(async () => {
  // It does its jobs, and counts, only when it is told to.
  server = await startServer({ env: { PIONEER_JOBS: 'off' } });
  const administrator = await registerAdministrator(server);
  town = townAt(server, administrator);
  await changeLabel();
  recurring = await makeDates();
  const work = await buildClaim(town);
  await doWhatWaits();
  await submit(work);
  const taskId = await publishOverSpots();
  const killed = doWhatWaits().catch(() => 'killed');
  await untilUnderWay(taskId);
  await server.kill('SIGKILL');
  expect(await killed).toBe('killed');

  job = { taskId, opened: await count(openingsOf(taskId)) };
  counting = { work, pending: await count(town.rows('pioneer_pending')) };
  await town.rows('pioneer_opening_counts').delete();
  forgotten = await town.rows('pioneer_pending').orderBy('id').first<typeof forgotten>('event_id');
  await town.rows('pioneer_pending').where(forgotten).delete();
  await changeColumnType();
  expect(await typeOfColumn()).toBe('text');
  await town.leave();
  server = await startServer({ databaseEnv: server.databaseEnv });
  town = townAt(server, administrator);
});
afterAll(async () => {
  await server.stop();
  await town.leave();
});

/** Has a column of events be of another type: the next start changes it back. */
async function changeColumnType(): Promise<void> {
  await town.rows('strapi_database_schema').update({ hash: 'of another schema' });
  if (town.isPostgres) {
    await town.rows.raw('ALTER TABLE pioneer_events ALTER COLUMN type TYPE text');
    return;
  }
  // SQLite changes no column: the table is made anew, with all that belongs to it.
  const parts: { type: string; sql: string }[] = await town
    .rows('sqlite_master')
    .where({ tbl_name: 'pioneer_events' })
    .whereNotNull('sql')
    .select('type', 'sql');
  const [table] = parts.filter(({ type }) => type === 'table');
  const copy = table?.sql
    .replace('pioneer_events', 'pioneer_events_copy')
    .replace('`type` varchar(255)', '`type` text');
  for (const statement of [
    copy ?? '',
    'INSERT INTO pioneer_events_copy SELECT * FROM pioneer_events',
    'DROP TABLE pioneer_events',
    'ALTER TABLE pioneer_events_copy RENAME TO pioneer_events',
    ...parts.filter(({ type }) => type !== 'table').map(({ sql }) => sql),
  ]) {
    await town.rows.raw(statement);
  }
}

async function typeOfColumn(): Promise<string> {
  const { type } = await town.rows('pioneer_events').columnInfo();
  return (type as unknown as { readonly type: string }).type;
}

/** Sweeps, does all jobs and counts what is pending. */
function doWhatWaits(): Promise<unknown> {
  return town.administrator('clock.adjust', { body: { offsetMs: 0 } });
}

const TAGS = CONTENT_LAYOUTS.find(({ uid }) => uid === 'api::tag.tag') as ContentLayout;

/** Gives the name of a tag another label, and its list another order of columns. */
async function changeLabel(): Promise<void> {
  const { settings, metadatas, layouts } = await viewOf(town, TAGS);
  const { name, ...others } = asTheFormSends(metadatas);
  const renamed = { ...name, edit: { ...name?.edit, label: '主题词' } };
  const answer = await town.send({
    method: 'PUT',
    path: viewPathOf(TAGS),
    token: town.administratorToken,
    body: {
      settings,
      metadatas: { ...others, name: renamed },
      layouts: { ...layouts, list: ['slug', 'name'] },
    },
  });
  if (answer.status !== 200) throw new Error(answer.text);
}

/** The form of the admin panel leaves out what the server would not take back. */
function asTheFormSends(metadatas: View['metadatas']) {
  return mapValues(metadatas, ({ edit, list }) => ({ edit, list: omit(list, 'mainField') }));
}

/** One date, three days from now, whatever the hour; the next is a month away. */
async function makeDates() {
  const work = await buildRecurringWork(town);
  const firstDay = new Date(Date.now() + 3 * DAY).toISOString().slice(0, '2026-01-01'.length);
  await addRecurrence(town, work, { rule: 'FREQ=DAILY;INTERVAL=30', firstDay });
  await doWhatWaits();
  return { work, dates: await datesOf(town, work.taskId) };
}

/** Publishes a task over so many spots that making its openings takes a while. */
async function publishOverSpots(): Promise<string> {
  const organisation = await buildOrganisation(town);
  const rows = Array.from({ length: SPOTS }, () => spotRow(organisation, '积水'));
  for (let start = 0; start < SPOTS; start += ROWS_OF_AN_IMPORT) {
    await importSpots(town, rows.slice(start, start + ROWS_OF_AN_IMPORT));
  }
  const data = { unitKind: 'spot', unitCategory: '积水' };
  const content = await taskContent(town, { organisation, data });
  return town.content.createPublished(TASK, content);
}

/** Looks again and again until the job has done a part, and not all. */
async function untilUnderWay(taskId: string): Promise<void> {
  for (;;) {
    const row = await town
      .rows('pioneer_jobs')
      .where({ subject_id: taskId })
      .first<{ done: number; state: string } | undefined>('done', 'state');
    if (row?.state === 'done') throw new Error('the job was done before anybody could kill it');
    if (Number(row?.done ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const openingsOf = (taskId: string) => town.rows('pioneer_openings').where({ task_id: taskId });

describe('a server that starts where another was killed', () => {
  it('goes on with the job that was half done, and does nothing twice', async () => {
    const { taskId, opened } = job;
    expect(opened).toBeGreaterThan(0);
    expect(opened).toBeLessThan(SPOTS);

    await jobsDone(town, taskId);
    expect(await count(openingsOf(taskId))).toBe(SPOTS);
    expect(await openingsOf(taskId).distinct('unit_id')).toHaveLength(SPOTS);
    const openings = openingsOf(taskId).select('document_id');
    const events = town.rows('pioneer_events').whereIn('subject_id', openings);
    expect(await count(events)).toBe(SPOTS);
  });

  it('makes no date of recurring work twice', async () => {
    const { work, dates } = recurring;
    expect(dates).toHaveLength(1);

    await doWhatWaits();
    expect(await datesOf(town, work.taskId)).toEqual(dates);
  });

  it('still refuses to change what is recorded, also after a column of it got another type', async () => {
    expect(await typeOfColumn()).toMatch(/^(varchar|character varying)$/);
    const events = () => town.rows('pioneer_events');

    await expect(events().update({ type: 'x' })).rejects.toThrow(/the record is append-only/);
    await expect(events().delete()).rejects.toThrow(/the record is append-only/);
    expect((await town.send({ path: '/readyz' })).body).toEqual({ status: 'ready' });
  });

  it('keeps labels and columns as an administrator changed them', async () => {
    const { metadatas, layouts } = await viewOf(town, TAGS);

    expect(metadatas.name?.edit.label).toBe('主题词');
    expect(metadatas.englishName?.edit.label).toBe('英文名称');
    expect(layouts.list).toEqual(['slug', 'name']);
  });

  it('seals what has lost its place among what is pending', async () => {
    expect(await count(town.rows('pioneer_seals').where(forgotten))).toBe(1);
  });

  it('counts anew what nothing counts any more, and what was pending once', async () => {
    const { work, pending } = counting;
    expect(pending).toBeGreaterThan(0);

    await untilCounted(town);
    const query = { organisation: work.opening.organisation.id };
    const { totals } = (await town.visitor('statistics.find', { query })).data;
    expect(totals).toEqual({ ...NOTHING, opened: 1, taken: 1, submitted: 1 });
  });

  it('makes the next dates within a minute although nobody asks for anything', async () => {
    const { work, dates } = recurring;
    const offsetMs = 28 * DAY;
    await town.rows('pioneer_clock').update({ offset_ms: offsetMs });
    const started = Date.now();
    const made = () => datesOf(town, work.taskId);
    while ((await made()).length < 2 && Date.now() - started < PATIENCE_MS) await wait(500);

    const [first, second, ...others] = await made();
    expect([first, others]).toEqual([dates[0], []]);
    expect(Date.parse(second?.date ?? '') - Date.parse(first?.date ?? '')).toBe(30 * DAY);
    expect(second?.claimants).toEqual(work.holders.map(({ id }) => id));
  });
});
