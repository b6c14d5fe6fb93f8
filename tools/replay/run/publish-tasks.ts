import { setTimeout as wait } from 'node:timers/promises';
import {
  MAX_PAGE_SIZE,
  type Call,
  type ClaimMode,
  type OpeningView,
} from 'strapi-plugin-pioneer/contract';
import type { Administrator, Content } from '../../http/administrator';
import { readPages } from '../../http/read-pages';
import type { Journal } from '../evidence/journal';
import type { SpotPlan } from '../plan/plan-work';
import type { Progress } from '../progress';
import type { Town } from './prepare-town';

const TASK = 'api::task.task';

/** Who publishes, who reads the board, and what is noted of it. */
export interface Publisher {
  readonly administrator: Administrator;
  readonly visitor: Call;
  readonly journal: Journal;
  readonly progress: Progress;
}

/** The openings of all tasks, by what they are about. */
export interface Board {
  /** By the code of the spot. */
  readonly spots: ReadonlyMap<string, OpeningView>;
  /** By documentId. */
  readonly organisations: ReadonlyMap<string, OpeningView>;
}

/**
 * Publishes a task for the spots of each category in each district and one for all organisations
 * of the lowest level, waits until their openings are made, and reads the board as members do.
 */
export async function publishTasks(
  publisher: Publisher,
  plans: readonly SpotPlan[],
  town: Town,
): Promise<Board> {
  const contents = [...spotTasks(plans, town), organisationTask(town)];
  publisher.progress.start('Publishing tasks', contents.length);
  const taskIds: string[] = [];
  for (const content of contents) {
    taskIds.push(await publish(publisher, content));
    publisher.progress.step();
  }
  publisher.progress.start('Opening units', taskIds.length);
  for (const id of taskIds) {
    await untilDone(publisher.administrator, id);
    publisher.progress.step();
  }
  return readBoard(publisher.visitor);
}

/** Publishes a task and gives its documentId. */
export async function publish(
  { administrator, journal }: Pick<Publisher, 'administrator' | 'journal'>,
  content: Content,
): Promise<string> {
  const taskId = await administrator.create(TASK, content);
  await administrator.publish(TASK, taskId);
  journal.note({ what: 'publish', outcome: 'acknowledged', taskId });
  return taskId;
}

/** Waits until the jobs of a task are done. Throws when one of them failed. */
export async function untilDone({ call }: Administrator, id: string): Promise<void> {
  for (;;) {
    const { data } = await call('tasks.findOpenings', { params: { uid: TASK, id } });
    const [job] = data.jobs;
    if (job === undefined) return;
    if (job.state === 'failed') throw new Error(`task ${id}: ${job.kind} failed, ${job.problem}`);
    await wait(500);
  }
}

function spotTasks(plans: readonly SpotPlan[], town: Town): Content[] {
  const tasks = new Map<string, Content>();
  for (const { spot, districtCode, mode } of plans) {
    const key = `${spot.category} · ${districtCode}`;
    if (tasks.has(key)) continue;
    tasks.set(key, {
      title: key,
      slug: `spots-${tasks.size + 1}`,
      summary: spot.complaint,
      category: spot.category,
      organisation: town.organisations.get(districtCode),
      drive: town.drives.get(spot.category),
      unitKind: 'spot',
      unitCategory: spot.category,
      claimMode: mode,
      ...slotsFor(mode),
    });
  }
  return [...tasks.values()];
}

/** In what everyone is enrolled in, the neighbourhood of a spot answers for it. */
function slotsFor(mode: ClaimMode): Content {
  return mode === 'everyone'
    ? { memberSlots: 0, organisationSlots: 1 }
    : { memberSlots: 1, organisationSlots: 0 };
}

function organisationTask(town: Town): Content {
  return {
    title: 'Every neighbourhood puts its own house in order',
    slug: 'organisations',
    summary: 'One acceptance for each of them.',
    category: 'Acceptance',
    organisation: town.organisations.get(town.rootCode),
    standard: town.standard,
    workflow: town.everyoneWorkflow,
    unitKind: 'organisation',
    unitCategory: town.leafKind,
    claimMode: 'everyone',
    ...slotsFor('everyone'),
  };
}

async function readBoard(visitor: Call): Promise<Board> {
  const board = await readPages((cursor) =>
    visitor('openings.find', { query: { cursor, limit: MAX_PAGE_SIZE } }),
  );
  const of = (kind: string, keyOf: (unit: NonNullable<OpeningView['unit']>) => string) =>
    new Map(
      board.flatMap((opening) =>
        opening.unit?.kind === kind ? [[keyOf(opening.unit), opening] as const] : [],
      ),
    );
  return {
    spots: of('spot', ({ label }) => label),
    organisations: of('organisation', ({ id }) => id),
  };
}
