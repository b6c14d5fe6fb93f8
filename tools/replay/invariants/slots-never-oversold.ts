import type { Knex } from 'knex';
import { CLAIM_STATES, SLOT_STATES, holdsSlot } from 'strapi-plugin-pioneer/contract';
import { rowsOf } from '../evidence/open-database';
import { readHistories, type EventRow } from '../evidence/read-events';
import type { Check } from './evidence';

/**
 * I1: at no moment do more claims hold a slot of an opening than it has slots. Swept over the
 * events by which claims took and gave back slots, in the order in which the database took them
 * (their moments are when each began, and who began first may have had to wait), counted over the rows as they are now, and
 * read from the counters that the server itself decides by.
 */
export const findOversoldSlots: Check = async ({ db }) => {
  const oversold: Oversold[] = [
    ...(await sweep(db)),
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

interface ClaimRow {
  readonly document_id: string;
  readonly opening_id: string;
  readonly kind: string;
  readonly slots: number;
}

/** A claim takes a slot (1) or gives it back (-1), as which event of all. */
interface Move {
  readonly order: number;
  readonly by: 1 | -1;
}

const CLAIMS = `
  select c.document_id, c.opening_id, c.claimant_kind as kind,
    case when c.claimant_kind = 'member' then o.member_slots else o.organisation_slots end as slots
  from pioneer_claims c join pioneer_openings o on o.document_id = c.opening_id`;

/** The most claims that ever held a slot at the same moment, where it is more than there are. */
async function sweep(db: Knex): Promise<Oversold[]> {
  const claims = await rowsOf<ClaimRow>(db, CLAIMS);
  const histories = await readHistories(db, 'claim');
  const places = new Map<string, { claim: ClaimRow; moves: Move[] }>();
  for (const claim of claims) {
    const key = `${claim.opening_id} ${claim.kind}`;
    const place = places.get(key) ?? { claim, moves: [] };
    place.moves.push(...movesOf(histories.get(claim.document_id) ?? []));
    places.set(key, place);
  }
  return [...places.values()].flatMap(({ claim, moves }) => {
    const held = mostHeld(moves);
    const { opening_id, kind, slots } = claim;
    return held > slots ? [{ opening_id, kind, held, slots }] : [];
  });
}

/** When a claim's changes of state made it hold a slot, or not hold it any more. */
function movesOf(history: readonly EventRow[]): Move[] {
  let holds = false;
  return history.flatMap(({ order, changes }) => {
    const state = CLAIM_STATES.find((one) => one === changes.state);
    const held = holds;
    if (state !== undefined) holds = holdsSlot(state);
    if (held === holds) return [];
    return [{ order, by: holds ? 1 : -1 }];
  });
}

/** Whoever takes a slot is written down after the one who gave it back. */
function mostHeld(moves: readonly Move[]): number {
  let held = 0;
  let most = 0;
  for (const { by } of [...moves].sort((one, other) => one.order - other.order)) {
    held += by;
    most = Math.max(most, held);
  }
  return most;
}

const SLOTS = `case when h.kind = 'member' then o.member_slots else o.organisation_slots end`;

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
