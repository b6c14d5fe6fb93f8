import type { Knex } from 'knex';
import type { ManyKind } from '../../../core/units/units';

/** The units of one kind that a task is about. */
export interface WantedUnits {
  readonly kind: ManyKind;
  readonly category: string | null;
  /** They lie at or below this organisation. */
  readonly organisationId: string;
}

/** A unit as its opening copies it. */
export interface Unit {
  /** Orders units in the database; never leaves it. */
  readonly place: number;
  readonly id: string;
  readonly organisationId: string;
  readonly label: string;
  /** Which finding of a spot it is; 1 for everything else. */
  readonly occurrence: number;
  readonly address: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Everything that fits, as rows of the columns of `Unit`. */
export function selectUnits(trx: Knex, wanted: WantedUnits): Knex.QueryBuilder {
  return SELECTS[wanted.kind](trx, wanted);
}

const SELECTS: Record<ManyKind, (trx: Knex, wanted: WantedUnits) => Knex.QueryBuilder> = {
  /** Spots that still are to be put right. */
  spot: (trx, { category, organisationId }) => {
    const select = trx('pioneer_spots as s')
      .whereIn('s.organisation_id', subtreeOf(trx, organisationId))
      .where('s.state', 'found')
      .select({
        place: 's.id',
        id: 's.document_id',
        organisationId: 's.organisation_id',
        label: 's.code',
        occurrence: 's.times_found',
        address: 's.address',
        latitude: 's.latitude',
        longitude: 's.longitude',
      });
    return category === null ? select : select.where('s.category', category);
  },
  /** Organisations below the responsible one. */
  organisation: (trx, { category, organisationId }) => {
    const select = trx('pioneer_organisations as og')
      .whereIn('og.document_id', subtreeOf(trx, organisationId))
      .whereNot('og.document_id', organisationId)
      .select({
        ...withoutPlace(trx),
        place: 'og.id',
        id: 'og.document_id',
        organisationId: 'og.document_id',
        label: 'og.name',
      });
    return category === null ? select : select.where('og.kind', category);
  },
  household: (trx, { organisationId }) =>
    trx('pioneer_households as h')
      .whereIn('h.organisation_id', subtreeOf(trx, organisationId))
      .select({
        ...withoutPlace(trx),
        place: 'h.id',
        id: 'h.document_id',
        organisationId: 'h.organisation_id',
        label: 'h.code',
      }),
};

function subtreeOf(trx: Knex, organisationId: string): Knex.QueryBuilder {
  return trx('pioneer_organisation_closures')
    .where('ancestor_id', organisationId)
    .select('descendant_id');
}

function withoutPlace(trx: Knex) {
  return {
    occurrence: trx.raw('1'),
    address: trx.raw('null'),
    latitude: trx.raw('null'),
    longitude: trx.raw('null'),
  };
}
