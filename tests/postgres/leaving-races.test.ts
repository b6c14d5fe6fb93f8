import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { buildMembers, buildOrganisation, type Member, type Organisation } from '../support/people';
import { holdBack } from '../support/held-back';
import { count, countersOf } from '../support/rows';
import { buildClaim, buildOpening, GOOD_SCORES, type Work } from '../support/work';
import { enterTwoNodes, outcomeOf, tally } from './two-nodes';

const nodes = enterTwoNodes();
afterAll(() => nodes.leave());

/** As many as leave in one race: enough that both orders occur. */
const RUNS = 8;

let organisation: Organisation;
let evaluator: Member;
beforeAll(async () => {
  organisation = await buildOrganisation(nodes.town);
  const [one] = await buildMembers(nodes.town, [[['evaluator', organisation]]]);
  if (one === undefined) throw new Error('nobody was built');
  evaluator = one;
});

const erase = (member: Member, turn: number) =>
  outcomeOf(nodes.at(turn, member)('me.erase', { body: { password: member.password } }));

function submit({ claim, claimant }: Work, turn: number): Promise<string> {
  const { id, version } = claim;
  const body = { version, clientId: randomUUID(), text: '已全部完成。', selfCheck: GOOD_SCORES };
  return outcomeOf(nodes.at(turn, claimant)('claims.submit', { params: { id }, body }));
}

function report({ claim, claimant }: Work, turn: number): Promise<string> {
  const { id, version } = claim;
  const body = { version, clientId: randomUUID(), percent: 50, text: '已清理一半。' };
  return outcomeOf(nodes.at(turn, claimant)('claims.report', { params: { id }, body }));
}

/** Claims of as many members on one opening; for organisations that each of them represents. */
async function buildWorks({ isOfOrganisations = false, count: length = RUNS } = {}) {
  const { town } = nodes;
  const data = { memberSlots: length, organisationSlots: length };
  const opening = await buildOpening(town, { organisation, data });
  const places = await Promise.all(
    Array.from({ length }, () => buildOrganisation(town, { parent: organisation })),
  );
  const members = await buildMembers(
    town,
    places.map((place) => [
      ['representative', place],
      ['member', organisation],
    ]),
  );
  return Promise.all(
    members.map((claimant, index) => {
      const place = places[index];
      const of = isOfOrganisations && place !== undefined ? { forOrganisation: place } : {};
      return buildClaim(town, { opening, claimant, evaluator, ...of });
    }),
  );
}

/** Words that are left in reports of claims. */
const wordsOf = (works: readonly Work[]) =>
  nodes.town
    .rows('pioneer_reports')
    .whereIn(
      'claim_id',
      works.map(({ claim }) => claim.id),
    )
    .whereNot({ text: '' });

describe('a member who leaves and submits at the same moment', () => {
  it('has done one of the two first, and either way no words are left', async () => {
    const works = await buildWorks();
    const outcomes = await Promise.all(
      works.flatMap((work, turn) => [submit(work, turn), erase(work.claimant, turn + 1)]),
    );
    const [submitted, erased] = [
      outcomes.filter((_, index) => index % 2 === 0),
      outcomes.filter((_, index) => index % 2 === 1),
    ];

    expect(tally(erased)).toEqual({ OK: RUNS });
    for (const [index, work] of works.entries()) {
      const types = await eventsOf(work.claim.id);
      const isSubmitted = submitted[index] === 'OK';
      expect(types).toEqual([
        'claim.taken',
        ...(isSubmitted ? ['claim.submitted'] : []),
        'claim.cancelled',
        'claim.erased',
      ]);
    }
    expect(await count(wordsOf(works))).toBe(0);
    const opening = works[0]?.opening.id ?? '';
    expect(await countersOf(nodes.town, opening)).toEqual(NOTHING);
  });

  it('writes nothing after the erasure, also on a claim that goes on without the member', async () => {
    const [work] = await buildWorks({ isOfOrganisations: true, count: 1 });
    if (work === undefined) throw new Error('nothing was built');
    let reported = Promise.resolve('never sent');
    let erased = 'never sent';
    // The report has been let in and waits for its claim while the member leaves.
    await holdBack(nodes.town, (trx) => rowOf(trx, 'pioneer_claims', work.claim.id), [
      { start: () => void (reported = report(work, 0)), waiting: 1 },
      { start: async () => void (erased = await erase(work.claimant, 1)), waiting: 1 },
    ]);

    expect([erased, await reported]).toEqual(['OK', 'MEMBER_ERASED']);
    expect(await count(wordsOf([work]))).toBe(0);
    const state = { document_id: work.claim.id, state: 'active' };
    expect(await count(nodes.town.rows('pioneer_claims').where(state))).toBe(1);
  });
});

describe('a member who leaves and claims at the same moment', () => {
  async function race(first: 'claim' | 'erasure'): Promise<Record<'claim' | 'erasure', string>> {
    const opening = await buildOpening(nodes.town, { organisation, data: { memberSlots: 1 } });
    const [member] = await buildMembers(nodes.town, [[['member', organisation]]]);
    if (member === undefined) throw new Error('nobody was built');
    const body = { termsId: opening.termsId };
    const params = { id: opening.id };
    const sent: Partial<Record<'claim' | 'erasure', Promise<string>>> = {};
    const starts = {
      claim: () =>
        void (sent.claim = outcomeOf(nodes.at(0, member)('openings.claim', { params, body }))),
      erasure: () => void (sent.erasure = erase(member, 1)),
    };
    await holdBack(nodes.town, (trx) => rowOf(trx, 'pioneer_members', member.id), [
      { start: starts[first], waiting: 1 },
      { start: starts[first === 'claim' ? 'erasure' : 'claim'], waiting: 2 },
    ]);
    const [claim = '', erasure = ''] = await Promise.all([sent.claim, sent.erasure]);
    const live = nodes.town
      .rows('pioneer_claims')
      .where({ opening_id: opening.id })
      .whereNotNull('live_key');
    expect(await count(live)).toBe(0);
    expect(await countersOf(nodes.town, opening.id)).toEqual(NOTHING);
    return { claim, erasure };
  }

  it('and claims first gives the slot back', async () => {
    expect(await race('claim')).toEqual({ claim: 'OK', erasure: 'OK' });
  });

  it('and leaves first claims nothing', async () => {
    expect(await race('erasure')).toEqual({ claim: 'MEMBER_ERASED', erasure: 'OK' });
  });
});

describe('the address of a copy', () => {
  it('is given once a day and works once, on whichever node it is asked for and taken', async () => {
    const [member] = await buildMembers(nodes.town, [[['member', organisation]]]);
    if (member === undefined) throw new Error('nobody was built');
    const asked = await Promise.allSettled(
      [0, 1, 0, 1].map((turn) => nodes.at(turn, member)('me.requestExport')),
    );
    const addresses = asked.flatMap((one) =>
      one.status === 'fulfilled' ? [one.value.data.address] : [],
    );
    expect(addresses).toHaveLength(1);
    const secret = addresses[0]?.split('/').at(-1) ?? '';
    const taken = await Promise.all(
      [0, 1, 0, 1].map((turn) =>
        outcomeOf(nodes.at(turn, member)('me.takeExport', { params: { secret } })),
      ),
    );

    expect(tally(taken)).toEqual({ OK: 1, NOT_FOUND: 3 });
  });
});

const NOTHING = { stored: [0, 0, 0], counted: [0, 0, 0] };

/** Locks one row, so that whoever wants to change it waits. */
const rowOf = (trx: Knex, table: string, id: string) =>
  trx(table).where({ document_id: id }).forUpdate().select('id');

function eventsOf(claimId: string): Promise<string[]> {
  return nodes.town
    .rows('pioneer_events')
    .where({ subject_type: 'claim', subject_id: claimId })
    .orderBy('subject_version')
    .pluck<string[]>('type');
}
