import type { Knex } from 'knex';
import { rowsOf } from '../evidence/open-database';

/** What the database says came of a run. */
export interface Facts {
  readonly totals: Totals;
  readonly members: number;
  /** By the code of the district. */
  readonly districts: ReadonlyMap<string, DistrictFacts>;
}

export interface Totals {
  /** Of spots. */
  readonly openings: number;
  /** All claims, whatever they are about. */
  readonly claims: number;
  /** Those on spots and organisations, which somebody works on. */
  readonly worked: number;
  /** Openings of spots that hold accepted work. */
  readonly accepted: number;
  /** Openings of spots that do not. */
  readonly open: number;
  /** Openings of organisations that hold accepted work. */
  readonly organisationsAccepted: number;
  readonly spotsPutRight: number;
  /** Claims that were offered a slot: by assignment, or when one came free. */
  readonly offered: number;
  /** Claims that came up from the waiting list. */
  readonly promoted: number;
  /** Members whom the system enrolled. */
  readonly enrolled: number;
  /** Claims that were returned at least once. */
  readonly returned: number;
  readonly expired: number;
  readonly withdrawn: number;
  /** Photos that reports show. */
  readonly photos: number;
  readonly events: number;
}

export interface DistrictFacts {
  readonly accepted: number;
  readonly open: number;
}

/** Counts by SQL, from the rows themselves and not from the server's counters. */
export async function readFacts(db: Knex, districtKind: string): Promise<Facts> {
  return {
    totals: await readTotals(db),
    members: await count(db, 'select count(*) as n from pioneer_members'),
    districts: await readDistricts(db, districtKind),
  };
}

async function readTotals(db: Knex): Promise<Totals> {
  return {
    openings: await count(db, `select count(*) as n from pioneer_openings o where ${IS_SPOT}`),
    claims: await count(db, 'select count(*) as n from pioneer_claims'),
    worked: await count(db, WORKED_CLAIMS),
    accepted: await count(db, ACCEPTED_OPENINGS),
    returned: await count(db, RETURNED_CLAIMS),
    expired: await count(db, CLAIMS_IN, 'expired'),
    withdrawn: await count(db, CLAIMS_IN, 'withdrawn'),
    open: await count(db, OPEN_OPENINGS),
    organisationsAccepted: await count(db, ACCEPTED_ORGANISATIONS),
    spotsPutRight: await count(db, SPOTS_PUT_RIGHT),
    offered: await count(db, CLAIMS_OFFERED),
    promoted: await count(db, CLAIMS_WITH, 'claim.promoted'),
    enrolled: await count(db, MEMBERS_ENROLLED),
    photos: await count(db, PHOTOS_SHOWN),
    events: await count(db, 'select count(*) as n from pioneer_events'),
  };
}

async function readDistricts(db: Knex, kind: string): Promise<Facts['districts']> {
  const rows = await rowsOf<Record<'code' | 'accepted' | 'open', string>>(db, DISTRICTS, [kind]);
  return new Map(
    rows.map(({ code, accepted, open }) => [
      code,
      { accepted: Number(accepted), open: Number(open) },
    ]),
  );
}

const HAS_ACCEPTED = `exists (
  select 1 from pioneer_claims c where c.opening_id = o.document_id and c.state = 'accepted')`;
const IS_SPOT = `o.unit_kind = 'spot'`;
const ACCEPTED_OPENINGS = `
  select count(*) as n from pioneer_openings o where ${IS_SPOT} and ${HAS_ACCEPTED}`;
const OPEN_OPENINGS = `
  select count(*) as n from pioneer_openings o where ${IS_SPOT} and not ${HAS_ACCEPTED}`;
const ACCEPTED_ORGANISATIONS = `
  select count(*) as n from pioneer_openings o
  where o.unit_kind = 'organisation' and ${HAS_ACCEPTED}`;
const SPOTS_PUT_RIGHT = `select count(*) as n from pioneer_spots where state = 'putRight'`;
const PHOTOS_SHOWN = 'select count(*) as n from pioneer_evidence_files where report_id is not null';

const WORKED_CLAIMS = `
  select count(*) as n from pioneer_claims c
  join pioneer_openings o on o.document_id = c.opening_id where o.unit_kind <> 'none'`;
const CLAIMS_OFFERED = `
  select count(distinct subject_id) as n from pioneer_events
  where type in ('claim.assigned', 'claim.promoted')`;
const CLAIMS_WITH = 'select count(distinct subject_id) as n from pioneer_events where type = ?';
const MEMBERS_ENROLLED = `
  select count(*) as n from pioneer_events e
  join pioneer_claims c on c.document_id = e.subject_id
  where e.type = 'claim.enrolled' and c.claimant_kind = 'member'`;
const CLAIMS_IN = 'select count(*) as n from pioneer_claims where state = ?';
const RETURNED_CLAIMS = `
  select count(distinct claim_id) as n from pioneer_verdicts where decision = 'return'`;

const DISTRICTS = `
  select d.code,
    sum(case when ${HAS_ACCEPTED} then 1 else 0 end) as accepted,
    sum(case when ${HAS_ACCEPTED} then 0 else 1 end) as open
  from pioneer_openings o
  join pioneer_organisation_closures t on t.descendant_id = o.organisation_id
  join pioneer_organisations d on d.document_id = t.ancestor_id and d.kind = ?
  where ${IS_SPOT}
  group by d.code`;

async function count(db: Knex, sql: string, ...bindings: string[]): Promise<number> {
  const [row] = await rowsOf<{ n: string | number }>(db, sql, bindings);
  return Number(row?.n ?? 0);
}
