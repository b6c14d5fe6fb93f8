import type { Knex } from 'knex';
import type { CallingMember } from '../shared/caller';
import { claimantCondition } from './claim-context';
import { claims } from './tables';

/** The reader's own live claim on an opening, as a person before as a representative. */
export function liveClaimOf(trx: Knex, reader: CallingMember): Knex.QueryBuilder {
  return trx(`${claims.name} as c`)
    .where('c.opening_id', trx.ref('o.document_id'))
    .whereNotNull('c.live_key')
    .where(claimantCondition(trx, reader))
    .orderBy('c.claimant_kind')
    .limit(1)
    .select('c.document_id');
}

/** The one that the reader holds as a person: what stands against claiming again as one. */
export function ownClaimOf(trx: Knex, reader: CallingMember): Knex.QueryBuilder {
  return liveClaimOf(trx, reader).where('c.claimant_kind', 'member');
}
