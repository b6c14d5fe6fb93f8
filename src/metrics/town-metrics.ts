import type { Core } from '@strapi/strapi';
import { Gauge, type Registry } from 'prom-client';
import { pioneerService, type Figures } from 'strapi-plugin-pioneer/contract';
import { answerInTime } from '../http/database-failure';
import { addGauge } from './gauges';

/** A database that takes longer than this to count counts as away. */
const DATABASE_PATIENCE_MS = 1000;

/** How far the work in the background has come, and whether there is a database to do it in. */
export function addTownMetrics(strapi: Core.Strapi, register: Registry): void {
  const service = pioneerService(strapi, 'figures');
  const ask = shared(() => answerInTime(service.find(), DATABASE_PATIENCE_MS));
  const addFigure = (figure: keyof Figures, name: string, help: string) =>
    addGauge(register, { name, help, find: async () => (await ask())?.[figure] ?? null });

  addGauge(register, {
    name: 'database_up',
    help: 'Whether the database answers within a second; without it the figures below are missing.',
    find: async () => ((await ask()) === null ? 0 : 1),
  });
  addFigure(
    'pendingEvents',
    'pioneer_events_pending',
    'Events that have no seal and are not counted yet.',
  );
  addFigure(
    'oldestPendingSeconds',
    'pioneer_events_pending_oldest_seconds',
    'How long the oldest of them waits.',
  );
  addFigure('dueJobs', 'pioneer_jobs_due', 'Jobs whose moment has come and that wait.');
  addFigure(
    'failedJobs',
    'pioneer_jobs_failed',
    'Jobs that were tried often enough; somebody has to look.',
  );
  new Gauge({
    name: 'pioneer_round_timestamp_seconds',
    help: 'When this node last did each kind of work in the background without a mistake.',
    labelNames: ['work'],
    registers: [register],
    collect() {
      for (const [work, at] of service.rounds()) this.set({ work }, at / 1000);
    },
  });
}

/** Asks once for all who want to know at the same time. */
function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let asking: Promise<T> | null = null;
  return () =>
    (asking ??= ask().finally(() => {
      asking = null;
    }));
}
