import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import type { AccessKind } from '../../../core/access-log/kinds';
import type { Json } from '../../../core/record/canonical';
import { findDatabaseFailure } from '../../../core/database-failure';
import { answerRefusal } from '../shared/answer-refusal';
import { DomainError } from '../shared/domain-error';
import { refusal } from '../../../core/errors';
import { logFailure } from './log-failure';
import { originOf } from './origin';
import { traceOf } from './watch-entry';
import { logOrRefuse, NOBODY, type Accessor } from './write-access';

interface Watched {
  readonly kind: AccessKind;
  /** Whether it reads; a change otherwise. */
  readonly reads?: true;
  readonly path: RegExp;
}

/**
 * Strapi's own routes that the access log tells of; those of the plugin tell themselves. Routes are
 * found whatever the case of their letters, so they are watched in every case.
 */
const WATCHED: readonly Watched[] = [
  { kind: 'panelSignIn', path: /^\/admin\/login\/?$/i },
  { kind: 'panelAccount', path: /^\/admin\/(register|register-admin|reset-password)\/?$/i },
  {
    kind: 'panelRightsChanged',
    path: /^\/(admin\/(roles|users|api-tokens|admin-tokens|transfer\/tokens)|users-permissions\/roles)(\/|$)/i,
  },
  { kind: 'personRead', reads: true, path: /^\/admin\/users(\/(?!me(\/|$))|\/?$)/i },
];

/**
 * Logs who comes into the admin panel, who looks at its users, and who changes what they may do. It
 * stands before Strapi's own routes and sees what they answered: what went well and cannot be logged
 * is answered as refused, without session or data.
 */
export function watchPanel(strapi: Core.Strapi) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const watched = WATCHED.find(
      ({ path, reads = false }) => reads === (ctx.method === 'GET') && path.test(ctx.path),
    );
    if (watched === undefined) return next();
    try {
      await next();
    } catch (error) {
      await logRefused(strapi, ctx, watched, nameOf(error));
      throw error;
    }
    if (ctx.status >= 400) await logRefused(strapi, ctx, watched, String(ctx.status));
    else await logDone(strapi, ctx, watched);
  };
}

/** Strapi's errors get their status later; by then their name tells as much. */
async function logRefused(
  strapi: Core.Strapi,
  ctx: Context,
  { kind }: Watched,
  refused: string,
): Promise<void> {
  const { details, ...asked } = await describe(strapi, ctx, false);
  const access = { kind, origin: originOf(ctx), ...asked };
  await logFailure(strapi, { ...access, details: { ...details, refused } });
}

async function logDone(strapi: Core.Strapi, ctx: Context, { kind }: Watched): Promise<void> {
  const access = { kind, origin: originOf(ctx), ...(await describe(strapi, ctx, true)) };
  try {
    await logOrRefuse(strapi, { ...access, isSuccess: true });
  } catch (error) {
    const isAway = findDatabaseFailure(error) === 'away';
    if (!isAway && !(error instanceof DomainError)) throw error;
    ctx.remove('Set-Cookie');
    answerRefusal(ctx, refusal(isAway ? 'DATABASE_UNAVAILABLE' : 'ACCESS_NOT_LOGGED'));
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

interface Described {
  readonly actor: Accessor;
  readonly subject?: { readonly type: string; readonly id: string };
  readonly details: Readonly<Record<string, Json>>;
}

/** Who asked, and by which address; it names rows by their numbers and nobody by a name. */
async function describe(strapi: Core.Strapi, ctx: Context, isIn: boolean): Promise<Described> {
  const { user } = ctx.state as { user?: { documentId?: string } };
  const details = { method: ctx.method, path: ctx.path };
  if (user?.documentId !== undefined) {
    return { actor: { kind: 'administrator', id: user.documentId }, details };
  }
  const email = emailOf(ctx);
  if (email === null) return { actor: NOBODY, details };
  const id = await findAdministrator(strapi, email);
  if (id === null) return { actor: NOBODY, details: { ...details, tried: traceOf(strapi, email) } };
  return {
    actor: isIn ? { kind: 'administrator', id } : NOBODY,
    subject: { type: 'administrator', id },
    details,
  };
}

/** The address that somebody tried to come in by. */
function emailOf(ctx: Context): string | null {
  const sent = (ctx.request as { body?: { email?: unknown } }).body?.email;
  const answered = (ctx.body as { data?: { user?: { email?: unknown } } } | undefined)?.data?.user
    ?.email;
  const email = answered ?? sent;
  return typeof email === 'string' ? email.toLowerCase() : null;
}

async function findAdministrator(strapi: Core.Strapi, email: string): Promise<string | null> {
  try {
    const found = await strapi.db.query('admin::user').findOne({ where: { email } });
    return (found as { documentId?: string } | null)?.documentId ?? null;
  } catch {
    // An absent database is told of by whoever writes the entry.
    return null;
  }
}
