import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { refuse } from '../http/refuse';
import {
  FIRST_ADMINISTRATOR_PATH,
  FIRST_ADMINISTRATOR_WINDOW_MS,
  openFirstAdministratorAddress,
} from '../startup/first-administrator';

const COOKIE = 'first_administrator';

/** As the router of Strapi reads the address, and a little wider: any case, any ending. */
const REGISTRATION = /^\/admin\/register-admin(\/|$)/i;
const ADDRESS = new RegExp(`^${FIRST_ADMINISTRATOR_PATH}([\\w-]+)/?$`);

/**
 * Strapi lets whoever comes first register as the first administrator. Here only who opened the
 * one-time address may: it gives a cookie, signed so that every node can check it, without which
 * the registration refuses.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const token = ctx.method === 'GET' ? ADDRESS.exec(ctx.path)?.[1] : undefined;
    if (token !== undefined) return openAddress(strapi, ctx, token);
    if (REGISTRATION.test(decodeURIComponent(ctx.path)) && !holdsCookie(ctx)) {
      return refuse(ctx, 'FIRST_ADMINISTRATOR_ONLY');
    }
    await next();
  };

async function openAddress(strapi: Core.Strapi, ctx: Context, token: string): Promise<void> {
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Referrer-Policy', 'no-referrer');
  if (!(await openFirstAdministratorAddress(strapi, token))) {
    return refuse(ctx, 'FIRST_ADMINISTRATOR_ADDRESS_DEAD');
  }
  // The time is part of the signed value: a browser's own clock decides nothing.
  ctx.cookies.set(COOKIE, String(Date.now() + FIRST_ADMINISTRATOR_WINDOW_MS), {
    signed: true,
    httpOnly: true,
    sameSite: 'strict',
    path: '/admin',
    maxAge: FIRST_ADMINISTRATOR_WINDOW_MS,
  });
  ctx.redirect(`${strapi.config.get<string>('admin.path')}/auth/register-admin`);
}

function holdsCookie(ctx: Context): boolean {
  return Number(ctx.cookies.get(COOKIE, { signed: true }) ?? 0) > Date.now();
}
