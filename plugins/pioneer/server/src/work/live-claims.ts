import type { Knex } from 'knex';
import type { CallingMember } from '../shared/caller';
import { organisationsAs } from './claim-context';
import { claims, coClaimants } from './tables';

/**
 * Claims (`c`) of the reader: as a person, for an organisation that the reader represents, and shared
 * in. Each is a select of its own, because each has its index: of an OR over them a database would
 * look at every claim that there is.
 */
export function claimsOf(
  trx: Knex,
  reader: CallingMember,
): readonly [Knex.QueryBuilder, ...Knex.QueryBuilder[]] {
  const represented = organisationsAs(reader, 'representative');
  const of = () => trx(`${claims.name} as c`);
  return [
    of().where({ 'c.claimant_kind': 'member', 'c.claimant_id': reader.id }),
    ...(represented.length === 0
      ? []
      : [of().where('c.claimant_kind', 'organisation').whereIn('c.claimant_id', represented)]),
    of()
      .join(`${coClaimants.name} as sharing`, 'sharing.claim_id', 'c.document_id')
      .where({ 'sharing.member_id': reader.id, 'c.claimant_kind': 'organisation' }),
  ];
}

/** The openings that the reader holds a live claim on. */
export function openingsHeldBy(trx: Knex, reader: CallingMember): Knex.QueryBuilder {
  const held = claimsOf(trx, reader).map((select) =>
    select.whereNotNull('c.live_key').select('c.opening_id'),
  );
  return trx.unionAll(held);
}

/** The reader's own live claim on the opening `o`, as a person before as a representative. */
export function liveClaimOf(trx: Knex, reader: CallingMember): Knex.Raw<string | null> {
  const live = claimsOf(trx, reader).map((select) => liveOn(trx, select));
  return trx.raw(`coalesce(${live.map(() => '?').join(', ')})`, live);
}

/** The one that the reader holds as a person: what stands against claiming again as one. */
export function ownClaimOf(trx: Knex, reader: CallingMember): Knex.QueryBuilder {
  const [own] = claimsOf(trx, reader);
  return liveOn(trx, own);
}

function liveOn(trx: Knex, select: Knex.QueryBuilder): Knex.QueryBuilder {
  return select
    .where('c.opening_id', trx.ref('o.document_id'))
    .whereNotNull('c.live_key')
    .limit(1)
    .select('c.document_id');
}
