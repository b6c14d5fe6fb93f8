import type { Core } from '@strapi/strapi';
import { buildSessionMetadata } from '@strapi/utils';
import type { Context } from 'koa';
import { isProduction } from '../system/check-startup';

/** A member with the account that it signs in with. */
export interface Account {
  readonly memberId: string;
  readonly userId: number;
}

/** The part of users-permissions' configuration that says how the cookie is set. */
interface Sessions {
  readonly cookie?: {
    readonly name?: string;
    readonly secure?: boolean;
    readonly sameSite?: 'lax' | 'strict' | 'none';
    readonly path?: string;
    readonly domain?: string;
    readonly maxAge?: number;
  };
}

/**
 * Starts a session just as users-permissions' own sign-in does, so that its refresh and logout
 * routes work with it. The refresh token goes into an httpOnly cookie and nowhere else.
 *
 * @returns the access token, which lives for minutes
 */
export async function startSession(
  strapi: Core.Strapi,
  ctx: Context,
  { userId }: Account,
): Promise<string> {
  const manager = strapi.sessionManager('users-permissions');
  const metadata = buildSessionMetadata({ userAgent: ctx.get('User-Agent') });
  const options = { type: 'refresh', metadata } as const;
  const refresh = await manager.generateRefreshToken(String(userId), undefined, options);
  const access = await manager.generateAccessToken(refresh.token);
  if ('error' in access) throw new Error(`no access token was made: ${access.error}`);
  setRefreshCookie(strapi, ctx, refresh.token);
  return access.token;
}

function setRefreshCookie(strapi: Core.Strapi, ctx: Context, token: string): void {
  const sessions = strapi.config.get<Sessions | undefined>('plugin::users-permissions.sessions');
  const {
    name = 'strapi_up_refresh',
    secure,
    sameSite,
    path,
    domain,
    maxAge,
  } = sessions?.cookie ?? {};
  const isSecure = secure ?? isProduction(strapi);
  // TLS usually ends before this process. Whoever comes without it loses the cookie and nothing
  // else; Koa would rather answer nobody.
  if (isSecure) ctx.cookies.secure = true;
  ctx.cookies.set(name, token, {
    httpOnly: true,
    secure: isSecure,
    sameSite: sameSite ?? 'lax',
    path: path ?? '/',
    domain,
    maxAge,
    overwrite: true,
  });
}
