import { EVALUATION, TASK } from '../../support/content-manager';
import { codeOf, codeOfRefusal, refusalOf } from '../../support/http';
import { countersOf, footprintOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import {
  accept,
  acknowledge,
  buildClaim,
  buildOpening,
  CRITERIA,
  giveBack,
  GOOD_SCORE,
  look,
  lookAt,
  openingOf,
  POOR_SCORE,
  POOR_SCORES,
  reject,
  report,
  submit,
  withdraw,
  type Work,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

interface Evaluation {
  readonly documentId: string;
  readonly claimId: string;
  readonly decision: string;
  readonly score: number;
  readonly passMark: number;
  readonly summary: string | null;
  readonly criteria: readonly { readonly key: string; readonly score: number }[];
  readonly task: { readonly documentId: string } | null;
}

async function evaluationsOf(claimId: string): Promise<Evaluation[]> {
  const path = `/api/evaluations?filters[claimId][$eq]=${claimId}&populate=task`;
  return (await town.send({ path })).body.data as Evaluation[];
}

/** Carries one claim from the first report to acceptance, with a return on the way. */
async function goAllTheWayRound(): Promise<Work> {
  let work = await buildClaim(town);
  const next = (claim: Work['claim']) => (work = { ...work, claim });
  next(await report(work, { percent: 40 }));
  next(await submit(work));
  next(await giveBack(work));
  next(await acknowledge(work));
  next(await submit(work));
  next(await accept(work));
  return work;
}

describe('one claim', () => {
  it('goes all the way round: reported, submitted, returned, acknowledged, accepted', async () => {
    const { claim, claimant, opening } = await goAllTheWayRound();

    expect(claim).toMatchObject({ state: 'accepted', score: GOOD_SCORE, round: 2, version: 7 });
    const detail = await look(claimant, claim.id);
    expect(detail.reports.map(({ kind }) => kind)).toEqual([
      'progress',
      'submission',
      'submission',
    ]);
    expect(detail.verdicts.map(({ decision, round }) => [round, decision])).toEqual([
      [1, 'return'],
      [2, 'accept'],
    ]);
    const { stored, counted } = await countersOf(town, opening.id);
    expect(stored).toEqual(counted);
    expect(stored).toEqual([1, 0, 1]);
  });

  it('tells its story in the timeline, oldest first, and names who acted', async () => {
    const { claim, claimant, evaluator } = await goAllTheWayRound();
    const params = { id: claim.id };
    const first = await claimant.call('claims.findTimeline', { params, query: { limit: 4 } });
    const cursor = first.nextCursor ?? '';
    const rest = await claimant.call('claims.findTimeline', { params, query: { cursor } });

    expect([...first.data, ...rest.data].map(({ type, by }) => [type, by?.id])).toEqual([
      ['claim.taken', claimant.id],
      ['claim.reported', claimant.id],
      ['claim.submitted', claimant.id],
      ['claim.returned', evaluator.id],
      ['claim.acknowledged', claimant.id],
      ['claim.submitted', claimant.id],
      ['claim.accepted', evaluator.id],
    ]);
    expect(rest.data.at(-1)?.facts).toEqual({ score: GOOD_SCORE });
    expect(rest.nextCursor).toBeNull();
  });

  it('waits in the queue of its evaluator alone, and leaves it with the verdict', async () => {
    const work = await buildClaim(town, { state: 'submitted' });
    const waiting = async (member: Work['claimant']) => {
      const { data } = await member.call('claims.find', { query: { view: 'to-evaluate' } });
      return data.map(({ id }) => id);
    };

    expect(await waiting(work.evaluator)).toEqual([work.claim.id]);
    expect(await waiting(work.claimant)).toEqual([]);
    await accept(work);
    expect(await waiting(work.evaluator)).toEqual([]);
  });
});

describe('the evaluation document', () => {
  it('is written once, when a claim is accepted, and is public', async () => {
    const { claim, opening } = await goAllTheWayRound();
    const [evaluation, ...others] = await evaluationsOf(claim.id);

    expect(others).toEqual([]);
    expect(evaluation).toMatchObject({
      decision: 'accept',
      score: GOOD_SCORE,
      passMark: 60,
      // The evaluator's words stay with the claim; editors write what the public reads.
      summary: null,
      task: { documentId: opening.taskId },
    });
    expect(evaluation?.criteria.map(({ key, score }) => [key, score])).toEqual(
      CRITERIA.map(({ key }, index) => [key, [90, 70][index]]),
    );
  });

  it('is written for a rejected claim too, and not for a returned one', async () => {
    const rejected = await buildClaim(town, { state: 'rejected' });
    const returned = await buildClaim(town, { state: 'returned' });

    expect(await evaluationsOf(rejected.claim.id)).toMatchObject([
      { decision: 'reject', score: POOR_SCORE },
    ]);
    expect(await evaluationsOf(returned.claim.id)).toEqual([]);
  });

  it('lets editors add text and refuses to let them touch score, decision or existence', async () => {
    const { claim } = await buildClaim(town, { state: 'accepted' });
    const [evaluation] = await evaluationsOf(claim.id);
    const id = evaluation?.documentId ?? '';
    const body = [{ type: 'paragraph', children: [{ type: 'text', text: '整治前后对比明显。' }] }];

    const described = await town.content.update(EVALUATION, id, { body });
    expect(described.status).toBe(200);
    for (const change of [{ score: 100 }, { decision: 'reject' }, { claimId: 'x' }]) {
      const refused = await town.content.update(EVALUATION, id, change);
      expect([codeOf(refused), refused.status]).toEqual(['EVALUATION_GOVERNED', 400]);
    }
    expect(codeOf(await town.content.remove(EVALUATION, id))).toBe('EVALUATION_GOVERNED');
    expect(codeOf(await town.content.send('POST', EVALUATION, { claimId: 'made-up' }))).toBe(
      'EVALUATION_GOVERNED',
    );
    expect(await evaluationsOf(claim.id)).toMatchObject([
      { score: GOOD_SCORE, decision: 'accept' },
    ]);
  });
});

describe('a verdict', () => {
  it('does not accept work below the pass mark and leaves it submitted', async () => {
    const { claim, evaluator, opening } = await buildClaim(town, { state: 'submitted' });
    const ids = { claimId: claim.id, openingId: opening.id };
    const before = await footprintOf(town, ids);
    const refused = await refusalOf(
      evaluator.call('claims.accept', {
        params: { id: claim.id },
        body: { version: claim.version, scores: POOR_SCORES },
      }),
    );

    expect(refused).toMatchObject({
      code: 'SCORE_BELOW_PASS_MARK',
      status: 409,
      details: { score: POOR_SCORE, passMark: 60 },
    });
    expect(await footprintOf(town, ids)).toEqual(before);
  });

  it.each([
    ['a criterion is missing', { cleanliness: 90 }],
    ['a criterion is unknown', { cleanliness: 90, lasting: 70, charm: 100 }],
  ])('is refused when %s', async (_what, scores) => {
    const { claim, evaluator } = await buildClaim(town, { state: 'submitted' });
    const verdict = evaluator.call('claims.accept', {
      params: { id: claim.id },
      body: { version: claim.version, scores },
    });

    expect(await codeOfRefusal(verdict)).toBe('SCORES_INVALID');
  });

  it('ends the claim for a rejected claimant, who may claim again once it is closed', async () => {
    const work = await buildClaim(town, { state: 'submitted' });
    await reject(work);
    // No appeal window: whoever looks closes it, if the sweep was not there before.
    expect((await lookAt(work)).state).toBe('closed');

    const again = await buildClaim(town, { opening: work.opening, claimant: work.claimant });
    expect(again.claim.state).toBe('active');
  });
});

describe('a withdrawn claim', () => {
  it('gives its slot back to the next one', async () => {
    const opening = await buildOpening(town, { data: { memberSlots: 1 } });
    const work = await buildClaim(town, { opening });
    expect((await openingOf(town, opening.taskId)).taken.member).toBe(1);
    await withdraw(work);

    expect((await openingOf(town, opening.taskId)).taken.member).toBe(0);
    expect((await buildClaim(town, { opening })).claim.state).toBe('active');
  });
});

describe('a task with claims', () => {
  it('cannot be deleted, only unpublished, and running claims go on under their terms', async () => {
    const work = await buildClaim(town);
    const { taskId, id: openingId, termsId } = work.opening;

    expect(codeOf(await town.content.remove(TASK, taskId))).toBe('TASK_HAS_CLAIMS');
    expect((await town.content.unpublish(TASK, taskId)).status).toBe(200);
    const late = buildClaim(town, { opening: { ...work.opening, id: openingId, termsId } });
    expect(await codeOfRefusal(late)).toBe('OPENING_CLOSED');
    expect((await submit(work)).state).toBe('submitted');
  });
});
