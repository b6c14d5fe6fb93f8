import type { CallOf, Endpoints, PostView, RecurrenceView } from 'strapi-plugin-pioneer/contract';
import { linkTo, TASK, type Content } from './content-manager';
import { buildMembers, buildOrganisation, type Member, type Organisation } from './people';
import { buildPost, type PostOptions } from './posts';
import type { Town } from './town';
import { jobsDone } from './units';
import { buildWorkflow, taskContent } from './work';

/** A published task whose units are dates, in an organisation with a village below it. */
export interface DatedTask {
  readonly taskId: string;
  readonly organisation: Organisation;
  readonly village: Organisation;
}

/** A village with a post, and a task that comes again for it. */
export interface RecurringWork extends DatedTask {
  readonly post: PostView;
  readonly holders: readonly Member[];
  readonly manager: Member;
}

type Body = NonNullable<CallOf<Endpoints['recurrences.add']>['body']>;
export type Schedule = Omit<Body, 'postId' | 'task'>;

/** Every Saturday at nine, whatever day it is. */
export const SATURDAYS: Schedule = {
  rule: 'FREQ=WEEKLY;BYDAY=SA',
  dayOffRule: 'keep',
  hour: 9,
  firstDay: '2026-01-01',
};

/** Publishes a task over dates, as an administrator does. */
export async function buildDatedTask(town: Town, data: Content = {}): Promise<DatedTask> {
  const organisation = await buildOrganisation(town);
  const village = await buildOrganisation(town, { parent: organisation });
  const workflow = linkTo(await buildWorkflow(town, { claimMode: 'assign' }));
  const dated = { title: '每周巡查', unitKind: 'date', workflow, ...data };
  const content = await taskContent(town, { organisation, data: dated });
  return { taskId: await town.content.createPublished(TASK, content), organisation, village };
}

/** A post of the village with so many holders; nothing recurs yet. */
export async function buildRecurringWork(
  town: Town,
  options: {
    readonly holders?: number;
    readonly data?: Content;
    readonly post?: PostOptions;
  } = {},
): Promise<RecurringWork> {
  const { holders: count = 1, data, post: postOptions } = options;
  const task = await buildDatedTask(town, data);
  const post = await buildPost(town, task.village, { maxHolders: 5, ...postOptions });
  const people = await buildMembers(town, [
    [['manager', task.organisation]],
    ...Array.from({ length: count }, () => [['member', task.village]] as const),
  ]);
  const [manager, ...holders] = people;
  if (manager === undefined) throw new Error('nobody was built');
  for (const holder of holders) await appoint(manager, post, holder);
  return { ...task, post, holders, manager };
}

export async function appoint(manager: Member, { id }: PostView, { number }: Member) {
  await manager.call('posts.appoint', { params: { id }, body: { number } });
}

/** Has the post do the task again and again; gives the id of that before any date is made. */
export async function addRecurrence(
  town: Town,
  work: Pick<RecurringWork, 'post' | 'taskId'>,
  schedule: Partial<Schedule> = {},
): Promise<string> {
  const task = { uid: TASK, id: work.taskId };
  const body = { postId: work.post.id, task, ...SATURDAYS, ...schedule };
  return (await town.administrator('recurrences.add', { body })).data.id;
}

/** Has the post do the task again and again, and waits for the dates of the next days. */
export async function recur(
  town: Town,
  work: Pick<RecurringWork, 'post' | 'taskId'>,
  schedule: Partial<Schedule> = {},
): Promise<RecurrenceView> {
  const id = await addRecurrence(town, work, schedule);
  await jobsDone(town, work.taskId);
  return readRecurrence(town, id, work.taskId);
}

/** A recurrence as an administrator reads it now. */
export async function readRecurrence(
  town: Town,
  id: string,
  taskId: string,
): Promise<RecurrenceView> {
  const query = { task: taskId, view: 'all' as const, limit: 100 };
  const { data } = await town.administrator('recurrences.find', { query });
  const found = data.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no recurrence ${id}`);
  return found;
}

/** A date with its opening and who has it, as they lie in the database. */
export interface MadeDate {
  readonly date: string;
  readonly dueAt: number;
  readonly state: string;
  readonly openingId: string;
  readonly claimants: readonly string[];
}

/** All dates of a task, over or to come, the earliest first. */
export async function datesOf({ rows }: Town, taskId: string): Promise<MadeDate[]> {
  const found: Record<string, unknown>[] = await rows('pioneer_openings as o')
    .join('pioneer_due_dates as d', 'd.document_id', 'o.unit_id')
    .where({ 'o.task_id': taskId, 'o.unit_kind': 'date' })
    .orderBy(['d.date', 'o.id'])
    .select('d.date', 'o.due_at', 'o.state', 'o.document_id');
  const claims: { opening_id: string; claimant_id: string }[] = await rows('pioneer_claims as c')
    .join('pioneer_openings as o', 'o.document_id', 'c.opening_id')
    .where({ 'o.task_id': taskId })
    .orderBy('c.id')
    .select('c.opening_id', 'c.claimant_id');
  return found.map((row) => ({
    date: String(row.date),
    dueAt: new Date(row.due_at as string | number | Date).getTime(),
    state: String(row.state),
    openingId: String(row.document_id),
    claimants: claims
      .filter(({ opening_id }) => opening_id === row.document_id)
      .map(({ claimant_id }) => claimant_id),
  }));
}
