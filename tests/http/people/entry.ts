import type { Answer } from '../../support/http';
import type { InvitedMember, Member } from '../../support/people';
import { count } from '../../support/rows';
import type { Town } from '../../support/town';

/** Sends an activation as it is, to see the whole answer. */
export function activateBy(
  town: Town,
  { number, code }: Pick<InvitedMember, 'number' | 'code'>,
  password: string,
): Promise<Answer> {
  const body = { number, code, password };
  return town.send({ method: 'POST', path: '/api/pioneer/activate', body });
}

/** The same for a sign-in. */
export function signInBy(
  town: Town,
  { number, password }: Pick<Member, 'number' | 'password'>,
): Promise<Answer> {
  const body = { number, password };
  return town.send({ method: 'POST', path: '/api/pioneer/sign-in', body });
}

/** Who a token speaks for, or why for nobody. */
export function whoIs(town: Town, token: string): Promise<Answer> {
  return town.send({ path: '/api/pioneer/me', token });
}

/** How many accounts there are for a member number. */
export function accountsOf(town: Town, number: string): Promise<number> {
  return count(town.rows('up_users').where({ username: number.toLowerCase() }));
}
