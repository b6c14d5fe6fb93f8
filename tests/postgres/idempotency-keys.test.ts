import { randomUUID } from 'node:crypto';
import type { Member } from '../support/people';
import { count } from '../support/rows';
import { buildOpening } from '../support/work';
import { buildCrowd, eventsOf, type Crowd } from './crowd';
import { enterTwoNodes, outcomeOf } from './two-nodes';

const nodes = enterTwoNodes();
let crowd: Crowd;
beforeAll(async () => {
  crowd = await buildCrowd(nodes.town);
});
afterAll(() => nodes.leave());

describe('one Idempotency-Key at two servers at once', () => {
  it('has one effect and gets one answer', async () => {
    const { id, termsId } = await buildOpening(nodes.town, {
      organisation: crowd.organisation,
      data: { memberSlots: 5 },
    });
    const [member] = crowd.claimants as [Member];
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, turn) =>
        nodes.at(turn, member)('openings.claim', {
          params: { id },
          body: { termsId },
          idempotencyKey,
        }),
      ),
    );
    const [first] = answers;

    for (const answer of answers) expect(answer).toEqual(first);
    expect(await count(nodes.town.rows('pioneer_claims').where({ opening_id: id }))).toBe(1);
    expect(await eventsOf(nodes.town, first?.data.id ?? '')).toEqual(['claim.taken']);
  });

  it('belongs to one request when two different ones come', async () => {
    const [work] = await crowd.claim(1);
    if (work === undefined) throw new Error('no claim was built');
    const { id, version } = work.claim;
    const idempotencyKey = randomUUID();
    const outcomes = await Promise.all(
      [30, 60].map((percent, turn) =>
        outcomeOf(
          nodes.at(turn, work.claimant)('claims.report', {
            params: { id },
            body: { version, clientId: randomUUID(), percent, text: '进展顺利。' },
            idempotencyKey,
          }),
        ),
      ),
    );

    expect(outcomes.sort()).toEqual(['IDEMPOTENCY_KEY_REUSED', 'OK']);
    expect(await count(nodes.town.rows('pioneer_reports').where({ claim_id: id }))).toBe(1);
    expect(await eventsOf(nodes.town, id)).toEqual(['claim.taken', 'claim.reported']);
  });
});
