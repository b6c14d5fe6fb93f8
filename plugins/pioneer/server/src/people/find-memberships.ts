import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import type { MembershipView } from '../../../contract/memberships';
import { isoOrNull } from '../../../core/time';
import type { People } from '../masking/show-people';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { organisationRefFrom, organisationRefSelect } from './refs';
import { members, memberships, organisations } from './tables';

type Query = RequestOf<Endpoints['memberships.find']>['query'];
type Page = ResponseOf<Endpoints['memberships.find']>;

/** Code of the organisation, sign-in name of the member, role: together they are unique. */
const cursorSchema = z.tuple([z.string(), z.string(), z.string()]);

/** A page of memberships of a member, of an organisation, or of everybody. */
export async function findMemberships(
  strapi: Core.Strapi,
  query: Query,
  people: People,
): Promise<Page> {
  const { member, organisation, view, cursor } = query;
  const select = selectMemberships(strapi.db.connection)
    .orderBy(['o.code', 'm.sign_in_name', 'ms.role'])
    .limit(query.limit + 1);
  if (member !== undefined) void select.where('ms.member_id', member);
  if (organisation !== undefined) void select.where('ms.organisation_id', organisation);
  if (view === 'running') void select.whereNull('ms.ended_at');
  if (view === 'ended') void select.whereNotNull('ms.ended_at');
  if (cursor !== undefined) {
    const place = decodeCursor(cursor, cursorSchema);
    void select.whereRaw('(o.code, m.sign_in_name, ms.role) > (?, ?, ?)', place);
  }
  const found: Record<string, unknown>[] = await select;
  const last = found.length > query.limit ? found[query.limit - 1] : undefined;
  return {
    data: found.slice(0, query.limit).map((row) => presentMembership(row, people)),
    nextCursor: last === undefined ? null : encodeCursor(placeOf(last)),
  };
}

/** One membership, running or ended. @throws DomainError NOT_FOUND */
export async function findMembership(
  strapi: Core.Strapi,
  id: string,
  people: People,
): Promise<MembershipView> {
  const found = await selectMemberships(strapi.db.connection)
    .where('ms.document_id', id)
    .first<Record<string, unknown> | undefined>();
  if (found === undefined) throw new DomainError('NOT_FOUND');
  return presentMembership(found, people);
}

function selectMemberships(knex: Knex): Knex.QueryBuilder {
  return knex(`${memberships.name} as ms`)
    .join(`${members.name} as m`, 'm.document_id', 'ms.member_id')
    .join(`${organisations.name} as o`, 'o.document_id', 'ms.organisation_id')
    .select([selectOf(knex, memberships, 'ms'), selectOf(knex, members, 'm')])
    .select(organisationRefSelect('o'));
}

function placeOf(found: Readonly<Record<string, unknown>>): [string, string, string] {
  const { code } = organisationRefFrom('o', found);
  return [code, rowIn(members, 'm', found).signInName, rowIn(memberships, 'ms', found).role];
}

function presentMembership(
  found: Readonly<Record<string, unknown>>,
  people: People,
): MembershipView {
  const { id, version, role, endedAt } = rowIn(memberships, 'ms', found);
  const member = rowIn(members, 'm', found);
  return {
    id,
    version,
    member: { id: member.id, number: member.number, name: people.name(member) },
    organisation: organisationRefFrom('o', found),
    role,
    endedAt: isoOrNull(endedAt),
  };
}
