import { registerAdministrator } from '../../support/administrator';
import { TASK } from '../../support/content-manager';
import { buildOrganisation } from '../../support/people';
import { count } from '../../support/rows';
import { startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';
import { importSpots, jobsDone, spotRow } from '../../support/units';
import { taskContent } from '../../support/work';

// A server that is killed cannot be shared.
let server: TestServer;
let town: Town;

beforeAll(async () => {
  server = await startServer();
  town = townAt(server, await registerAdministrator(server));
});
afterAll(async () => {
  await server.stop();
  await town.leave();
});

const SPOTS = 2000;
const ROWS_OF_AN_IMPORT = 1000;

/** Looks again and again until the job has done a part, and not all. */
async function untilUnderWay(): Promise<void> {
  for (;;) {
    const job = await town
      .rows('pioneer_jobs')
      .first<{ done: number; state: string } | undefined>('done', 'state');
    if (job?.state === 'done') throw new Error('the job was done before anybody could kill it');
    if (Number(job?.done ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

it('a job whose server is killed half-way goes on at the next start, and does nothing twice', async () => {
  const organisation = await buildOrganisation(town);
  const rows = Array.from({ length: SPOTS }, () => spotRow(organisation, '积水'));
  for (let start = 0; start < SPOTS; start += ROWS_OF_AN_IMPORT) {
    await importSpots(town, rows.slice(start, start + ROWS_OF_AN_IMPORT));
  }
  const data = { unitKind: 'spot', unitCategory: '积水' };
  const content = await taskContent(town, { organisation, data });
  const taskId = await town.content.createPublished(TASK, content);
  await untilUnderWay();
  await server.kill('SIGKILL');

  const openings = () => town.rows('pioneer_openings').where({ task_id: taskId });
  const half = await count(openings());
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(SPOTS);

  server = await startServer({ databaseEnv: server.databaseEnv });
  await jobsDone(town, taskId);
  expect(await count(openings())).toBe(SPOTS);
  expect(await openings().distinct('unit_id')).toHaveLength(SPOTS);
  const events = town.rows('pioneer_events').where({ subject_type: 'opening' });
  expect(await count(events)).toBe(SPOTS);
});
