import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { ClaimView } from 'strapi-plugin-pioneer/contract';
import { openDatabase } from '../../tools/replay/evidence/open-database';
import { take } from '../support/beginnings';
import { buildCooperative } from '../support/cooperative';
import { holdBack } from '../support/held-back';
import {
  buildMember,
  buildMembers,
  buildOrganisation,
  type Member,
  type Organisation,
} from '../support/people';
import { count, countersOf } from '../support/rows';
import { buildOpening, type Opening } from '../support/work';
import { barrierFor, claimNaively } from './naive-claim';
import { outcomeOf, enterTwoNodes, tally } from './two-nodes';

const SLOTS = 3;
const CONTENDERS = 30;
const OPENINGS = 10;

/** Long enough for an answer that waits for nothing. */
const PATIENCE = 1_000;

const nodes = enterTwoNodes();
let contenders: Member[];
let organisation: Organisation;

beforeAll(async () => {
  organisation = await buildOrganisation(nodes.town);
  contenders = await buildMembers(
    nodes.town,
    Array.from({ length: CONTENDERS }, () => []),
  );
});
afterAll(() => nodes.leave());

/** As a publication does; the record knows of nothing, so it is taken back afterwards. */
function changeTerms(knex: Knex, { id }: Opening, termsId: string, versions: 1 | -1) {
  return knex('pioneer_openings')
    .where({ document_id: id })
    .update({ terms_id: termsId, version: knex.raw('version + ?', [versions]) });
}

function lockOf(trx: Knex, { id }: Opening) {
  return trx('pioneer_openings').where({ document_id: id }).forUpdate().select('id');
}

function buildRace(memberSlots = SLOTS): Promise<Opening> {
  return buildOpening(nodes.town, { organisation, data: { memberSlots } });
}

/**
 * Everything that is wrong with how an opening was claimed, in words; nothing when each slot was
 * given once and everybody else was told that there is none.
 */
async function findOverselling(
  { id }: Opening,
  outcomes: readonly string[],
): Promise<readonly string[]> {
  const { town } = nodes;
  const { stored, counted } = await countersOf(town, id);
  const holders = await count(town.rows('pioneer_claims').where({ opening_id: id }));
  const recorded = await count(
    town
      .rows('pioneer_events as e')
      .join('pioneer_claims as c', 'c.document_id', 'e.subject_id')
      .where({ 'c.opening_id': id, 'e.type': 'claim.taken' }),
  );
  const { OK: told = 0, OPENING_FULL: refused = 0 } = tally(outcomes);
  const expected: readonly [what: string, found: unknown, expected: unknown][] = [
    ['claims', holders, SLOTS],
    ['members who were told that they hold one', told, SLOTS],
    ['members who were told that it is full', refused, outcomes.length - SLOTS],
    ['slots that the opening counts as taken', stored[0], SLOTS],
    ['slots that claims hold', counted[0], SLOTS],
    ['events', recorded, SLOTS],
  ];
  return expected
    .filter(([, found, wanted]) => found !== wanted)
    .map(([what, found, wanted]) => `${what}: ${found} instead of ${wanted}`);
}

describe(`${CONTENDERS} members who claim ${SLOTS} slots at once, at two servers`, () => {
  it('get exactly those, and the others are told why not, ten times out of ten', async () => {
    const problems: Record<string, readonly string[]> = {};
    for (let round = 1; round <= OPENINGS; round += 1) {
      const opening = await buildRace();
      const { id, termsId } = opening;
      const outcomes = await Promise.all(
        contenders.map((member, turn) =>
          outcomeOf(
            nodes.at(turn, member)('openings.claim', { params: { id }, body: { termsId } }),
          ),
        ),
      );
      problems[`round ${round}`] = await findOverselling(opening, outcomes);
    }

    expect(Object.keys(problems)).toHaveLength(OPENINGS);
    expect(Object.values(problems).flat()).toEqual([]);
  });
});

describe('the same look at a claim that counts before it creates', () => {
  it('finds the slots oversold', async () => {
    const opening = await buildRace();
    const elsewhere = openDatabase(nodes.databaseEnv);
    const pause = barrierFor(CONTENDERS);
    const outcomes = await Promise.all(
      contenders.map(({ id: claimantId }, turn) =>
        claimNaively(turn % 2 === 0 ? nodes.town.rows : elsewhere, {
          opening,
          slots: SLOTS,
          claimantId,
          pause,
        }),
      ),
    );
    await elsewhere.destroy();

    const problems = await findOverselling(opening, outcomes);
    for (const what of ['claims', 'members who were told that they hold one']) {
      expect(problems).toContain(`${what}: ${CONTENDERS} instead of ${SLOTS}`);
    }
  });

  it('finds nothing but missing events when they come one after another', async () => {
    const opening = await buildRace();
    const outcomes: string[] = [];
    for (const { id: claimantId } of contenders) {
      outcomes.push(await claimNaively(nodes.town.rows, { opening, slots: SLOTS, claimantId }));
    }

    expect(await findOverselling(opening, outcomes)).toEqual([`events: 0 instead of ${SLOTS}`]);
  });
});

describe('one member who claims the same opening ten times at once, at two servers', () => {
  it('holds it once', async () => {
    const { id, termsId } = await buildRace(5);
    const member = await buildMember(nodes.town);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, turn) =>
        outcomeOf(nodes.at(turn, member)('openings.claim', { params: { id }, body: { termsId } })),
      ),
    );

    expect(tally(outcomes)).toEqual({ OK: 1, CLAIM_ALREADY_LIVE: 9 });
    expect(await count(nodes.town.rows('pioneer_claims').where({ opening_id: id }))).toBe(1);
    expect((await countersOf(nodes.town, id)).stored).toEqual([1, 0, 0]);
  });
});

describe('while many wait for one opening', () => {
  /** Half of the connections that a node has here. */
  const WAITING = 12;

  it('the node answers everybody else', async () => {
    const opening = await buildRace();
    const { id, termsId } = opening;
    const reader = await buildMember(nodes.town);
    let claims: Promise<string>[] = [];
    let read = '';
    await holdBack(nodes.town, (trx) => lockOf(trx, opening), [
      {
        start: () => {
          claims = contenders.map((member) =>
            outcomeOf(nodes.at(0, member)('openings.claim', { params: { id }, body: { termsId } })),
          );
        },
        waiting: WAITING,
      },
      {
        start: async () => void (read = await outcomeOf(nodes.at(0, reader)('me.findOne', {}))),
        waiting: WAITING,
      },
    ]);

    expect(read).toBe('OK');
    expect(await findOverselling(opening, await Promise.all(claims))).toEqual([]);
  });

  it('whoever has signed out by the time that it is their turn claims nothing', async () => {
    const opening = await buildRace();
    const { id, termsId } = opening;
    const leaver = await buildMember(nodes.town);
    const claim = (member: Member) =>
      outcomeOf(nodes.at(0, member)('openings.claim', { params: { id }, body: { termsId } }));
    let claims: Promise<string>[] = [];
    let last = Promise.resolve('');
    await holdBack(nodes.town, (trx) => lockOf(trx, opening), [
      { start: () => void (claims = contenders.map(claim)), waiting: WAITING },
      { start: () => void (last = claim(leaver)), waiting: WAITING },
      {
        start: () =>
          nodes.sendAt(1, {
            method: 'POST',
            path: '/api/auth/logout',
            token: leaver.token,
            body: {},
          }),
        waiting: WAITING,
      },
    ]);

    expect(await last).toBe('UNAUTHENTICATED');
    expect(await findOverselling(opening, await Promise.all(claims))).toEqual([]);
  });
});

describe.each(['open', 'apply'])(
  'a member who waits for an opening of mode %s that gets other terms meanwhile',
  (claimMode) => {
    it('is told so', async () => {
      const data = { memberSlots: SLOTS, claimMode };
      const opening = await buildOpening(nodes.town, { organisation, data });
      const { termsId: otherTermsId } = await buildRace();
      const [member] = contenders as [Member];
      const { id, termsId } = opening;
      let claim: Promise<string> | undefined;
      await holdBack(nodes.town, (trx) => changeTerms(trx, opening, otherTermsId, 1), [
        {
          start: () => {
            const call = nodes.at(0, member);
            claim = outcomeOf(call('openings.claim', { params: { id }, body: { termsId } }));
          },
          waiting: 1,
        },
      ]);

      expect(await claim).toBe('OPENING_TERMS_CHANGED');
      await changeTerms(nodes.town.rows, opening, termsId, -1);
    });
  },
);

it('an application that had to wait for its opening begins after the wait', async () => {
  const { rows } = nodes.town;
  const data = { memberSlots: SLOTS, claimMode: 'apply' };
  const opening = await buildOpening(nodes.town, { organisation, data });
  const { id, termsId } = opening;
  const [member] = contenders as [Member];
  let applied: Promise<{ id: string }> | undefined;
  let letGo = '';
  await holdBack(nodes.town, (trx) => lockOf(trx, opening), [
    {
      start: () =>
        void (applied = nodes
          .at(0, member)('openings.claim', {
            params: { id },
            body: { termsId },
          })
          .then(({ data }) => data)),
      waiting: 1,
    },
    { start: async (holder) => void (letGo = await readMoment(holder)), waiting: 1 },
  ]);

  const began = await rows('pioneer_claims')
    .where({ document_id: (await applied)?.id })
    .where('claimed_at', '>=', new Date(letGo));
  expect(began).toHaveLength(1);
});

it('an approval has its slot before it is written down, and gets none that comes free after', async () => {
  const { town } = nodes;
  const place = await buildCooperative(town);
  const opening = await place.open({ claimMode: 'apply' }, { memberSlots: 1 });
  const [holder, applicant] = [
    await take(opening, place.memberAt(0)),
    await take(opening, place.memberAt(1)),
  ];
  const approve = ({ id }: ClaimView) =>
    outcomeOf(place.manager.call('claims.approve', { params: { id }, body: { version: 1 } }));
  const setTaken = (knex: Knex, taken: number) =>
    knex('pioneer_openings').where({ document_id: opening.id }).update({ member_taken: taken });
  expect(await approve(holder)).toBe('OK');

  let approval = Promise.resolve('');
  // Whoever has written an event waits here.
  await holdBack(town, (trx) => trx.raw('LOCK TABLE pioneer_pending IN EXCLUSIVE MODE'), [
    {
      start: () => Promise.race([(approval = approve(applicant)), wait(PATIENCE)]),
      waiting: 0,
    },
    { start: (trx) => setTaken(trx, 0), waiting: 0 },
  ]);

  expect(await approval).toBe('OPENING_FULL');
  await setTaken(town.rows, 1);
});

/** The moment that nodes go by, whatever the clock was moved by before. */
async function readMoment(trx: Knex): Promise<string> {
  const { rows } = await trx.raw<{ rows: [{ now: Date }] }>(
    `select clock_timestamp() +
      (select coalesce(max(offset_ms), 0) from pioneer_clock) * interval '1 ms' as now`,
  );
  return rows[0].now.toISOString();
}
