import type { Sight } from '../../../core/privacy/sight';
import type { Language } from '../../../core/words';
import type { Membership } from '../../../core/people/roles';
import type { Actor } from '../record/event-table';
import { DomainError } from './domain-error';

/** The member on whose behalf a request acts, with the memberships that hold now. */
export interface CallingMember {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly memberships: readonly Membership[];
}

/** Who asks: a member, nobody in particular, or an administrator of the admin panel. */
export interface Caller {
  readonly member: CallingMember | null;
  /** documentId of the administrator, on routes of the admin panel. */
  readonly administratorId: string | null;
  /** What this administrator sees of members; of no use for others. */
  readonly panelSight: Sight;
  readonly language: Language;
}

/** The member who asks; refuses callers who are none. */
export function memberOf(caller: Caller): CallingMember {
  if (caller.member === null) throw new DomainError('MEMBER_REQUIRED');
  return caller.member;
}

/** How the record names a member. */
export function actorOf(member: CallingMember): Actor {
  return { kind: 'member', id: member.id };
}

/** How the record names an administrator. */
export function administratorOf(caller: Caller): Actor {
  return { kind: 'administrator', id: caller.administratorId };
}
