import { codeOfRefusal } from '../../support/http';
import { buildMember } from '../../support/people';
import { enterTown } from '../../support/town';
import {
  buildClaim,
  buildOpening,
  GOOD_SCORE,
  lookAt,
  report,
  submit,
  withdraw,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

describe('the timeline of a claim', () => {
  it('holds one entry for each version, in order, at the moments that it happened', async () => {
    const work = await buildClaim(town, { state: 'accepted' });
    const { data } = await work.claimant.call('claims.findTimeline', {
      params: { id: work.claim.id },
    });

    expect(data.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(data.map(({ at }) => at)).toEqual(data.map(({ at }) => at).sort());
    expect(data[0]?.at).toBe(work.claim.claimedAt);
    expect(data[1]?.at).toBe(work.claim.submittedAt);
    expect(data[2]?.at).toBe(work.claim.decidedAt);
    expect(data[2]?.facts).toMatchObject({ score: GOOD_SCORE });
  });

  it('is read in pages that neither skip nor repeat, while the claim goes on', async () => {
    let work = await buildClaim(town);
    for (const percent of [10, 20, 30]) {
      work = { ...work, claim: await report(work, { percent }) };
    }
    const params = { id: work.claim.id };
    const first = await work.claimant.call('claims.findTimeline', { params, query: { limit: 3 } });
    await submit(work);
    const cursor = first.nextCursor ?? '';
    const rest = await work.claimant.call('claims.findTimeline', { params, query: { cursor } });

    expect([...first.data, ...rest.data].map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
    expect(rest.nextCursor).toBeNull();
  });

  it('says that it was the system when nobody did it', async () => {
    const work = await buildClaim(town, { state: 'rejected' });
    await lookAt(work);
    const { data } = await work.claimant.call('claims.findTimeline', {
      params: { id: work.claim.id },
    });

    expect(data.at(-1)).toMatchObject({ type: 'claim.closed', by: null });
  });

  it('repeats no text of a report and no reason', async () => {
    const work = await buildClaim(town);
    const claim = await report(work, { text: '王阿姨家门口的水管已修好' });
    await withdraw({ ...work, claim });
    const answer = await town.send({
      path: `/api/pioneer/claims/${claim.id}/timeline`,
      token: work.claimant.token,
    });

    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('王阿姨');
    expect(answer.text).not.toContain('家中有事');
  });

  it('is read by claimant, evaluator and manager alike, and by nobody else', async () => {
    const opening = await buildOpening(town);
    const manager = await buildMember(town, [['manager', opening.organisation]]);
    const { claim, claimant, evaluator } = await buildClaim(town, { opening });
    const read = async (member: typeof manager) =>
      (await member.call('claims.findTimeline', { params: { id: claim.id } })).data;

    expect(await read(evaluator)).toEqual(await read(claimant));
    expect(await read(manager)).toEqual(await read(claimant));
    expect(await codeOfRefusal(read(await buildMember(town)))).toBe('NOT_FOUND');
  });
});
