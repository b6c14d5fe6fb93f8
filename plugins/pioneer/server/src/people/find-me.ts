import type { Core } from '@strapi/strapi';
import type { Me } from '../../../contract/people';
import type { CallingMember } from '../shared/caller';
import { nameFor } from '../masking/show-person';
import { organisationRefFrom, organisationRefSelect } from './refs';
import { organisations } from './tables';

/** The member who asks, with the organisations of the running memberships by code. */
export async function findMe(strapi: Core.Strapi, member: CallingMember): Promise<Me> {
  const { id, number, name, memberships } = member;
  const found: Record<string, unknown>[] = await strapi.db
    .connection(`${organisations.name} as o`)
    .whereIn(
      'o.document_id',
      memberships.map(({ organisationId }) => organisationId),
    )
    .orderBy('o.code')
    .select(organisationRefSelect('o'));
  return {
    id,
    number,
    name: nameFor('self', name),
    memberships: found.flatMap((row) => {
      const organisation = organisationRefFrom('o', row);
      return memberships
        .filter(({ organisationId }) => organisationId === organisation.id)
        .map(({ role }) => ({ organisation, role }));
    }),
  };
}
