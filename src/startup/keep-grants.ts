import type { Core } from '@strapi/strapi';
import { GRANTS, type GrantedRole } from './grants';
import { StartupRefusal } from './startup-refusal';

const PERMISSION = 'plugin::users-permissions.permission';
const ROLE = 'plugin::users-permissions.role';
const STORE = { type: 'core', name: 'grants', key: 'made' } as const;

/** Actions of the plugin pioneer, which keeps them itself. */
const FOREIGN = 'plugin::pioneer.';

type Made = Readonly<Record<GrantedRole, readonly string[]>>;

interface Role {
  readonly id: number;
  readonly type: string;
  readonly name: string;
  readonly permissions: readonly { readonly action: string }[];
}

/**
 * Keeps the grants of roles equal to those that are declared. A database that was never granted
 * anything gets exactly them; later, what a release declares or drops is carried over. What
 * somebody else changed is left as it is and told: in production by refusing to start.
 *
 * Throws StartupRefusal, naming action and role, in production only.
 */
export async function keepGrants(strapi: Core.Strapi): Promise<void> {
  // Strapi fills an empty table with defaults of its own, once; better before than after us.
  await strapi.plugin('users-permissions').service('users-permissions').initialize();
  await carryOver(strapi);
  const isProduction = strapi.config.get('environment') === 'production';
  for (const difference of findDifferences(await findRoles(strapi))) {
    if (isProduction) throw new StartupRefusal(difference);
    strapi.log.warn(difference);
  }
}

async function carryOver(strapi: Core.Strapi): Promise<void> {
  const made = (await strapi.store(STORE).get({})) as Made | null;
  if (JSON.stringify(made) === JSON.stringify(GRANTS)) return;
  const roles = await findRoles(strapi);
  await strapi.db.transaction(async () => {
    for (const role of roles) {
      if (!isKept(role)) continue;
      const held = actionsOf(role);
      const before = made?.[role.type] ?? held;
      const declared = GRANTS[role.type];
      await revoke(strapi, role, without(before, declared));
      await grant(strapi, role, without(without(declared, made?.[role.type] ?? []), held));
    }
    await strapi.store(STORE).set({ value: GRANTS });
  });
}

/** One sentence for each role that holds too much, or too little. */
function findDifferences(roles: readonly Role[]): string[] {
  const mend =
    'change the role in the admin panel (Settings, Users & Permissions) while NODE_ENV is ' +
    'development, or the list in src/startup/grants.ts';
  return roles.flatMap((role) => {
    const surplus = without(actionsOf(role), GRANTS[isKept(role) ? role.type : 'authenticated']);
    const missing = isKept(role) ? without(GRANTS[role.type], actionsOf(role)) : [];
    const [found, expected] = surplus.length > 0 ? [surplus, 'not declared'] : [missing, 'missing'];
    if (found.length === 0) return [];
    const verb = surplus.length > 0 ? 'holds' : 'lacks';
    return [`The role "${role.type}" ${verb} ${found.join(', ')}, ${expected}; ${mend}.`];
  });
}

function isKept(role: Role): role is Role & { type: GrantedRole } {
  return role.type in GRANTS;
}

async function findRoles(strapi: Core.Strapi): Promise<Role[]> {
  return strapi.db.query(ROLE).findMany({ populate: { permissions: true }, orderBy: 'id' });
}

function actionsOf(role: Role): string[] {
  return role.permissions
    .map(({ action }) => action)
    .filter((action) => !action.startsWith(FOREIGN));
}

async function grant(strapi: Core.Strapi, role: Role, actions: readonly string[]): Promise<void> {
  for (const action of actions) {
    await strapi.db.query(PERMISSION).create({ data: { action, role: role.id } });
  }
}

async function revoke(strapi: Core.Strapi, role: Role, actions: readonly string[]): Promise<void> {
  const where = { action: { $in: actions }, role: { id: role.id } };
  if (actions.length > 0) await strapi.db.query(PERMISSION).deleteMany({ where });
}

function without(all: readonly string[], some: readonly string[]): string[] {
  return all.filter((one) => !some.includes(one));
}
