import type { ClaimView } from 'strapi-plugin-pioneer/contract';
import { holdBack } from '../support/held-back';
import { count, countersOf } from '../support/rows';
import { accept, buildClaim, buildOpening, GOOD_SCORES } from '../support/work';
import { buildCrowd, eventsOf, stateOf, type Crowd } from './crowd';
import { enterTwoNodes, outcomeOf } from './two-nodes';

const nodes = enterTwoNodes();
let crowd: Crowd;
beforeAll(async () => {
  crowd = await buildCrowd(nodes.town);
});
afterAll(() => nodes.leave());

describe('two evaluators who decide one submission at once, at two servers', () => {
  it('give one verdict between them, and the other is told that the claim has changed', async () => {
    const works = await crowd.claim(10, { state: 'submitted' });
    for (const { claim } of works) {
      const { id, version } = claim;
      const decide = () => [
        outcomeOf(
          nodes.at(0, crowd.evaluators[0])('claims.accept', {
            params: { id },
            body: { version, scores: GOOD_SCORES, reason: '现场整洁。' },
          }),
        ),
        outcomeOf(
          nodes.at(1, crowd.evaluators[1])('claims.return', {
            params: { id },
            body: { version, reason: '东侧仍有积水。' },
          }),
        ),
      ];
      let decided: Promise<string>[] = [];
      await holdBack(
        nodes.town,
        (trx) => trx('pioneer_claims').where({ document_id: id }).forUpdate(),
        [{ start: () => void (decided = decide()), waiting: 2 }],
      );
      const [accepted, returned] = await Promise.all(decided);
      const isAccepted = accepted === 'OK';
      const verdicts = nodes.town.rows('pioneer_verdicts').where({ claim_id: id });

      expect([accepted, returned].sort()).toEqual(['CLAIM_CHANGED', 'OK']);
      expect(await stateOf(nodes.town, id)).toBe(isAccepted ? 'accepted' : 'returned');
      expect(await verdicts.clone().pluck('decision')).toEqual([isAccepted ? 'accept' : 'return']);
      expect(await eventsOf(nodes.town, id)).toHaveLength(version + 1);
      const evaluations = nodes.town.rows('evaluations').where({ claim_id: id });
      expect(await count(evaluations)).toBe(Number(isAccepted));
    }
    const { stored, counted } = await countersOf(nodes.town, works[0]?.opening.id ?? '');
    expect(stored).toEqual(counted);
  });
});

it('a verdict takes the task before the opening, as a publication does', async () => {
  const { town } = nodes;
  const opening = await buildOpening(town);
  const work = await buildClaim(town, { opening, state: 'submitted' });
  let verdict: Promise<ClaimView> | undefined;
  await holdBack(
    town,
    (trx) => trx('tasks').where({ document_id: opening.taskId }).forUpdate().select('id'),
    [
      { start: () => void (verdict = accept(work)), waiting: 1 },
      {
        // The verdict would have it already and wait for the task: a deadlock.
        start: (publication) =>
          publication('pioneer_openings')
            .where({ document_id: opening.id })
            .forUpdate()
            .noWait()
            .first('id'),
        waiting: 1,
      },
    ],
  );

  expect((await verdict)?.state).toBe('accepted');
});
