import type { Knex } from 'knex';
import type { RequestOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import type { Claimant } from '../../../core/work/claim-opening';
import { whereHeld } from '../people/post-holders';
import type { Reading } from '../shared/database';

type Body = RequestOf<Endpoints['openings.assign']>['body'];
type Rule = Extract<Body, { rule: unknown }>['rule'];
type MemberRule = Extract<Rule, { kind: 'member' }>;
type OrganisationRule = Extract<Rule, { kind: 'organisation' }>;

/** Everybody at or below an organisation who fits the rule, in a stable order. */
export async function findByRule(reading: Reading, rule: Rule): Promise<Claimant[]> {
  const { kind } = rule;
  const below = reading
    .trx('pioneer_organisation_closures as below')
    .where('below.ancestor_id', rule.within);
  const found: { id: string }[] =
    kind === 'organisation'
      ? await selectOrganisations(below, rule)
      : await selectMembers(reading, below, rule);
  return found.map(({ id }) => ({ kind, id }));
}

function selectOrganisations(
  below: Knex.QueryBuilder,
  { organisationKind }: OrganisationRule,
): Knex.QueryBuilder {
  const select = below
    .join('pioneer_organisations as og', 'og.document_id', 'below.descendant_id')
    .orderBy('og.code')
    .select({ id: 'og.document_id' });
  return organisationKind === undefined ? select : select.where('og.kind', organisationKind);
}

/** Whoever holds the post there, when one is named; else whoever belongs there, in the role. */
function selectMembers(
  reading: Reading,
  below: Knex.QueryBuilder,
  { role, post }: MemberRule,
): Knex.QueryBuilder {
  const select = below
    .join('pioneer_memberships as ms', 'ms.organisation_id', 'below.descendant_id')
    .join('pioneer_members as m', 'm.document_id', 'ms.member_id')
    .whereNull('ms.ended_at')
    .groupBy('m.document_id', 'm.sign_in_name')
    .orderBy('m.sign_in_name')
    .select({ id: 'm.document_id' });
  if (role !== undefined) void select.where('ms.role', role);
  if (post !== undefined) void select.whereExists(holdingOf(reading, post));
  return select;
}

/** That the member `m` holds a post of this title in the organisation `below`. */
function holdingOf(reading: Reading, title: string): Knex.QueryBuilder {
  const { trx, now } = reading;
  const held = trx('pioneer_post_holdings as h')
    .join('pioneer_posts as p', 'p.document_id', 'h.post_id')
    .where('h.member_id', trx.ref('m.document_id'))
    .where('p.organisation_id', trx.ref('below.descendant_id'))
    .where('p.title', title);
  return whereHeld(held, now).select(trx.raw('1'));
}
