import type { Core } from '@strapi/strapi';
import { LRUCache } from 'lru-cache';

/** Of administrators who share their roles there is one; more sets of roles than towns have. */
const MOST_ABILITIES = 100;

/** Strapi's service `admin::permission`, as far as it is used here. */
interface PermissionService {
  readonly engine: {
    generateUserAbility(user: AdminUser): Promise<object>;
    /** What it makes of an API token's permissions it makes of anybody's; it reads no database. */
    generateTokenAbility(permissions: readonly object[], user: AdminUser): Promise<object>;
  };
}

interface AdminUser {
  readonly id: number;
  readonly roles?: readonly { readonly code: string }[];
}

/** All that an ability is made from. */
const PERMISSION = ['action', 'actionParameters', 'subject', 'properties', 'conditions'];

/**
 * Has Strapi work out once what an administrator may do, instead of at every request: it copies
 * each permission several times, and a super administrator has hundreds. The permissions are still
 * read at every request, and the same ones in the same roles give the same ability. Only a
 * condition ("is the creator") asks who the user is, so abilities with conditions are not kept.
 */
export function rememberAbilities(strapi: Core.Strapi): void {
  const { engine } = strapi.service('admin::permission') as unknown as PermissionService;
  const abilities = new LRUCache<string, object>({ max: MOST_ABILITIES });

  engine.generateUserAbility = async (user) => {
    const where = { role: { users: { id: user.id } } };
    const permissions = await strapi.db
      .query('admin::permission')
      .findMany({ select: PERMISSION, where });
    const generate = () => engine.generateTokenAbility(permissions, user);
    if (permissions.some(({ conditions }) => conditions.length > 0)) return generate();
    const roles = user.roles?.map(({ code }) => code);
    const key = JSON.stringify([roles, permissions]);
    const ability = abilities.get(key) ?? (await generate());
    abilities.set(key, ability);
    return ability;
  };
}
