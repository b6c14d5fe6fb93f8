import type { Knex } from 'knex';
import { rowsOf } from '../evidence/open-database';

/** What the database says came of a run. */
export interface Facts {
  readonly totals: Totals;
  /** By the code of the district. */
  readonly districts: ReadonlyMap<string, DistrictFacts>;
}

export interface Totals {
  readonly openings: number;
  readonly claims: number;
  /** Openings that hold accepted work. */
  readonly accepted: number;
  /** Openings that do not. */
  readonly open: number;
  /** Claims that were returned at least once. */
  readonly returned: number;
  readonly expired: number;
  readonly withdrawn: number;
  readonly events: number;
}

export interface DistrictFacts {
  readonly accepted: number;
  readonly open: number;
}

/** Counts by SQL, from the rows themselves and not from the server's counters. */
export async function readFacts(db: Knex): Promise<Facts> {
  return { totals: await readTotals(db), districts: await readDistricts(db) };
}

async function readTotals(db: Knex): Promise<Totals> {
  return {
    openings: await count(db, 'select count(*) as n from pioneer_openings'),
    claims: await count(db, 'select count(*) as n from pioneer_claims'),
    accepted: await count(db, ACCEPTED_OPENINGS),
    returned: await count(db, RETURNED_CLAIMS),
    expired: await count(db, CLAIMS_IN, 'expired'),
    withdrawn: await count(db, CLAIMS_IN, 'withdrawn'),
    open: await count(db, OPEN_OPENINGS),
    events: await count(db, 'select count(*) as n from pioneer_events'),
  };
}

async function readDistricts(db: Knex): Promise<Facts['districts']> {
  const rows = await rowsOf<Record<'code' | 'accepted' | 'open', string>>(db, DISTRICTS);
  return new Map(
    rows.map(({ code, accepted, open }) => [
      code,
      { accepted: Number(accepted), open: Number(open) },
    ]),
  );
}

const HAS_ACCEPTED = `exists (
  select 1 from pioneer_claims c where c.opening_id = o.document_id and c.state = 'accepted')`;
const ACCEPTED_OPENINGS = `select count(*) as n from pioneer_openings o where ${HAS_ACCEPTED}`;
const OPEN_OPENINGS = `select count(*) as n from pioneer_openings o where not ${HAS_ACCEPTED}`;
const CLAIMS_IN = 'select count(*) as n from pioneer_claims where state = ?';
const RETURNED_CLAIMS = `
  select count(distinct claim_id) as n from pioneer_verdicts where decision = 'return'`;

const DISTRICTS = `
  select d.code,
    sum(case when ${HAS_ACCEPTED} then 1 else 0 end) as accepted,
    sum(case when ${HAS_ACCEPTED} then 0 else 1 end) as open
  from pioneer_openings o
  join pioneer_organisation_closures t on t.descendant_id = o.organisation_id
  join pioneer_organisations d on d.document_id = t.ancestor_id and d.kind = 'district'
  group by d.code`;

async function count(db: Knex, sql: string, ...bindings: string[]): Promise<number> {
  const [row] = await rowsOf<{ n: string | number }>(db, sql, bindings);
  return Number(row?.n ?? 0);
}
