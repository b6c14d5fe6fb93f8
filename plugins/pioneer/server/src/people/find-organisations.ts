import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import type { OrganisationView } from '../../../contract/people';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { organisationClosures, organisations } from './tables';

type Query = RequestOf<Endpoints['organisation.find']>['query'];
type Page = ResponseOf<Endpoints['organisation.find']>;

const cursorSchema = z.tuple([z.string()]);

/** A page of organisations by code: the roots, the children of one, or everything below one. */
export async function findOrganisations(strapi: Core.Strapi, query: Query): Promise<Page> {
  const knex = strapi.db.connection;
  const select = selectOrganisations(knex)
    .orderBy('o.code')
    .limit(query.limit + 1);
  const { parent, within, cursor } = query;
  if (parent !== undefined) void select.where('o.parent_id', parent);
  if (within !== undefined) {
    void select.whereIn(
      'o.document_id',
      knex(organisationClosures.name).where('ancestor_id', within).select('descendant_id'),
    );
  }
  if (parent === undefined && within === undefined) void select.whereNull('o.parent_id');
  if (cursor !== undefined) void select.where('o.code', '>', ...decodeCursor(cursor, cursorSchema));
  const found: Record<string, unknown>[] = await select;
  const shown = found.slice(0, query.limit).map(presentOrganisation);
  const last = shown.at(-1);
  const hasMore = found.length > query.limit && last !== undefined;
  return { data: shown, nextCursor: hasMore ? encodeCursor([last.code]) : null };
}

/** One organisation. @throws DomainError NOT_FOUND */
export async function findOrganisation(strapi: Core.Strapi, id: string): Promise<OrganisationView> {
  const found = await selectOrganisations(strapi.db.connection)
    .where('o.document_id', id)
    .first<Record<string, unknown> | undefined>();
  if (found === undefined) throw new DomainError('NOT_FOUND');
  return presentOrganisation(found);
}

/** The depth of an organisation is the distance to the furthest one above it. */
export function selectOrganisations(knex: Knex): Knex.QueryBuilder {
  return knex(`${organisations.name} as o`)
    .select(selectOf(knex, organisations, 'o'))
    .select({
      depth: knex(`${organisationClosures.name} as up`)
        .where('up.descendant_id', knex.ref('o.document_id'))
        .max('up.depth'),
    });
}

/** What everybody may see of it. */
export function presentOrganisation(found: Readonly<Record<string, unknown>>): OrganisationView {
  const { id, version, code, name, kind, parentId } = rowIn(organisations, 'o', found);
  return { id, version, code, name, kind, parentId, depth: Number(found.depth) };
}
