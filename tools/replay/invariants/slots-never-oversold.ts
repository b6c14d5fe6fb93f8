import type { Knex } from 'knex';
import { SLOT_STATES, holdsSlot } from 'strapi-plugin-pioneer/contract';
import { groupBy } from '../../group';
import { rowsOf } from '../evidence/open-database';
import { readHistories } from '../evidence/read-events';
import type { Check } from './evidence';
import { mostAtOnce } from './most-at-once';

/**
 * I1: at no moment do more claims hold a slot of an opening than it has slots. Swept over the
 * events by which claims took and gave back slots, counted over the rows as they are now, and read
 * from the counters that the server itself decides by.
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

const CLAIMS = `
  select c.document_id, c.opening_id, c.claimant_kind as kind,
    case when c.claimant_kind = 'member' then o.member_slots else o.organisation_slots end as slots
  from pioneer_claims c join pioneer_openings o on o.document_id = c.opening_id`;

/** The most claims that ever held a slot at the same moment, where it is more than there are. */
async function sweep(db: Knex): Promise<Oversold[]> {
  const claims = await rowsOf<ClaimRow>(db, CLAIMS);
  const histories = await readHistories(db, 'claim');
  const places = groupBy(claims, ({ opening_id, kind }) => `${opening_id} ${kind}`);
  return [...places.values()].flatMap((own) => {
    const [{ opening_id, kind, slots }] = own;
    const stories = own.map(({ document_id }) => histories.get(document_id) ?? []);
    const held = mostAtOnce(stories, holdsSlot);
    return held > slots ? [{ opening_id, kind, held, slots }] : [];
  });
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
