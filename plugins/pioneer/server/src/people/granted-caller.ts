import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { MEMBERSHIP_ROLES, type Membership } from '../../../core/people/roles';
import type { CallingMember } from '../shared/caller';
import { choice, type Stored } from '../shared/columns';
import { members, memberships, USER_COLUMN } from './tables';

/** Tables of users-permissions and of Strapi's sessions; both databases name them alike. */
export const USERS = 'up_users';
const ROLES = 'up_roles';
const USER_ROLES = 'up_users_role_lnk';
const PERMISSIONS = 'up_permissions';
const PERMISSION_ROLES = 'up_permissions_role_lnk';
export const SESSIONS = 'strapi_sessions';

/** A user who is neither blocked nor signed out, and whether its role may do what was asked. */
export interface GrantedUser {
  readonly id: number;
  readonly documentId: string;
  readonly isGranted: boolean;
  /** Null when the user belongs to no member. */
  readonly member: CallingMember | null;
}

const role = choice(MEMBERSHIP_ROLES);

/** Whether the public may do this. */
export async function findGrantedPublic(strapi: Core.Strapi, action: string): Promise<boolean> {
  const found = await strapi.db
    .connection(`${ROLES} as r`)
    .where('r.type', 'public')
    .whereExists(grantOf(strapi.db.connection, 'r.id', action))
    .first<object | undefined>('r.id');
  return found !== undefined;
}

/**
 * The user of a session with member and running memberships: one row for each membership.
 * Signing out deletes the session's row, which ends its access tokens at once.
 */
export async function findGrantedUser(
  strapi: Core.Strapi,
  asked: { readonly userId: string; readonly sessionId: string; readonly action: string },
): Promise<GrantedUser | null> {
  const knex = strapi.db.connection;
  const rows: Record<string, Stored>[] = await knex(`${USERS} as u`)
    .leftJoin(`${USER_ROLES} as r`, 'r.user_id', 'u.id')
    .leftJoin(`${members.name} as m`, `m.${USER_COLUMN}`, 'u.id')
    .leftJoin(`${memberships.name} as ms`, (join) => {
      join.on('ms.member_id', 'm.document_id').onNull('ms.ended_at');
    })
    .where('u.id', Number(asked.userId))
    .where((unblocked) => {
      void unblocked.where('u.blocked', false).orWhereNull('u.blocked');
    })
    .whereExists(
      knex(`${SESSIONS} as s`)
        .where({ 's.session_id': asked.sessionId, 's.user_id': asked.userId })
        .where('s.origin', 'users-permissions')
        .select(knex.raw('1')),
    )
    // The first membership stays the first: claims are credited by it.
    .orderBy('ms.id')
    .select({
      user_id: 'u.id',
      user_document_id: 'u.document_id',
      member_id: 'm.document_id',
      number: 'm.number',
      name: 'm.name',
      organisation_id: 'ms.organisation_id',
      role: 'ms.role',
      grant: grantOf(knex, 'r.role_id', asked.action).limit(1),
    });
  const [first] = rows;
  if (first === undefined) return null;
  return {
    id: Number(first.user_id),
    documentId: String(first.user_document_id),
    isGranted: first.grant !== null,
    member: memberFrom(rows),
  };
}

/** The grant of an action to a role, if there is one. */
function grantOf(knex: Knex, roleColumn: string, action: string): Knex.QueryBuilder {
  return knex(`${PERMISSIONS} as p`)
    .join(`${PERMISSION_ROLES} as pr`, 'pr.permission_id', 'p.id')
    .where('pr.role_id', knex.ref(roleColumn))
    .where('p.action', action)
    .select('p.id');
}

function memberFrom(rows: readonly Record<string, Stored>[]): CallingMember | null {
  const [first] = rows;
  if (first === undefined || first.member_id === null) return null;
  return {
    id: String(first.member_id),
    number: String(first.number),
    name: String(first.name),
    memberships: rows.flatMap(membershipFrom),
  };
}

function membershipFrom(row: Record<string, Stored>): Membership[] {
  if (row.organisation_id === null || row.organisation_id === undefined) return [];
  return [{ organisationId: String(row.organisation_id), role: role.decode(row.role ?? null) }];
}
