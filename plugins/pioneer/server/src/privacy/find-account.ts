import { SESSIONS, USERS } from '../people/granted-caller';
import { members, USER_COLUMN } from '../people/tables';
import type { Reading } from '../shared/database';

/** The account of a member as a copy tells it: nothing that others could sign in with. */
export async function findAccount({ trx }: Reading, memberId: string) {
  const user = await trx(`${members.name} as m`)
    .join(`${USERS} as u`, 'u.id', `m.${USER_COLUMN}`)
    .where('m.document_id', memberId)
    .first<Record<string, unknown> | undefined>({
      id: 'u.id',
      username: 'u.username',
      email: 'u.email',
      createdAt: 'u.created_at',
    });
  if (user === undefined) return null;
  const { id, username, email, createdAt } = user;
  const sessions: Record<string, unknown>[] = await trx(SESSIONS)
    .where({ user_id: String(id), origin: 'users-permissions' })
    .orderBy('id')
    .select({ device: 'metadata', startedAt: 'created_at', endsAt: 'absolute_expires_at' });
  return {
    username,
    email,
    createdAt: momentOf(createdAt),
    sessions: sessions.map(({ device, startedAt, endsAt }) => ({
      device: typeof device === 'string' ? (JSON.parse(device) as unknown) : device,
      startedAt: momentOf(startedAt),
      endsAt: momentOf(endsAt),
    })),
  };
}

/** A moment of a column that Strapi keeps. */
export function momentOf(stored: unknown): string | null {
  return stored === null || stored === undefined
    ? null
    : new Date(stored as Date | number | string).toISOString();
}
