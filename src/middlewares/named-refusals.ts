import { errors } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { findDatabaseFailure, type DatabaseFailure } from 'strapi-plugin-pioneer/contract';
import { isDatabaseReachable } from '../http/database-failure';
import { isStumble } from '../http/is-stumble';
import { refusalIn } from '../http/refusal-in';
import { refuse } from '../http/refuse';
import { routeOf } from '../http/route-of';

/** What Strapi says to whom it could not look up; 501 at the door of the admin panel. */
const SAID_WHILE_AWAY = new Set([401, 501]);

/** A request that found nobody signed in waits no longer than this to learn why. */
const DATABASE_PATIENCE_MS = 1000;

/**
 * Answers by name where Strapi would say 500, or 401 while the database is away: values that no
 * column takes are the caller's mistake, and so is what Strapi's own code stumbles over; a lost
 * connection is nobody's.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (error) {
      const failure = failureBehind(ctx, error);
      if (failure === null && isStumble(error)) {
        strapi.log.error(error);
        return refuse(ctx, 'INPUT_NOT_UNDERSTOOD');
      }
      if (failure === null) throw withoutValues(error);
      strapi.log.warn(`${ctx.method} ${routeOf(strapi, ctx)}: ${String(error)}`);
      refuse(ctx, failure === 'unfit' ? 'VALUE_NOT_STORABLE' : 'DATABASE_UNAVAILABLE');
    }
    if (SAID_WHILE_AWAY.has(ctx.status) && (await wasDatabaseAway(strapi, ctx))) {
      refuse(ctx, 'DATABASE_UNAVAILABLE');
    }
  };

/**
 * Of what it could not look up Strapi says that there is no such thing; only a refusal of the
 * catalogue is meant.
 */
function failureBehind(ctx: Context, error: unknown): DatabaseFailure | null {
  const failure = findDatabaseFailure(error);
  if (failure !== null || refusalIn({ error }) !== undefined) return failure;
  return ctx.state.isDatabaseAway ? 'away' : null;
}

async function wasDatabaseAway(strapi: Core.Strapi, ctx: Context): Promise<boolean> {
  return (
    Boolean(ctx.state.isDatabaseAway) || !(await isDatabaseReachable(strapi, DATABASE_PATIENCE_MS))
  );
}

/** Strapi's validation errors repeat what was sent, passwords included. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof errors.ApplicationError)) return error;
  const { errors: problems } = error.details as { errors?: unknown };
  for (const problem of Array.isArray(problems) ? problems : []) {
    delete (problem as { value?: unknown }).value;
  }
  return error;
}
