import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { findDatabaseFailure } from '../../../core/database-failure';
import type { CallingMember } from '../shared/caller';
import { DomainError } from '../shared/domain-error';
import { findGrantedPublic, findGrantedUser, type GrantedUser } from './granted-caller';
import { createWriteThrottle } from './throttle-writes';

/** What the strategy leaves to the authorisation that follows it. */
interface Auth {
  readonly ability: { readonly action: string };
}

interface AuthConfig {
  readonly scope?: readonly string[];
}

/** The part of a request's state that the strategy reads and writes. */
interface State {
  readonly route: { readonly config: { readonly auth?: AuthConfig } };
  pioneer?: CallingMember | null;
  user?: { readonly id: number; readonly documentId: string };
}

const BEARER = /^bearer +(\S+)$/i;

/**
 * Authenticates the plugin's own routes. One statement answers everything that a request needs:
 * the user, whether it is blocked or has signed out, what the matrix of users-permissions grants
 * its role, the member it belongs to and the memberships that hold now. Nothing is cached, so a
 * change counts from the next request on.
 *
 * Refusals are thrown as DomainError; `answerRefusedAuthentication` gives them their HTTP form:
 * UNAUTHENTICATED, NOT_GRANTED, WRITES_THROTTLED, and DATABASE_UNAVAILABLE, which must never look
 * like a lost sign-in, or every client would forget its own.
 */
export function createMemberStrategy(strapi: Core.Strapi) {
  const throttleWrites = createWriteThrottle(strapi);
  return {
    name: 'pioneer-member',

    async authenticate(ctx: Context) {
      const state = ctx.state as State;
      const action = state.route.config.auth?.scope?.[0];
      if (action === undefined) throw new Error(`${ctx.path}: the route names no scope`);
      const user = await orUnavailable(async () => {
        const found = await findCaller(strapi, ctx, action);
        if (found !== null && ctx.method !== 'GET') await throttleWrites(found.id);
        return found;
      });
      state.pioneer = user?.member ?? null;
      if (user !== null) state.user = { id: user.id, documentId: user.documentId };
      return { authenticated: true, credentials: user, ability: { action } };
    },

    /** Everything was decided above; a route whose scope names more than that stays shut. */
    verify({ ability }: Auth, { scope = [] }: AuthConfig): Promise<void> {
      const isGranted = scope.length > 0 && scope.every((action) => action === ability.action);
      return isGranted ? Promise.resolve() : Promise.reject(new errors.ForbiddenError());
    },
  };
}

/** The user who may do this, or null for the public that may. @throws DomainError otherwise */
async function findCaller(
  strapi: Core.Strapi,
  ctx: Context,
  action: string,
): Promise<GrantedUser | null> {
  const authorization = ctx.get('Authorization');
  if (authorization === '') {
    if (await findGrantedPublic(strapi, action)) return null;
    throw new DomainError('UNAUTHENTICATED');
  }
  const token = BEARER.exec(authorization)?.[1] ?? '';
  const session = strapi.sessionManager('users-permissions').validateAccessToken(token);
  if (!session.isValid) throw new DomainError('UNAUTHENTICATED');
  const user = await findGrantedUser(strapi, { ...session.payload, action });
  if (user === null) throw new DomainError('UNAUTHENTICATED');
  if (!user.isGranted) throw new DomainError('NOT_GRANTED');
  return user;
}

async function orUnavailable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (findDatabaseFailure(error) === 'away') throw new DomainError('DATABASE_UNAVAILABLE');
    throw error;
  }
}
