import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { endpoints } from '../../../contract/endpoints';
import { connectionsForOneThing } from '../shared/database';
import { turns } from '../shared/turns';

/** How long a member waits until it is their turn to claim. */
const PATIENCE_MS = 10_000;

const { method: METHOD, path: PATH } = endpoints['openings.claim'];

/** The end of addresses at which openings are claimed, in whatever case: so routes are found. */
const CLAIM = new RegExp(`${PATH.replace(/:\w+/, '([^/]+)')}/?$`, 'i');

/**
 * Lets claims of one opening take turns before anything is asked of the database for them, who claims
 * included: whoever came first has an answer while the others still wait, instead of sharing the
 * processor with all of them. What they send has been read by then, so nobody holds a turn by
 * sending slowly.
 */
export function claimInTurn(strapi: Core.Strapi) {
  const inTurn = turns({ atOnce: connectionsForOneThing(strapi), patienceMs: PATIENCE_MS });
  return (ctx: Context, next: Next): Promise<void> => {
    const openingId = ctx.method === METHOD ? CLAIM.exec(ctx.path)?.[1] : undefined;
    return openingId === undefined ? next() : inTurn(openingId, next);
  };
}
