import { linkTo } from '../../support/content-manager';
import { codeOf, codeOfRefusal, refusalOf } from '../../support/http';
import { enterTown } from '../../support/town';
import { buildClaim, buildOpening, buildStandard, submit, type Work } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

/** 50 for the result, 50 for care, which may not apply; safety weighs nothing and can veto. */
const CRITERIA = [
  { key: 'result', label: { zh: '成效' }, weight: 50 },
  { key: 'care', label: { zh: '养护' }, weight: 50, mayNotApply: true },
  { key: 'safety', label: { zh: '安全' }, weight: 0, isVeto: true },
];
const GRADES = [
  { key: 'good', label: { zh: '良好', en: 'Good' }, from: 80 },
  { key: 'excellent', label: { zh: '优秀', en: 'Excellent' }, from: 90 },
];
const SELF_CHECK = { result: 90, care: null, safety: 100 };

let standard: object;
beforeAll(async () => {
  standard = linkTo(await buildStandard(town, { criteria: CRITERIA, grades: GRADES }));
});

async function buildSubmitted(): Promise<Work> {
  const opening = await buildOpening(town, { data: { standard } });
  const work = await buildClaim(town, { opening });
  return { ...work, claim: await submit(work, SELF_CHECK) };
}

async function decide(
  { claim: { id, version }, evaluator }: Work,
  decision: 'accept' | 'reject',
  scores: Record<string, number | null>,
) {
  const body = { version, scores, reason: '按标准打分。' };
  return (await evaluator.call(`claims.${decision}`, { params: { id }, body })).data;
}

async function evaluationOf(claimId: string) {
  const path = `/api/evaluations?filters[claimId][$eq]=${claimId}`;
  const [evaluation] = (await town.send({ path })).body.data as Record<string, unknown>[];
  return evaluation;
}

it('a criterion that does not apply leaves its weight to the others, and the evaluation says so', async () => {
  const work = await buildSubmitted();
  const claim = await decide(work, 'accept', { result: 85, care: null, safety: 100 });

  expect(claim).toMatchObject({ state: 'accepted', score: 85 });
  expect(await evaluationOf(claim.id)).toMatchObject({
    score: 85,
    grade: 'good',
    gradeLabel: { zh: '良好', en: 'Good' },
    criteria: [
      { key: 'result', score: 85 },
      { key: 'care', score: null },
      { key: 'safety', score: 100 },
    ],
  });
});

it('the formula that made a score is kept with it', async () => {
  const work = await buildSubmitted();
  await decide(work, 'accept', { result: 95, care: 90, safety: 100 });

  const verdict = await town
    .rows('pioneer_verdicts')
    .where({ claim_id: work.claim.id })
    .first<Record<string, unknown>>();
  expect(Number(verdict.score)).toBe(92.5);
  expect(verdict.score_formula).toBe(1);
});

it('a veto item without points makes the whole score 0, which cannot be accepted', async () => {
  const work = await buildSubmitted();
  const scores = { result: 100, care: 100, safety: 0 };

  expect(await refusalOf(decide(work, 'accept', scores))).toMatchObject({
    code: 'SCORE_BELOW_PASS_MARK',
    details: { score: 0 },
  });
  expect(await decide(work, 'reject', scores)).toMatchObject({ state: 'rejected', score: 0 });
  expect(await evaluationOf(work.claim.id)).toMatchObject({ score: 0, grade: null });
});

it.each([
  ['what always applies', { result: null, care: 90, safety: 100 }, 'SCORE_MUST_APPLY'],
  ['a veto item', { result: 90, care: 90, safety: null }, 'SCORE_MUST_APPLY'],
])('an evaluator cannot leave out %s', async (_what, scores, code) => {
  const work = await buildSubmitted();
  expect(await codeOfRefusal(decide(work, 'accept', scores))).toBe(code);
});

it('claimants read what may not apply, what can veto and which grades there are', async () => {
  const { opening } = await buildSubmitted();
  const { data } = await town.visitor('openings.findOne', { params: { id: opening.id } });

  expect(data.terms.standard.grades).toEqual(GRADES);
  expect(
    data.terms.standard.criteria.map(({ key, mayNotApply, isVeto }) => [key, mayNotApply, isVeto]),
  ).toEqual([
    ['result', false, false],
    ['care', true, false],
    ['safety', false, true],
  ]);
});

it.each([
  [
    'a weightless criterion',
    { criteria: [...CRITERIA.slice(0, 2), { ...CRITERIA[2], isVeto: false }] },
    'STANDARD_CRITERION_WEIGHTLESS',
  ],
  [
    'two grades from the same score',
    { grades: [GRADES[0], { ...GRADES[1], from: 80 }] },
    'STANDARD_GRADES_REPEATED',
  ],
  ['a grade without a name', { grades: [{ key: 'good', from: 80 }] }, 'STANDARD_GRADES_INVALID'],
  ['grades that are no list', { grades: { good: 80 } }, 'STANDARD_GRADES_INVALID'],
])('a standard with %s is refused', async (_what, parts, code) => {
  const name = `不合规的标准 ${code}`;
  const data = { name, criteria: CRITERIA, passMark: 60, ...parts };
  const answer = await town.content.send('POST', 'plugin::pioneer.standard', data);
  expect(codeOf(answer)).toBe(code);
});
