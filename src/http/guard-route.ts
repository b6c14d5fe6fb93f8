interface Policy {
  readonly name: string;
  readonly config: { readonly actions: readonly string[] };
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly config: { policies: (string | Policy)[] };
}

/** One of Strapi's own plugins, as far as it is changed here. */
export interface Guarded {
  readonly routes: { readonly admin: { readonly routes: readonly Route[] } };
}

/**
 * Has a route of the admin panel ask for a permission where Strapi lets every user of the panel
 * pass. A release of Strapi that moves the route must not open it unnoticed.
 */
export function guardRoute<Plugin extends Guarded>(
  plugin: Plugin,
  {
    method,
    path,
    action,
  }: { readonly method: string; readonly path: string; readonly action: string },
): Plugin {
  const route = plugin.routes.admin.routes.find(
    (one) => one.method === method && one.path === path,
  );
  if (route === undefined) throw new Error(`there is no route ${method} ${path} to guard`);
  route.config.policies.push({ name: 'admin::hasPermissions', config: { actions: [action] } });
  return plugin;
}
