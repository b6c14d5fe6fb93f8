import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';

export const FIRST_ADMINISTRATOR_PATH = '/first-administrator/';

/** Time to fill in the form after the address was opened. */
export const FIRST_ADMINISTRATOR_WINDOW_MS = 15 * 60 * 1000;

const STORE = { type: 'core', name: 'first_administrator', key: 'nonce' } as const;
const STORED_KEY = `${STORE.type}_${STORE.name}_${STORE.key}`;

/**
 * Makes the nonce of the address while there is no administrator; run by one node at a time, so
 * that all of them print the same address.
 */
export async function expectFirstAdministrator(strapi: Core.Strapi): Promise<void> {
  if ((await hasAdministrator(strapi)) || (await findNonce(strapi)) !== null) return;
  await strapi.store(STORE).set({ value: randomBytes(16).toString('hex') });
}

/**
 * The address at which the first administrator of this database registers, or null when there is
 * an administrator already. The database holds only a nonce of which the address carries the HMAC,
 * so no dump of the database gives the address away.
 */
export async function firstAdministratorAddress(
  strapi: Core.Strapi,
  url: string,
): Promise<string | null> {
  const nonce = await findNonce(strapi);
  if (nonce === null || (await hasAdministrator(strapi))) return null;
  return `${url}${FIRST_ADMINISTRATOR_PATH}${tokenOf(strapi, nonce)}`;
}

/**
 * Uses the address up; says whether it was the right one. Of two who open it at the same moment,
 * on whatever node, one succeeds.
 */
export async function openFirstAdministratorAddress(
  strapi: Core.Strapi,
  token: string,
): Promise<boolean> {
  const nonce = await findNonce(strapi);
  if (nonce === null || !isSame(token, tokenOf(strapi, nonce))) return false;
  const { count } = await strapi.db
    .query('strapi::core-store')
    .deleteMany({ where: { key: STORED_KEY, value: JSON.stringify(nonce) } });
  return count > 0 && !(await hasAdministrator(strapi));
}

async function hasAdministrator(strapi: Core.Strapi): Promise<boolean> {
  return (await strapi.db.query('admin::user').count()) > 0;
}

async function findNonce(strapi: Core.Strapi): Promise<string | null> {
  return (await strapi.store(STORE).get({})) as string | null;
}

function tokenOf(strapi: Core.Strapi, nonce: string): string {
  const [key = ''] = strapi.config.get<string[]>('server.app.keys');
  return createHmac('sha256', key).update(`first administrator ${nonce}`).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
