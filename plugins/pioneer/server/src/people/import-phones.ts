import type { Core } from '@strapi/strapi';
import { refusal, type Refusal } from '../../../core/errors';
import { selectIn, type Transaction } from '../shared/database';
import type { Indexed, RefusedRow } from './import-rows';
import { keepPhone, readPhone, type KeptPhone } from './phone';
import { signInNameOf } from './sign-in-name';
import { members } from './tables';

/** A row with what becomes of the member's phone; undefined leaves it as it is. */
export type WithPhone<Row> = Omit<Row, 'phone'> & {
  readonly kept: KeptPhone | typeof NO_PHONE | undefined;
};

export const NO_PHONE = { phoneHash: null, phoneSealed: null } as const;

interface PhoneRow {
  readonly number: string;
  readonly phone?: string | null | undefined;
}

/**
 * Reads the phones of an import. A row is refused alone when its phone is none (PHONE_INVALID), or
 * when another member or a row before it has it (PHONE_TAKEN): who takes over somebody's phone
 * comes in the import after the one that frees it. Refusals never repeat a phone.
 */
export async function resolvePhones<Row extends PhoneRow>(
  strapi: Core.Strapi,
  transaction: Transaction,
  rows: readonly Indexed<Row>[],
): Promise<{ readonly accepted: Indexed<WithPhone<Row>>[]; readonly refused: RefusedRow[] }> {
  const read = rows.map(({ phone, ...row }) => ({ row, kept: phoneToKeep(strapi, phone) }));
  const hashes = read.flatMap(({ kept }) => (kept === 'invalid' ? [] : (kept?.phoneHash ?? [])));
  const holders = await findHolders(transaction, hashes);
  const accepted: Indexed<WithPhone<Row>>[] = [];
  const refused: RefusedRow[] = [];
  for (const { row, kept } of read) {
    const { index, number } = row;
    if (kept === 'invalid') {
      refused.push({ index, refusal: refusal('PHONE_INVALID') });
      continue;
    }
    const taken = findTaken(holders, number, kept);
    if (taken !== null) {
      refused.push({ index, refusal: taken });
      continue;
    }
    if (typeof kept?.phoneHash === 'string') holders.set(kept.phoneHash, number);
    accepted.push({ ...row, kept });
  }
  return { accepted, refused };
}

function phoneToKeep(
  strapi: Core.Strapi,
  phone: string | null | undefined,
): KeptPhone | typeof NO_PHONE | undefined | 'invalid' {
  if (phone === undefined) return undefined;
  if (phone === null) return NO_PHONE;
  const read = readPhone(strapi, phone);
  return read === null ? 'invalid' : keepPhone(strapi, read.number);
}

/** Member numbers by the hash of the phone that they have. */
async function findHolders(
  { trx }: Transaction,
  hashes: readonly string[],
): Promise<Map<string, string>> {
  const found = await selectIn(hashes, (part) =>
    trx(members.name)
      .whereIn('phone_hash', part)
      .select<{ hash: string; number: string }[]>({ hash: 'phone_hash', number: 'number' }),
  );
  return new Map(found.map(({ hash, number }) => [hash, number]));
}

function findTaken(
  holders: ReadonlyMap<string, string>,
  number: string,
  kept: KeptPhone | typeof NO_PHONE | undefined,
): Refusal | null {
  const holder = holders.get(kept?.phoneHash ?? '');
  if (holder === undefined || signInNameOf(holder) === signInNameOf(number)) return null;
  return refusal('PHONE_TAKEN', { number: holder });
}
