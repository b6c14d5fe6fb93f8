import { randomUUID } from 'node:crypto';
import { codeOfRefusal, refusalOf } from '../../support/http';
import { count } from '../../support/rows';
import { buildMember } from '../../support/people';
import { enterTown } from '../../support/town';
import { buildClaim, buildOpening, report } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const claimsOf = (openingId: string) =>
  count(town.rows('pioneer_claims').where({ opening_id: openingId }));

describe('a write under an Idempotency-Key', () => {
  it('that is sent again gets the same answer and has one effect', async () => {
    const { id, termsId } = await buildOpening(town, { data: { memberSlots: 5 } });
    const { call } = await buildMember(town);
    const send = () =>
      call('openings.claim', { params: { id }, body: { termsId }, idempotencyKey: 'once' });

    expect(await send()).toEqual(await send());
    expect(await claimsOf(id)).toBe(1);
  });

  it('that is sent ten times at once has one effect', async () => {
    const { id, termsId } = await buildOpening(town, { data: { memberSlots: 5 } });
    const { call } = await buildMember(town);
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        call('openings.claim', { params: { id }, body: { termsId }, idempotencyKey }),
      ),
    );

    expect(new Set(answers.map(({ data }) => data.id)).size).toBe(1);
    expect(await claimsOf(id)).toBe(1);
  });

  it('is refused when the key came with another request before', async () => {
    const { claim, claimant } = await buildClaim(town);
    const send = (percent: number) =>
      claimant.call('claims.report', {
        params: { id: claim.id },
        body: { version: claim.version, clientId: randomUUID(), percent, text: '进展' },
        idempotencyKey: 'progress',
      });
    await send(10);

    expect(await refusalOf(send(20))).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      status: 422,
    });
    const row = await town
      .rows('pioneer_claims')
      .where({ document_id: claim.id })
      .first<{ percent: number }>('percent');
    expect(row.percent).toBe(10);
  });

  it('is tried again after a refusal, because only successes are kept', async () => {
    const opening = await buildOpening(town, { data: { memberSlots: 1 } });
    const { id, termsId } = opening;
    const holder = await buildClaim(town, { opening });
    const { call } = await buildMember(town);
    const send = () =>
      call('openings.claim', { params: { id }, body: { termsId }, idempotencyKey: 'again' });
    expect(await codeOfRefusal(send())).toBe('OPENING_FULL');
    const { version } = holder.claim;
    await holder.claimant.call('claims.withdraw', {
      params: { id: holder.claim.id },
      body: { version, reason: '让给邻居。' },
    });

    expect((await send()).data.state).toBe('active');
  });

  it('does not meet the key of another member', async () => {
    const { id, termsId } = await buildOpening(town, { data: { memberSlots: 5 } });
    const [first, second] = [await buildMember(town), await buildMember(town)];
    for (const { call } of [first, second]) {
      await call('openings.claim', { params: { id }, body: { termsId }, idempotencyKey: 'same' });
    }

    expect(await claimsOf(id)).toBe(2);
  });
});

describe('a report', () => {
  it('that arrives twice under its client id is there once', async () => {
    const work = await buildClaim(town);
    const clientId = randomUUID();
    const first = await report(work, { clientId, percent: 30 });
    const second = await report(work, { clientId, percent: 30 });

    expect(second).toEqual(first);
    expect(await count(town.rows('pioneer_reports').where({ claim_id: work.claim.id }))).toBe(1);
  });

  it('is refused under the client id of a report on another claim', async () => {
    const [one, other] = [await buildClaim(town), await buildClaim(town)];
    const clientId = randomUUID();
    await report(one, { clientId });

    expect(await codeOfRefusal(report(other, { clientId }))).toBe('REPORT_CLIENT_ID_TAKEN');
    expect(await count(town.rows('pioneer_reports').where({ claim_id: other.claim.id }))).toBe(0);
  });
});
