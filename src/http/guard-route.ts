import type { Middleware } from 'koa';

interface Policy {
  readonly name: string;
  readonly config: { readonly actions: readonly string[] };
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly config: { policies: (string | Policy)[]; middlewares?: Middleware[] };
}

/** One of Strapi's own plugins, as far as it is changed here. */
export interface Guarded {
  readonly routes: { readonly admin: { readonly routes: readonly Route[] } };
}

interface Address {
  readonly method: string;
  readonly path: string;
}

/**
 * Has a route of the admin panel ask for a permission where Strapi lets every user of the panel
 * pass.
 */
export function guardRoute<Plugin extends Guarded>(
  plugin: Plugin,
  { action, ...address }: Address & { readonly action: string },
): Plugin {
  const { policies } = routeOf(plugin, address).config;
  policies.push({ name: 'admin::hasPermissions', config: { actions: [action] } });
  return plugin;
}

/** Has requests to a route pass through this before they are carried out. */
export function precede(plugin: Guarded, address: Address, middleware: Middleware): void {
  const { config } = routeOf(plugin, address);
  config.middlewares = [...(config.middlewares ?? []), middleware];
}

/** A release of Strapi that moves the route must not open it unnoticed. */
function routeOf(plugin: Guarded, { method, path }: Address): Route {
  const route = plugin.routes.admin.routes.find(
    (one) => one.method === method && one.path === path,
  );
  if (route === undefined) throw new Error(`there is no route ${method} ${path} to guard`);
  return route;
}
