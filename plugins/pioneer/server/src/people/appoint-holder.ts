import type { Core } from '@strapi/strapi';
import { findAppointmentRefusal, holdsAt } from '../../../core/people/posts';
import { assertStays } from '../privacy/assert-stays';
import { insertRecorded } from '../record/recorded-writes';
import type { Actor } from '../record/event-table';
import type { CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { findRow, findRows } from '../shared/rows';
import { mayAppointCondition } from './post-holders';
import { signInNameOf } from './sign-in-name';
import { members, postHoldings, posts, type PostHoldingRow } from './tables';
import { monthsLater } from './town-time';

/** Who appoints or dismisses, and how the record names them. */
export interface Appointer {
  readonly reader: CallingMember | 'administrator';
  readonly actor: Actor;
}

/**
 * Gives a member a post for its term, from now on. The post's row is locked, so that two
 * appointments at once do not both find the last place.
 *
 * @returns the holding
 * @throws DomainError NOT_FOUND, POST_APPOINTER_REQUIRED, MEMBER_UNKNOWN, POST_INACTIVE,
 * POST_HELD_ALREADY, POST_FULL, MEMBER_ERASED
 */
export async function appointHolder(
  strapi: Core.Strapi,
  transaction: Transaction,
  request: {
    readonly postId: string;
    readonly number: string;
    readonly by: Appointer;
  },
): Promise<PostHoldingRow> {
  const { postId, number, by } = request;
  const { now } = transaction;
  const post = await findRow(transaction, posts, { id: postId }, { isLocked: true });
  if (post === null) throw new DomainError('NOT_FOUND');
  const mayAppoint = await appoints(transaction, postId, by);
  if (!mayAppoint) throw new DomainError('POST_APPOINTER_REQUIRED');
  const member = await findRow(transaction, members, { signInName: signInNameOf(number) });
  if (member === null) throw new DomainError('MEMBER_UNKNOWN', { number });
  await assertStays(transaction, [member.id]);
  const holdings = await findHeld(transaction, postId);
  const isHolder = holdings.some(({ memberId }) => memberId === member.id);
  const { isActive, maxHolders, termMonths } = post;
  assertAllowed(
    findAppointmentRefusal({
      isActive,
      maxHolders,
      holders: holdings.length,
      isHolder,
      mayAppoint,
    }),
  );
  const until = termMonths === null ? null : monthsLater(strapi, now, termMonths);
  const appointedById = by.reader === 'administrator' ? null : by.reader.id;
  const values = { postId, memberId: member.id, since: now, until, appointedById };
  const happening = { type: 'postHolding.begun', actor: by.actor };
  return insertRecorded(transaction, postHoldings, values, happening);
}

/** Whether they may appoint and dismiss holders of the post. */
export async function appoints(
  { trx }: Transaction,
  postId: string,
  { reader }: Appointer,
): Promise<boolean> {
  const found = await trx(`${posts.name} as p`)
    .where('p.document_id', postId)
    .where(mayAppointCondition(trx, reader))
    .first<{ id: number } | undefined>('p.id');
  return found !== undefined;
}

async function findHeld(transaction: Transaction, postId: string): Promise<PostHoldingRow[]> {
  const found = await findRows(transaction, postHoldings, { postId });
  return found.filter((held) => holdsAt(held, transaction.now));
}
