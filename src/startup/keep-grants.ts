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
 * Throws StartupRefusal, naming every role and action, in production only.
 */
export async function keepGrants(strapi: Core.Strapi): Promise<void> {
  // Strapi fills an empty table with defaults of its own, once; better before than after us.
  await strapi.plugin('users-permissions').service('users-permissions').initialize();
  await carryOver(strapi);
  const differences = findDifferences(await findRoles(strapi));
  if (differences.length === 0) return;
  const sentence = `${differences.join('; ')}; ${MEND}.`;
  if (strapi.config.get('environment') === 'production') throw new StartupRefusal(sentence);
  strapi.log.warn(sentence);
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

const MEND =
  'change the role in the admin panel (Settings, Users & Permissions) while NODE_ENV is ' +
  'development, or the list in src/startup/grants.ts';

/** What each role holds too much, and what it lacks. */
function findDifferences(roles: readonly Role[]): string[] {
  return roles.flatMap((role) => {
    const name = `The role "${role.type}"`;
    const surplus = without(actionsOf(role), GRANTS[isKept(role) ? role.type : 'authenticated']);
    const missing = isKept(role) ? without(GRANTS[role.type], actionsOf(role)) : [];
    return [
      ...(surplus.length > 0 ? [`${name} holds ${surplus.join(', ')}, not declared`] : []),
      ...(missing.length > 0 ? [`${name} lacks ${missing.join(', ')}, which is declared`] : []),
    ];
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
