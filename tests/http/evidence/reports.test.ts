import { randomUUID } from 'node:crypto';
import { linkTo, STANDARD } from '../../support/content-manager';
import { addEvidence } from '../../support/evidence';
import { codeOf, codeOfRefusal, refusalOf } from '../../support/http';
import { footprintOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import {
  acknowledge,
  buildClaim,
  buildOpening,
  buildStandard,
  giveBack,
  GOOD_SCORES,
  look,
  type Work,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

describe('a report', () => {
  const body = (version: number, evidenceIds: string[]) => ({
    version,
    clientId: randomUUID(),
    percent: 50,
    text: '已清理一半。',
    evidenceIds,
  });

  it('shows the evidence that it names, and no other report shows it', async () => {
    const work = await buildClaim(town);
    const { claimant, claim } = work;
    const params = { id: claim.id };
    const [first, second] = [
      await addEvidence(claimant, claim.id),
      await addEvidence(claimant, claim.id),
    ];
    const sent = body(1, [second.id, first.id]);
    await claimant.call('claims.report', { params, body: sent });
    // Sent again, it is the same report.
    await claimant.call('claims.report', { params, body: sent });
    const { reports, evidence } = await look(work.claimant, work.claim.id);
    expect(reports.map(({ evidenceIds }) => evidenceIds)).toEqual([[first.id, second.id]]);
    expect(evidence.map(({ reportId }) => reportId)).toEqual([reports[0]?.id, reports[0]?.id]);

    const again = claimant.call('claims.report', { params, body: body(2, [first.id]) });
    expect(await refusalOf(again)).toMatchObject({
      code: 'EVIDENCE_USED',
      details: { id: first.id },
    });
    const fewer = claimant.call('claims.report', {
      params,
      body: { ...sent, evidenceIds: [first.id] },
    });
    expect(await codeOfRefusal(fewer)).toBe('REPORT_CLIENT_ID_TAKEN');
  });

  it('cannot show the evidence of another claim, and nothing is half done', async () => {
    const [work, other] = [await buildClaim(town), await buildClaim(town)];
    const own = await addEvidence(work.claimant, work.claim.id);
    const foreign = await addEvidence(other.claimant, other.claim.id);
    const place = { claimId: work.claim.id, openingId: work.opening.id };
    const before = await footprintOf(town, place);
    const call = work.claimant.call('claims.report', {
      params: { id: work.claim.id },
      body: body(1, [own.id, foreign.id]),
    });

    expect(await codeOfRefusal(call)).toBe('EVIDENCE_UNKNOWN');
    expect(await footprintOf(town, place)).toEqual(before);
    expect((await look(work.claimant, work.claim.id)).evidence).toEqual([own]);
  });
});

describe('a standard that asks for evidence', () => {
  async function buildAsked(): Promise<Work> {
    const standard = linkTo(await buildStandard(town, { evidenceBefore: 1, evidenceAfter: 2 }));
    return buildClaim(town, { opening: await buildOpening(town, { data: { standard } }) });
  }

  function submitWith({ claim, claimant }: Work, evidenceIds: string[]) {
    const entry = { clientId: randomUUID(), text: '已全部完成。', selfCheck: GOOD_SCORES };
    return claimant.call('claims.submit', {
      params: { id: claim.id },
      body: { version: claim.version, ...entry, evidenceIds },
    });
  }

  it('is read with the terms', async () => {
    const { claim, claimant } = await buildAsked();
    const { terms } = await look(claimant, claim.id);
    expect(terms.evidence).toEqual({ before: 1, during: 0, after: 2 });
  });

  it('refuses a submission that shows less, by moment, and nothing is half done', async () => {
    const work = await buildAsked();
    const { claimant, claim } = work;
    const place = { claimId: claim.id, openingId: work.opening.id };
    const before = await addEvidence(claimant, claim.id, { moment: 'before' });
    const after = await addEvidence(claimant, claim.id, { moment: 'after' });
    const untouched = await footprintOf(town, place);

    // What was uploaded and is not shown does not count.
    expect(await refusalOf(submitWith(work, [after.id]))).toMatchObject({
      code: 'EVIDENCE_MISSING',
      status: 409,
      details: { moment: 'before', found: 0, expected: 1 },
    });
    expect(await refusalOf(submitWith(work, [before.id, after.id]))).toMatchObject({
      details: { moment: 'after', found: 1, expected: 2 },
    });
    expect(await footprintOf(town, place)).toEqual(untouched);
    expect((await look(work.claimant, work.claim.id)).evidence).toEqual([before, after]);
  });

  it('counts what all reports show, of earlier rounds too', async () => {
    let work = await buildAsked();
    const { claimant, claim } = work;
    const before = await addEvidence(claimant, claim.id, { moment: 'before' });
    const reported = await claimant.call('claims.report', {
      params: { id: claim.id },
      body: {
        version: 1,
        clientId: randomUUID(),
        percent: 20,
        text: '开工。',
        evidenceIds: [before.id],
      },
    });
    work = { ...work, claim: reported.data };
    const after = [
      (await addEvidence(claimant, claim.id)).id,
      (await addEvidence(claimant, claim.id)).id,
    ];
    work = { ...work, claim: (await submitWith(work, after)).data };
    work = { ...work, claim: await giveBack(work) };
    work = { ...work, claim: await acknowledge(work) };

    expect((await submitWith(work, [])).data).toMatchObject({ state: 'submitted', round: 2 });
  });

  it.each([21, -1])('cannot ask for %d pieces', async (evidenceDuring) => {
    const standard = await buildStandard(town);
    const answer = await town.content.update(STANDARD, standard, { evidenceDuring });
    expect(codeOf(answer)).toBe('STANDARD_EVIDENCE_OFF');
    expect(answer.body.error?.details.errors).toMatchObject([{ path: ['evidenceDuring'] }]);
  });
});
