import type { Core } from '@strapi/strapi';
import type { Finding } from '../../../core/record/verification';
import { MAX_FINDINGS } from '../record/verify-record';
import type { Reading } from '../shared/database';
import { streamRows } from '../shared/rows';
import { openPhone, phoneHashOf } from './phone';
import { signInNameOf } from './sign-in-name';
import { members, type MemberRow } from './tables';

/**
 * Holds what identifies members at sign-in against what the record proves: the name that is looked
 * for against the number, the sealed phone against its hash. A finding shows no phone: it says whose
 * cannot be opened by the present secret.
 */
export async function verifySignIn(strapi: Core.Strapi, reading: Reading): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const batch of streamRows(reading, members)) {
    for (const member of batch) findings.push(...findingsOf(strapi, member));
    if (findings.length >= MAX_FINDINGS) break;
  }
  return findings;
}

function* findingsOf(strapi: Core.Strapi, member: MemberRow): Generator<Finding> {
  const { id, number, signInName: found, phoneHash, phoneSealed } = member;
  const recorded = signInNameOf(number);
  if (recorded !== found)
    yield { table: members.name, id, column: 'sign_in_name', recorded, found };
  if (isSealed(strapi, phoneHash, phoneSealed)) return;
  yield {
    table: members.name,
    id,
    column: 'phone_sealed',
    recorded: 'what the hash is of',
    found: phoneSealed === null ? null : 'something else',
  };
}

function isSealed(
  strapi: Core.Strapi,
  phoneHash: string | null,
  phoneSealed: string | null,
): boolean {
  if (phoneHash === null || phoneSealed === null) return phoneHash === phoneSealed;
  try {
    return phoneHashOf(strapi, openPhone(strapi, { phoneHash, phoneSealed })) === phoneHash;
  } catch {
    return false;
  }
}
