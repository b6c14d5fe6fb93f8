import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

/** What the router keeps of a route. */
interface Layer {
  readonly path: string | RegExp;
  readonly methods: readonly string[];
}

/** Stands for a route where there is none. */
export const NO_ROUTE = 'none';

/** Paths that stand for any number of folders: files of the panel and of `public`. */
const WILD = /[*(]/;

/**
 * The template of the route that a request was for, such as /api/pioneer/claims/:id: it names nothing
 * that an address names, and there are only so many. Also of a request that was refused on its way.
 */
export function routeOf(strapi: Core.Strapi, ctx: Context): string {
  const { matched } = ctx as { matched?: readonly Layer[] };
  const layers: readonly Layer[] = matched ?? strapi.server.router.match(ctx.path, ctx.method).path;
  const paths = layers
    .filter(({ methods }) => methods.includes(ctx.method))
    .map(({ path }) => String(path));
  // Every GET is looked for among the files first, wherever it goes then.
  return paths.find((path) => !WILD.test(path)) ?? paths.at(-1) ?? NO_ROUTE;
}
