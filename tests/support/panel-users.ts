import type { AdministratorSession } from './administrator';
import { DRIVE, EVALUATION, STANDARD, TASK, WORKFLOW } from './content-manager';
import { send, type WireRequest } from './http';
import { uniqueName } from './names';

/** Who may make users of the admin panel, and where. */
interface Owner {
  readonly url: string;
  readonly token: string;
}

const PASSWORD = 'Quiet river 1';

/** Makes a user of the admin panel in this role, who signs in by the invitation. */
export async function buildPanelUser(owner: Owner, roleId: number): Promise<AdministratorSession> {
  const email = `${uniqueName('panel')}@town.invalid`;
  const user = { firstname: '周', lastname: '', email, roles: [roleId] };
  const invited = await ask<{ registrationToken: string }>({
    ...owner,
    method: 'POST',
    path: '/admin/users',
    body: user,
  });
  const { registrationToken } = invited;
  const userInfo = { firstname: '周', lastname: '', password: PASSWORD };
  const { token } = await ask<{ token: string }>({
    url: owner.url,
    method: 'POST',
    path: '/admin/register',
    body: { registrationToken, userInfo },
  });
  return { email, password: PASSWORD, token };
}

/** Makes a key of the admin panel, which belongs to the owner and may do this; gives what opens. */
export async function buildPanelKey(owner: Owner, grants: readonly Grant[]): Promise<string> {
  const about = { name: uniqueName('key'), description: '', lifespan: null };
  const { accessKey } = await ask<{ accessKey: string }>({
    ...owner,
    method: 'POST',
    path: '/admin/admin-tokens',
    body: { ...about, adminPermissions: grants },
  });
  return accessKey;
}

/** The id of a role of the admin panel, by its code. */
export async function findPanelRole(owner: Owner, code: string): Promise<number> {
  const roles = await ask<{ id: number; code: string }[]>({ ...owner, path: '/admin/roles' });
  const role = roles.find((one) => one.code === code);
  if (role === undefined) throw new Error(`the admin panel has no role ${code}`);
  return role.id;
}

/** What a role may do, as the admin panel's roles page sends it; it reads an id besides. */
export interface Grant {
  readonly id?: number;
  readonly action: string;
  readonly subject: string | null;
  readonly properties?: object;
  readonly conditions?: readonly string[];
}

/** A new role of the admin panel, and its id. */
export async function buildPanelRole(owner: Owner, grants: readonly Grant[]): Promise<number> {
  const body = { name: uniqueName('任务管理员'), description: '' };
  const role = await ask<{ id: number }>({ ...owner, method: 'POST', path: '/admin/roles', body });
  await grantOnly(owner, role.id, grants);
  return role.id;
}

/** Lets a role do this and nothing else. */
export async function grantOnly(
  owner: Owner,
  roleId: number,
  permissions: readonly Grant[],
): Promise<void> {
  const path = `/admin/roles/${roleId}/permissions`;
  await ask({ ...owner, method: 'PUT', path, body: { permissions } });
}

/** What task administrators edit; people, units and all that rules write come by other ways. */
const THEIR_TYPES: readonly string[] = [TASK, DRIVE, EVALUATION, STANDARD, WORKFLOW];

/**
 * A task administrator, who may do everything that the plugin does and edit what tasks are made
 * of. Strapi reads each grant of a user at every request, and the owner of a server has them all.
 */
export async function buildTaskAdministrator(owner: Owner): Promise<AdministratorSession> {
  const ownRole = await findPanelRole(owner, 'strapi-super-admin');
  const all = await ask<Grant[]>({ ...owner, path: `/admin/roles/${ownRole}/permissions` });
  const permissions = all
    .filter(({ action, subject }) =>
      subject === null ? action.startsWith('plugin::pioneer.') : THEIR_TYPES.includes(subject),
    )
    .map(({ id: _id, ...grant }) => grant);
  return buildPanelUser(owner, await buildPanelRole(owner, permissions));
}

async function ask<Data>(request: WireRequest): Promise<Data> {
  const answer = await send(request);
  if (answer.status >= 300) throw new Error(`${request.path}: ${answer.status} ${answer.text}`);
  return answer.body.data as Data;
}
