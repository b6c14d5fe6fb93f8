import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { refusal, type Refusal } from '../../../core/errors';
import { ACTIVATION_CODE_LENGTH, activationCodeFrom } from '../../../core/people/activation-code';
import { DAY, type Instant } from '../../../core/time';
import type { Actor } from '../record/event-table';
import { selectIn, type Transaction } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { activationHashOf } from './activation-hash';
import { updateUnlessOvertaken, type RefusedRow } from './import-rows';
import { signInNameOf } from './sign-in-name';
import { members, USER_COLUMN, type MemberRow } from './tables';

/** Codes travel on paper and by word of mouth: long enough for that. */
const CODE_LIFETIME = 30 * DAY;

export interface Invitation {
  readonly memberId: string;
  readonly number: string;
  readonly code: string;
  readonly expiresAt: Instant;
}

/** A member and whether it has an account already. */
interface Invited {
  readonly member: MemberRow;
  readonly isActive: boolean;
}

/**
 * Makes a one-time code for each of these members, in place of one they may have. Codes are in the
 * answer alone; the database keeps an HMAC.
 *
 * A number that cannot be used is refused alone: MEMBER_UNKNOWN, MEMBER_ALREADY_ACTIVE,
 * ROW_REPEATED.
 */
export async function inviteMembers(
  strapi: Core.Strapi,
  transaction: Transaction,
  request: { readonly numbers: readonly string[]; readonly actor: Actor },
): Promise<{ readonly codes: Invitation[]; readonly refused: RefusedRow[] }> {
  const { numbers, actor } = request;
  const known = await findInvited(transaction, numbers);
  const codes: Invitation[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Set<string>();
  for (const [index, number] of numbers.entries()) {
    const signInName = signInNameOf(number);
    const invited = known.get(signInName);
    const reason = findRefusal(number, invited, seen.has(signInName));
    seen.add(signInName);
    if (reason !== null) refused.push({ index, refusal: reason });
    else if (invited) codes.push(await invite(strapi, transaction, invited.member, actor));
  }
  return { codes, refused };
}

async function findInvited(
  { trx }: Transaction,
  numbers: readonly string[],
): Promise<Map<string, Invited>> {
  const found = await selectIn(numbers.map(signInNameOf), (part) =>
    trx(`${members.name} as m`)
      .whereIn('m.sign_in_name', part)
      .select<Record<string, unknown>[]>([
        selectOf(trx, members, 'm'),
        `m.${USER_COLUMN} as user_id`,
      ]),
  );
  return new Map(
    found.map((row) => {
      const member = rowIn(members, 'm', row);
      return [member.signInName, { member, isActive: row.user_id !== null }];
    }),
  );
}

/** Active is who has an account now; whose account was deleted may be invited again. */
function findRefusal(
  number: string,
  invited: Invited | undefined,
  isRepeated: boolean,
): Refusal | null {
  if (isRepeated) return refusal('ROW_REPEATED', { key: number });
  if (invited === undefined) return refusal('MEMBER_UNKNOWN', { number });
  return invited.isActive ? refusal('MEMBER_ALREADY_ACTIVE', { number }) : null;
}

async function invite(
  strapi: Core.Strapi,
  transaction: Transaction,
  member: MemberRow,
  actor: Actor,
): Promise<Invitation> {
  const code = activationCodeFrom(randomBytes(ACTIVATION_CODE_LENGTH));
  const expiresAt = transaction.now + CODE_LIFETIME;
  const changes = {
    activationHash: activationHashOf(strapi, { memberId: member.id, code }),
    activationExpiresAt: expiresAt,
    activationAttempts: 0,
  };
  const happening = { type: 'member.invited', actor };
  await updateUnlessOvertaken(transaction, members, member, changes, happening);
  return { memberId: member.id, number: member.number, code, expiresAt };
}
