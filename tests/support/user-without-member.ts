import { buildMember } from './people';
import type { Town } from './town';

/**
 * Somebody who is signed in with an account that belongs to no member. Activation is the only way
 * to an account, so the two are parted by SQL, as an operator's repair might leave them.
 */
export async function buildUserWithoutMember(town: Town): Promise<{ readonly token: string }> {
  const { id, token } = await buildMember(town);
  await town.rows('pioneer_members').where({ document_id: id }).update({ user_id: null });
  return { token };
}
