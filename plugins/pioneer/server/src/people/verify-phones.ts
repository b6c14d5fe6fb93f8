import type { Core } from '@strapi/strapi';
import type { Finding } from '../record/verify-record';
import type { Reading } from '../shared/database';
import { openPhone, phoneHashOf } from './phone';
import { members } from './tables';

/**
 * Holds every sealed phone against its hash, which the record proves. A finding does not show
 * either: it says which member's phone cannot be opened by the present secret.
 */
export async function verifyPhones(strapi: Core.Strapi, { trx }: Reading): Promise<Finding[]> {
  const found: { id: string; phoneHash: string | null; phoneSealed: string | null }[] = await trx(
    members.name,
  )
    .whereNotNull('phone_hash')
    .orWhereNotNull('phone_sealed')
    .select({ id: 'document_id', phoneHash: 'phone_hash', phoneSealed: 'phone_sealed' });
  return found
    .filter(({ phoneHash, phoneSealed }) => !isSealed(strapi, phoneHash, phoneSealed))
    .map(({ id, phoneSealed }) => ({
      table: members.name,
      id,
      column: 'phone_sealed',
      recorded: 'what the hash is of',
      found: phoneSealed === null ? null : 'something else',
    }));
}

function isSealed(
  strapi: Core.Strapi,
  phoneHash: string | null,
  phoneSealed: string | null,
): boolean {
  if (phoneHash === null || phoneSealed === null) return false;
  try {
    return phoneHashOf(strapi, openPhone(strapi, { phoneHash, phoneSealed })) === phoneHash;
  } catch {
    return false;
  }
}
