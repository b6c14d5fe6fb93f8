import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { pioneerService, RETRY_AFTER_SECONDS } from 'strapi-plugin-pioneer/contract';
import { answerInTime } from '../http/database-failure';
import { isDraining } from '../startup/drain';

/** A database that takes longer than this to say anything serves nobody. */
const DATABASE_PATIENCE_MS = 1000;

/**
 * `/livez` says that the event loop turns, `/readyz` that requests belong here. A balancer sends
 * traffic by the second and restarts by the first, which therefore never asks the database.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path === '/livez') return answer(ctx, 'alive');
    if (ctx.path === '/readyz') return answer(ctx, await findReadiness(strapi));
    await next();
    // A connection that is kept would hold the drain until its client lets go.
    if (isDraining(strapi)) ctx.set('Connection', 'close');
  };

type Condition =
  | 'alive'
  | 'ready'
  | 'draining'
  | 'database away'
  | 'record unprotected'
  | 'restore unfinished';

async function findReadiness(strapi: Core.Strapi): Promise<Condition> {
  if (isDraining(strapi)) return 'draining';
  const record = pioneerService(strapi, 'record');
  const backup = pioneerService(strapi, 'backup');
  const answers = Promise.all([record.isProtected(), backup.isUnfinished()]);
  const found = await answerInTime(answers, DATABASE_PATIENCE_MS);
  if (found === null) return 'database away';
  const [isProtected, isUnfinished] = found;
  // Another town is on its way in, and was not kept from coming by this server.
  if (isUnfinished) return 'restore unfinished';
  // Whoever took the triggers away could change what was recorded.
  return isProtected ? 'ready' : 'record unprotected';
}

function answer(ctx: Context, condition: Condition): void {
  const isWell = condition === 'alive' || condition === 'ready';
  ctx.status = isWell ? 200 : 503;
  ctx.set('Cache-Control', 'no-store');
  if (!isWell) ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
  ctx.body = { status: condition };
}
