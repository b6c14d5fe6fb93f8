import type { Context, Next } from 'koa';

/** `/` is the public page public/index.html; Strapi would send everybody to the admin panel. */
export default () =>
  async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path === '/') ctx.path = '/index.html';
    await next();
  };
