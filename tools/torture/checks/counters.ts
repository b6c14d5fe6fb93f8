import { SLOT_STATES } from 'strapi-plugin-pioneer/contract';
import { rowsOf } from '../../replay/evidence/open-database';
import type { Check } from '../../replay/invariants/evidence';

/** I11: the counters of every opening are what its claims add up to. */
export const findWrongCounters: Check = async ({ db }) => {
  const rows = await rowsOf<CounterRow>(db, COUNTERS);
  return rows.flatMap(({ opening_id, ...row }) =>
    (['member_taken', 'organisation_taken', 'accepted'] as const)
      .filter((name) => Number(row[name]) !== Number(row[`counted_${name}`]))
      .map(
        (name) =>
          `opening ${opening_id}: ${name} is ${row[name]}, its claims are ${row[`counted_${name}`]}`,
      ),
  );
};

type Counter = 'member_taken' | 'organisation_taken' | 'accepted';
type CounterRow = Readonly<
  Record<Counter | `counted_${Counter}`, number | string> & { opening_id: string }
>;

const HOLDING = `c.state in (${SLOT_STATES.map((state) => `'${state}'`).join(', ')})`;
const countOf = (condition: string) =>
  `(select count(*) from pioneer_claims c where c.opening_id = o.document_id and ${condition})`;

const COUNTERS = `
  select o.document_id as opening_id, o.member_taken, o.organisation_taken, o.accepted,
    ${countOf(`c.claimant_kind = 'member' and ${HOLDING}`)} as counted_member_taken,
    ${countOf(`c.claimant_kind = 'organisation' and ${HOLDING}`)} as counted_organisation_taken,
    ${countOf(`c.state = 'accepted'`)} as counted_accepted
  from pioneer_openings o`;
