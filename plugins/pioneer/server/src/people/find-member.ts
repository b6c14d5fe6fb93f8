import type { Core } from '@strapi/strapi';
import type { MemberDetail } from '../../../contract/look-ups';
import type { People } from '../masking/show-people';
import { DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { openPhone } from './phone';
import { members } from './tables';

/** One member, for administrators who must reach somebody. @throws DomainError NOT_FOUND */
export async function findMember(
  strapi: Core.Strapi,
  id: string,
  people: People,
): Promise<MemberDetail> {
  const member = await findRow({ trx: strapi.db.connection }, members, { id });
  if (member === null) throw new DomainError('NOT_FOUND');
  const { number, phoneHash, phoneSealed } = member;
  const hasPhone = phoneHash !== null && phoneSealed !== null;
  return {
    id,
    number,
    name: people.name(member),
    phone: hasPhone ? people.phone(member, openPhone(strapi, { phoneHash, phoneSealed })) : null,
  };
}
