import type { OpeningView, SpotView } from 'strapi-plugin-pioneer/contract';
import { uniqueName } from './names';
import type { Organisation } from './people';
import type { Town } from './town';

/** A spot as an administrator imports it: in a category that no other test has. */
export interface SpotRow {
  readonly code: string;
  readonly organisationCode: string;
  readonly category: string;
  readonly address: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export function spotRow({ code }: Organisation, category: string): SpotRow {
  const [latitude, longitude] = [22.8354, 112.9981];
  const address = '河东村北巷 3 号前';
  return {
    code: uniqueName('spot'),
    organisationCode: code,
    category,
    address,
    latitude,
    longitude,
  };
}

/** Imports spots, all of them new. */
export async function importSpots(town: Town, rows: readonly SpotRow[]): Promise<void> {
  const { data } = await town.administrator('spots.import', { body: { rows: [...rows] } });
  if (data.created !== rows.length) throw new Error(`not imported: ${JSON.stringify(data)}`);
}

/** The spots of a category as anybody reads them, by code. */
export async function readSpots(town: Town, category: string): Promise<SpotView[]> {
  return (await town.visitor('spots.find', { query: { category, limit: 100 } })).data;
}

/** Waits for the jobs of a task; they are done by the server within seconds. */
export async function jobsDone(town: Town, taskId: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const left: { kind: string; state: string; problem: string }[] = await town
      .rows('pioneer_jobs')
      .where({ subject_id: taskId })
      .whereNot('state', 'done')
      .select('kind', 'state', 'problem');
    if (left.length === 0) return;
    if (Date.now() > deadline || left.some(({ state }) => state === 'failed')) {
      throw new Error(`jobs are left: ${JSON.stringify(left)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until it is known who is in the audience of a task's openings. */
export async function audienceKnown(town: Town, taskId: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const waiting: unknown[] = await town
      .rows('pioneer_openings as o')
      .leftJoin('pioneer_audiences as a', 'a.hash', 'o.audience_hash')
      .where('o.task_id', taskId)
      .where((unknown) => {
        void unknown.whereNotNull('o.next_audience_hash').orWhere('a.is_complete', false);
      })
      .select('o.id');
    if (waiting.length === 0) return;
    if (Date.now() > deadline) throw new Error('the audience is still unknown');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The openings of a task that its jobs have made, newest first. */
export async function openingsOf(
  town: Town,
  taskId: string,
  state: OpeningView['state'] = 'open',
): Promise<OpeningView[]> {
  await jobsDone(town, taskId);
  const query = { task: taskId, state, limit: 100 };
  return (await town.visitor('openings.find', { query })).data;
}
