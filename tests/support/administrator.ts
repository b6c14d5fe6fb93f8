import { randomBytes } from 'node:crypto';
import { send } from './http';
import type { ServerProcess } from '../../tools/server-process';

/** Who manages a test server; the session lasts longer than any run. */
export interface AdministratorSession {
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/**
 * Registers the first administrator as an operator does: opens the one-time address, keeps the
 * cookie that it sets, sends the form.
 */
export async function registerAdministrator(
  server: Pick<ServerProcess, 'url' | 'firstAdministratorUrl'>,
): Promise<AdministratorSession> {
  const { url, firstAdministratorUrl } = server;
  if (firstAdministratorUrl === null) throw new Error('The server has an administrator already.');
  const opened = await fetch(firstAdministratorUrl, { redirect: 'manual' });
  return fillInRegistration(url, opened.headers.getSetCookie());
}

/** Sends the form with the cookies that the one-time address has set. */
export async function fillInRegistration(
  url: string,
  cookies: readonly string[],
): Promise<AdministratorSession> {
  const email = 'administrator@town.invalid';
  const password = `Aa1${randomBytes(12).toString('hex')}`;
  const answer = await send({
    method: 'POST',
    url,
    path: '/admin/register-admin',
    headers: { cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') },
    body: { firstname: '陈', lastname: '', email, password },
  });
  const { token } = (answer.body.data ?? {}) as { token?: string };
  if (token === undefined) throw new Error(`No administrator: ${answer.status} ${answer.text}`);
  return { email, password, token };
}
