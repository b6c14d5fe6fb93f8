import { CLAIM_STATES, SLOT_STATES, TRANSITIONS, hasEnded } from 'strapi-plugin-pioneer/contract';
import { rowsOf } from '../evidence/open-database';
import type { Check } from './evidence';

/**
 * I1: at no moment do more claims hold a slot of an opening than it has slots. Swept over the
 * moments at which claims took and gave back slots, counted over the rows as they are now, and
 * read from the counters that the server itself decides by.
 */
export const findOversoldSlots: Check = async ({ db }) => {
  const oversold: Oversold[] = [
    ...(await rowsOf<Oversold>(db, SWEEP)),
    ...(await rowsOf<Oversold>(db, COUNT, [...SLOT_STATES])),
    ...(await rowsOf<Oversold>(db, COUNTERS)),
  ];
  const worst = new Map<string, Oversold>();
  for (const found of oversold) {
    const key = `${found.opening_id} ${found.kind}`;
    if (Number(found.held) > Number(worst.get(key)?.held ?? 0)) worst.set(key, found);
  }
  return [...worst.values()].map(
    ({ opening_id, kind, held, slots }) =>
      `opening ${opening_id}: ${held} ${kind} slots were taken, it has ${slots}`,
  );
};

interface Oversold {
  readonly opening_id: string;
  readonly kind: string;
  readonly held: number | string;
  readonly slots: number;
}

/** Types of events that give a slot back: those of commands that lead to an ended state. */
const RELEASES = Object.values(TRANSITIONS)
  .filter(({ to }) => CLAIM_STATES.some((state) => state === to && hasEnded(state)))
  .map(({ event }) => `'${event}'`)
  .join(', ');

const SLOTS = `case when h.kind = 'member' then o.member_slots else o.organisation_slots end`;

/** Where a slot is given back and taken in the same millisecond, giving back comes first. */
const SWEEP = `
  with moves as (
    select c.opening_id, c.claimant_kind as kind, e.at,
      case when e.type = '${TRANSITIONS.claim.event}' then 1 else -1 end as step
    from pioneer_events e
    join pioneer_claims c on c.document_id = e.subject_id
    where e.subject_type = 'claim'
      and e.type in ('${TRANSITIONS.claim.event}', ${RELEASES})
  ), running as (
    select opening_id, kind, sum(step) over (
      partition by opening_id, kind order by at, step
      rows between unbounded preceding and current row
    ) as held
    from moves
  ), h as (select opening_id, kind, max(held) as held from running group by opening_id, kind)
  select h.opening_id, h.kind, h.held, ${SLOTS} as slots
  from h join pioneer_openings o on o.document_id = h.opening_id
  where h.held > ${SLOTS}`;

const COUNT = `
  with h as (
    select opening_id, claimant_kind as kind, count(*) as held
    from pioneer_claims
    where state in (${SLOT_STATES.map(() => '?').join(', ')})
    group by opening_id, claimant_kind
  )
  select h.opening_id, h.kind, h.held, ${SLOTS} as slots
  from h join pioneer_openings o on o.document_id = h.opening_id
  where h.held > ${SLOTS}`;

const COUNTERS = `
  select document_id as opening_id, 'member' as kind, member_taken as held, member_slots as slots
  from pioneer_openings where member_taken > member_slots
  union all
  select document_id, 'organisation', organisation_taken, organisation_slots
  from pioneer_openings where organisation_taken > organisation_slots`;
