import { randomBytes } from 'node:crypto';
import { TASK } from '../../support/content-manager';
import { unknownId, uniqueName } from '../../support/names';
import { METRICS_TOKEN, metricsOf } from '../../support/metrics';
import { enterQuietTown } from '../../support/quiet-server';
import { enterTown } from '../../support/town';
import { buildClaim, taskContent } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const COUNT = 'http_server_request_duration_seconds_count';

describe('who may read the metrics', () => {
  it.each([
    ['nobody without a token', {}],
    ['nobody with another', { authorization: `Bearer ${METRICS_TOKEN.replace('0', '1')}` }],
    ['nobody with a part of it', { authorization: `Bearer ${METRICS_TOKEN.slice(0, -1)}` }],
    ['nobody by another scheme', { authorization: `Basic ${METRICS_TOKEN}` }],
  ])('is %s', async (_who, headers) => {
    const answer = await town.send({ path: '/metrics', headers });

    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.text).not.toContain('# HELP');
  });

  it('is no administrator by being one', async () => {
    const { status } = await town.send({ path: '/metrics', token: town.administratorToken });
    expect(status).toBe(401);
  });

  it('is who has the token, and nobody keeps the answer', async () => {
    const answer = await town.send({ path: '/metrics', token: METRICS_TOKEN });

    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.text).toContain('process_resident_memory_bytes ');
  });
});

describe('requests', () => {
  it('are counted by the template of their route', async () => {
    const series = `${COUNT}{method="GET",route="/api/pioneer/claims/:id",status="4xx"}`;
    const before = (await metricsOf(town)).get(series) ?? 0;
    await town.send({ path: `/api/pioneer/claims/${unknownId()}` });
    await town.send({ path: `/api/pioneer/claims/${unknownId()}` });

    expect((await metricsOf(town)).get(series)).toBe(before + 2);
  });

  it('that were refused are counted by their code', async () => {
    const series = 'pioneer_refusals_total{code="SIGN_IN_FAILED"}';
    const before = (await metricsOf(town)).get(series) ?? 0;
    const body = { number: uniqueName('nobody'), password: 'a wrong river' };
    await town.send({ method: 'POST', path: '/api/pioneer/sign-in', body });

    expect((await metricsOf(town)).get(series)).toBe(before + 1);
  });

  it('make no series of their own, whatever they ask for', async () => {
    await wander();
    const before = new Set((await metricsOf(town)).keys());
    await wander();
    const after = [...(await metricsOf(town)).keys()];

    // What runtimes tell of themselves comes and goes.
    const made = after.filter((series) => !before.has(series) && !series.startsWith('nodejs_'));
    expect(made).toEqual([]);
  });

  it('are still to be seen while they are answered', async () => {
    expect((await metricsOf(town)).get('http_server_active_requests')).toBeGreaterThanOrEqual(1);
  });
});

/** The same kinds of requests, each time with other words in every place that takes any. */
async function wander(): Promise<void> {
  const word = () => randomBytes(8).toString('hex');
  const paths = [
    `/${word()}`,
    `/api/${word()}/${word()}`,
    `/api/stories/${word()}`,
    `/api/stories?${word()}=${word()}`,
    `/api/pioneer/openings/${word()}`,
    `/admin/${word()}`,
    `/uploads/${word()}.jpg`,
    `/content-manager/collection-types/${word()}/${word()}`,
    `/%ff${word()}`,
  ];
  for (const path of paths) {
    for (const method of ['GET', 'POST', 'PROPFIND', 'OPTIONS', 'PURGE'] as const) {
      await town.send({ method: method as 'GET', path, headers: { 'x-request-id': word() } });
    }
  }
}

describe('work in the background', () => {
  it('is told to be behind until it is done', async () => {
    const quiet = await enterQuietTown();
    await quiet.workOff();
    const idle = await metricsOf(quiet);
    expect(idle.get('pioneer_events_pending')).toBe(0);
    expect(idle.get('pioneer_events_pending_oldest_seconds')).toBe(0);

    await buildClaim(quiet);
    const busy = await metricsOf(quiet);
    expect(busy.get('pioneer_events_pending')).toBeGreaterThan(0);
    expect(busy.get('pioneer_events_pending_oldest_seconds')).toBeGreaterThan(0);

    await quiet.workOff();
    expect((await metricsOf(quiet)).get('pioneer_events_pending')).toBe(0);
    await quiet.leave();
  });

  it('is told when jobs wait, and when they have failed for good', async () => {
    const quiet = await enterQuietTown();
    await quiet.workOff();
    const of = (metrics: ReadonlyMap<string, number>) =>
      ['due', 'failed'].map((state) => Number(metrics.get(`pioneer_jobs_${state}`)));
    const [due = 0, failed = 0] = of(await metricsOf(quiet));
    const data = { unitKind: 'spot', unitCategory: uniqueName('kind') };
    const taskId = await quiet.content.createPublished(TASK, await taskContent(quiet, { data }));
    const job = quiet.rows('pioneer_jobs').where({ subject_id: taskId });

    expect(of(await metricsOf(quiet))).toEqual([due + 1, failed]);
    await job.clone().update({ state: 'failed' });
    expect(of(await metricsOf(quiet))).toEqual([due, failed + 1]);
    await job.clone().delete();
    await quiet.leave();
  });

  it.each(['reader', 'jobs', 'sweep'])('names when the %s last made its round', async (work) => {
    const series = `pioneer_round_timestamp_seconds{work="${work}"}`;
    await vi.waitFor(
      async () =>
        expect((await metricsOf(town)).get(series)).toBeLessThanOrEqual(Date.now() / 1000),
      { timeout: 20_000, interval: 500 },
    );
  });
});

it('the database and its connections are told of', async () => {
  const metrics = await metricsOf(town);

  expect(metrics.get('database_up')).toBe(1);
  for (const state of ['used', 'free', 'wanted']) {
    expect(metrics.get(`database_connections_${state}`)).toBeGreaterThanOrEqual(0);
  }
});
