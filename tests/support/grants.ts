import type { Knex } from 'knex';

const PERMISSIONS = 'up_permissions';
const LINKS = 'up_permissions_role_lnk';

/** Lets a role of users-permissions do something, behind the back of whoever keeps grants. */
export async function grant(rows: Knex, action: string, role: string): Promise<void> {
  const [permission] = await rows(PERMISSIONS).insert({ action }).returning<{ id: number }[]>('id');
  const { id } = (await rows('up_roles').where({ type: role }).first<{ id: number }>('id')) ?? {};
  await rows(LINKS).insert({ permission_id: permission?.id, role_id: id });
}

/** Lets no role do it any more. */
export async function revoke(rows: Knex, action: string): Promise<void> {
  await rows(PERMISSIONS).where({ action }).delete();
}

/** What a role may do, apart from what the plugin pioneer grants by itself. */
export async function grantsOf(rows: Knex, role: string): Promise<string[]> {
  const actions = await rows(PERMISSIONS)
    .join(LINKS, `${LINKS}.permission_id`, `${PERMISSIONS}.id`)
    .join('up_roles', 'up_roles.id', `${LINKS}.role_id`)
    .where('up_roles.type', role)
    .pluck<string[]>(`${PERMISSIONS}.action`);
  return actions.filter((action) => !action.startsWith('plugin::pioneer.')).sort();
}
