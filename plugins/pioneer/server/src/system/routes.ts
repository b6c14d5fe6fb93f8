import type { Core } from '@strapi/strapi';
import { endpoints, type EndpointName } from '../../../contract/endpoints';
import type { Access } from '../../../contract/endpoint';
import { createMemberStrategy } from '../people/member-strategy';
import { permissionOf } from './permissions';

interface Context {
  readonly strapi: Core.Strapi;
}

const NAMES = Object.keys(endpoints) as EndpointName[];

/** The permission that an action of the content API needs. */
export function scopeOf(name: EndpointName): string {
  return `plugin::pioneer.${name}`;
}

/** Names of the endpoints that these callers use. */
export function namesFor(...accesses: Access[]): EndpointName[] {
  return NAMES.filter((name) => accesses.includes(endpoints[name].access));
}

/** Routes of the content API, all from the contract: an endpoint without a route cannot exist. */
export function contentApiRoutes({ strapi }: Context) {
  const strategy: object = createMemberStrategy(strapi);
  return {
    type: 'content-api',
    routes: namesFor('public', 'member').map((name) => ({
      method: endpoints[name].method,
      path: endpoints[name].path,
      handler: name,
      config: { auth: { strategies: [strategy], scope: [scopeOf(name)] } },
    })),
  };
}

/**
 * Routes of the admin panel. Strapi's strategy lets every administrator pass, so each route names
 * its permission.
 */
export function adminRoutes() {
  return {
    type: 'admin',
    routes: namesFor('administrator').map((name) => ({
      method: endpoints[name].method,
      path: endpoints[name].path,
      handler: name,
      config: {
        policies: [
          'admin::isAuthenticatedAdmin',
          { name: 'admin::hasPermissions', config: { actions: [permissionOf(name)] } },
        ],
      },
    })),
  };
}

type Action = (ctx: never) => Promise<void>;

/** Groups actions named `<controller>.<action>` as Strapi wants its controllers. */
export function controllersFrom(
  actions: Readonly<Record<EndpointName, (strapi: Core.Strapi) => Action>>,
) {
  const controllers: Record<string, (context: { strapi: Core.Strapi }) => Record<string, Action>> =
    {};
  const groups = new Set(NAMES.map((name) => name.slice(0, name.indexOf('.'))));
  for (const group of groups) {
    const members = NAMES.filter((name) => name.startsWith(`${group}.`));
    controllers[group] = ({ strapi }) =>
      Object.fromEntries(
        members.map((name) => [name.slice(group.length + 1), actions[name](strapi)]),
      );
  }
  return controllers;
}
