import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { MAX_LOOKED_UP, type MemberRef } from '../../../contract/look-ups';
import type { OrganisationView } from '../../../contract/people';
import { searchWordsOf } from '../../../core/work/search-text';
import type { People } from '../masking/show-people';
import { rowIn, selectOf } from '../shared/rows';
import { findOrganisation, presentOrganisation, selectOrganisations } from './find-organisations';
import { members } from './tables';

type OrganisationDetail = ResponseOf<Endpoints['organisations.findOne']>['data'];

/** The first organisations by code whose code or name holds every word of the query. */
export async function searchOrganisations(
  strapi: Core.Strapi,
  q: string,
): Promise<OrganisationView[]> {
  const select = selectOrganisations(strapi.db.connection).orderBy('o.code').limit(MAX_LOOKED_UP);
  whereHolds(select, ['o.code', 'o.name'], q);
  const found: Record<string, unknown>[] = await select;
  return found.map(presentOrganisation);
}

/** One organisation with the one above it. @throws DomainError NOT_FOUND */
export async function lookUpOrganisation(
  strapi: Core.Strapi,
  id: string,
): Promise<OrganisationDetail> {
  const organisation = await findOrganisation(strapi, id);
  const { parentId } = organisation;
  if (parentId === null) return { ...organisation, parent: null };
  const parent = await findOrganisation(strapi, parentId);
  return { ...organisation, parent: { id: parent.id, code: parent.code, name: parent.name } };
}

/**
 * The first members by number whose number or name holds every word of the query; whoever sees no
 * names looks for numbers alone, or search would tell them.
 */
export async function searchMembers(
  strapi: Core.Strapi,
  q: string,
  people: People,
): Promise<MemberRef[]> {
  const select = strapi.db
    .connection(`${members.name} as m`)
    .select(selectOf(strapi.db.connection, members, 'm'))
    .whereNull('m.erased_at')
    .orderBy('m.sign_in_name')
    .limit(MAX_LOOKED_UP);
  whereHolds(select, ['m.sign_in_name', ...(people.isNamed ? ['m.name'] : [])], q);
  const found: Record<string, unknown>[] = await select;
  return found.map((row) => {
    const member = rowIn(members, 'm', row);
    return { id: member.id, number: member.number, name: people.name(member) };
  });
}

function whereHolds(select: Knex.QueryBuilder, columns: readonly string[], q: string): void {
  for (const word of searchWordsOf(q)) {
    const pattern = `%${word.replaceAll(/[!%_]/g, '!$&')}%`;
    void select.where((either) => {
      for (const column of columns) {
        void either.orWhereRaw("lower(??) like ? escape '!'", [column, pattern]);
      }
    });
  }
}
