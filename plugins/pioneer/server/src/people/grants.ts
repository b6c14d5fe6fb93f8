import type { Core } from '@strapi/strapi';
import { StartupRefusal } from '../system/check-startup';
import { namesFor, scopeOf } from '../system/routes';
import { members } from './tables';

const PERMISSION = 'plugin::users-permissions.permission';
const ROLE = 'plugin::users-permissions.role';
const STORE = { type: 'plugin', name: 'pioneer', key: 'grants' } as const;

const OWN_ACTION = /^plugin::pioneer\./;

interface Role {
  readonly id: number;
  readonly type: string;
  readonly permissions: readonly { readonly action: string }[];
}

/** What Strapi tells once the tables fit: the types of the last start, none at the first. */
interface Sync {
  readonly oldContentTypes?: Readonly<Record<string, object>> | null;
}

/** `role action`, for every grant that was ever made here. */
type Made = readonly string[];

/**
 * Forgets which grants were made where the last start was one without the plugin: at each of those,
 * users-permissions deletes some of the grants whose actions it does not know. All are made again
 * then, also what an administrator had taken back.
 */
export function forgetGrantsAfterAbsence(strapi: Core.Strapi): void {
  strapi.hook('strapi::content-types.afterSync').register(async ({ oldContentTypes }: Sync) => {
    if (!oldContentTypes || members.uid in oldContentTypes) return;
    await strapi.store(STORE).delete({});
  });
}

/**
 * Gives the roles public and authenticated what the contract declares for them, each grant once:
 * what an administrator takes back later stays taken. A role that holds an action of the plugin
 * beyond the contract is told of; in production the server does not start with it.
 *
 * @throws StartupRefusal, naming role and action, in production only
 */
export async function grantOwnActions(strapi: Core.Strapi): Promise<void> {
  // users-permissions fills its table only while it is empty, so it has to be first.
  await strapi.plugin('users-permissions').service('users-permissions').initialize();
  const roles = await findRoles(strapi);
  await grantOnce(strapi, roles);
  const surplus = findSurplus(roles);
  if (surplus === null) return;
  if (strapi.config.get('environment') === 'production') throw new StartupRefusal(surplus);
  strapi.log.warn(surplus);
}

async function findRoles(strapi: Core.Strapi): Promise<Role[]> {
  return strapi.db.query(ROLE).findMany({ populate: { permissions: true }, orderBy: 'id' });
}

async function grantOnce(strapi: Core.Strapi, roles: readonly Role[]): Promise<void> {
  const made = ((await strapi.store(STORE).get({})) ?? []) as Made;
  const wanted = roles
    .filter(({ type }) => type === 'public' || type === 'authenticated')
    .flatMap((role) => declaredFor(role).map((action) => ({ role, action })));
  const fresh = wanted.filter(({ role, action }) => !made.includes(`${role.type} ${action}`));
  if (fresh.length === 0) return;
  await strapi.db.transaction(async () => {
    for (const { role, action } of fresh) {
      if (role.permissions.some((held) => held.action === action)) continue;
      await strapi.db.query(PERMISSION).create({ data: { action, role: role.id } });
    }
    const value = [...made, ...fresh.map(({ role, action }) => `${role.type} ${action}`)];
    await strapi.store(STORE).set({ value });
  });
}

/** Roles that administrators made themselves may hold what members may, and no more. */
function declaredFor(role: Role): string[] {
  const names = role.type === 'public' ? namesFor('public') : namesFor('public', 'member');
  return names.map(scopeOf);
}

/** One sentence about the first role that holds too much. */
function findSurplus(roles: readonly Role[]): string | null {
  for (const role of roles) {
    const declared = declaredFor(role);
    const surplus = role.permissions
      .map(({ action }) => action)
      .filter((action) => OWN_ACTION.test(action) && !declared.includes(action));
    if (surplus.length === 0) continue;
    return (
      `The role "${role.type}" holds ${surplus.join(', ')}, which the plugin does not declare ` +
      'for it; take it back under Settings, Users & Permissions, Roles.'
    );
  }
  return null;
}
