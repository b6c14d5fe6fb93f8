import type { Town } from './town';

export type Row = Readonly<Record<string, unknown>>;

/** Everything that a command may touch, as it lies in the database. */
export interface Footprint {
  readonly claim: Row | undefined;
  readonly opening: Row | undefined;
  readonly events: number;
  readonly reports: number;
  readonly verdicts: number;
  readonly evaluations: number;
}

/** Reads what a refused command must leave as it is. */
export async function footprintOf(
  { rows }: Town,
  work: { readonly claimId: string; readonly openingId: string },
): Promise<Footprint> {
  const { claimId, openingId } = work;
  const claim = await rows('pioneer_claims').where({ document_id: claimId }).first<Row>();
  const opening = await rows('pioneer_openings').where({ document_id: openingId }).first<Row>();
  const reports = rows('pioneer_reports').where({ claim_id: claimId });
  const verdicts = rows('pioneer_verdicts').where({ claim_id: claimId });
  const events = rows('pioneer_events').where((about) => {
    void about
      .whereIn('subject_id', [claimId, openingId])
      .orWhereIn('subject_id', reports.clone().select('document_id'))
      .orWhereIn('subject_id', verdicts.clone().select('document_id'));
  });
  return {
    claim,
    opening,
    events: await count(events),
    reports: await count(reports),
    verdicts: await count(verdicts),
    evaluations: await count(rows('evaluations').where({ claim_id: claimId })),
  };
}

/** How many rows a query finds. */
export async function count(query: ReturnType<Town['rows']>): Promise<number> {
  const found = await query.clone().count({ count: '*' }).first<{ count: number | string }>();
  return Number(found?.count ?? 0);
}

/** Counters of an opening beside what they must be: what its claims add up to. */
export async function countersOf({ rows }: Town, openingId: string) {
  const opening = await rows('pioneer_openings')
    .where({ document_id: openingId })
    .first<Record<string, number>>('member_taken', 'organisation_taken', 'accepted');
  const claims: { claimant_kind: string; state: string }[] = await rows('pioneer_claims')
    .where({ opening_id: openingId })
    .select('claimant_kind', 'state');
  const holding = claims.filter(({ state }) => HOLDING.has(state));
  const kind = (name: string) => holding.filter(({ claimant_kind }) => claimant_kind === name);
  return {
    stored: [opening?.member_taken, opening?.organisation_taken, opening?.accepted].map(Number),
    counted: [
      kind('member').length,
      kind('organisation').length,
      claims.filter(({ state }) => state === 'accepted').length,
    ],
  };
}

/** States that hold a slot, listed by hand: not by the rules that are under test. */
const HOLDING = new Set(['offered', 'active', 'submitted', 'returned', 'accepted', 'rejected']);
