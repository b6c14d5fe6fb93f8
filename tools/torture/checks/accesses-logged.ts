import type { AccessKind } from 'strapi-plugin-pioneer/contract';
import { countBy } from '../../group';
import { rowsOf } from '../../replay/evidence/open-database';
import { byKey, isDone, isUnknown, type Attempt } from '../history';
import type { Findings, TortureEvidence } from './evidence';

/** Which entry of the access log belongs to a request, by what it asked for. */
const LOGGED: Readonly<Record<string, (about: Attempt['about']) => Entry>> = {
  addMembership: ({ memberId = '' }) => ({
    kind: 'rolesChanged',
    subject: memberId,
    path: '/pioneer/memberships',
  }),
  endMembership: ({ memberId = '', membershipId = '' }) => ({
    kind: 'rolesChanged',
    subject: memberId,
    path: `/pioneer/memberships/${membershipId}/end`,
  }),
  appoint: ({ memberId = '', postId = '' }) => ({
    kind: 'rolesChanged',
    subject: memberId,
    path: `/pioneer/posts/${postId}/appoint`,
  }),
  dismiss: ({ memberId = '', postId = '' }) => ({
    kind: 'rolesChanged',
    subject: memberId,
    path: `/pioneer/posts/${postId}/dismiss`,
  }),
  // Who was erased is all that there is to say.
  erase: ({ memberId = '' }) => ({ kind: 'erasure', subject: memberId, path: '' }),
  revoke: grantEntry,
  grant: grantEntry,
  readMember: ({ memberId = '' }) => ({
    kind: 'personRead',
    subject: '',
    path: `/pioneer/members/${memberId}`,
  }),
};

function grantEntry({ roleId = '' }: Attempt['about']): Entry {
  return { kind: 'panelRightsChanged', subject: '', path: `/users-permissions/roles/${roleId}` };
}

interface Entry {
  readonly kind: AccessKind;
  readonly subject: string;
  readonly path: string;
}

/**
 * I22: every change of roles, erasure, change of permissions and look at a person has one entry in
 * the access log, with who, from where and the request's id; nothing has two.
 */
export async function findUnloggedAccesses({ db, history }: TortureEvidence): Promise<Findings> {
  const found = countBy(await rowsOf<LogRow>(db, LOG), keyOfRow);
  const asked = byKey(history.attempts).filter(([first]) => (first?.op ?? '') in LOGGED);
  const keys = [...new Set(asked.map(keyOfWork))];
  const done = countBy(asked.filter(isDone), keyOfWork);
  const unknown = countBy(asked.filter(isUnknown), keyOfWork);
  const anonymous = await rowsOf<AnonymousRow>(db, ANONYMOUS);
  return {
    breaches: [
      ...keys.flatMap((key) => {
        const [least, logged] = [done.get(key) ?? 0, found.get(key) ?? 0];
        const most = least + (unknown.get(key) ?? 0);
        if (least <= logged && logged <= most) return [];
        return [`${key}: ${logged} entries, done ${least} times and perhaps up to ${most}`];
      }),
      ...anonymous.map(describeAnonymous),
    ],
    looked: asked.length,
  };
}

interface LogRow {
  readonly kind: string;
  readonly subject_id: string | null;
  readonly details: string;
}

interface AnonymousRow {
  readonly id: number;
  readonly kind: string;
  readonly actor_id: string | null;
  readonly ip: string;
  readonly request_id: string | null;
  readonly details: string;
}

/** With all that it does say, which is what tells how it came about. */
function describeAnonymous({ id, kind, actor_id, ip, request_id, details }: AnonymousRow): string {
  const [who, where, asked] = [actor_id ?? 'nobody', ip || 'nowhere', request_id ?? 'no request'];
  return `entry ${id} (${kind} ${details}) is of ${who}, from ${where}, under ${asked}`;
}

const LOG = 'select kind, subject_id, details from pioneer_access_log where is_success';
const ANONYMOUS = `
  select id, kind, actor_id, ip, request_id, details from pioneer_access_log
  where is_success and kind in ('rolesChanged', 'erasure', 'panelRightsChanged', 'personRead')
    and (actor_id is null or request_id is null or ip = '')`;

function keyOfRow({ kind, subject_id, details }: LogRow): string {
  const { path } = JSON.parse(details) as { path?: string };
  return wordsOf([kind, subject_id, path]);
}

function keyOfWork([first]: readonly Attempt[]): string {
  const entry = first && LOGGED[first.op]?.(first.about);
  return wordsOf([entry?.kind, entry?.subject, entry?.path]);
}

function wordsOf(parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
