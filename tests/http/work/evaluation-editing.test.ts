import { EVALUATION, linkTo } from '../../support/content-manager';
import { codeOf } from '../../support/http';
import { enterTown } from '../../support/town';
import { buildClaim, GOOD_SCORE } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

type Document = Readonly<Record<string, unknown>> & { readonly documentId: string };

async function buildEvaluation(): Promise<{ document: Document; taskId: string }> {
  const { claim, opening } = await buildClaim(town, { state: 'accepted' });
  const row = await town
    .rows('evaluations')
    .where({ claim_id: claim.id })
    .first<{ document_id: string }>('document_id');
  const answer = await town.content.send('GET', `${EVALUATION}/${row.document_id}`);
  return { document: answer.body.data as Document, taskId: opening.taskId };
}

async function rowOf({ documentId }: Document) {
  return town.rows('evaluations').where({ document_id: documentId }).first<object>();
}

test('an editor adds to the text of an evaluation', async () => {
  const { document } = await buildEvaluation();
  const summary = '河道恢复清澈，居民常来散步。';
  const answer = await town.content.update(EVALUATION, document.documentId, { summary });
  expect(codeOf(answer)).toBe('200');
  expect(await rowOf(document)).toMatchObject({ summary });
});

test('an editor saves the whole form as the admin panel sends it, with text of the editor’s own', async () => {
  const { document } = await buildEvaluation();
  const { claimId, decision, score, passMark, criteria, decidedAt } = document;
  const untouched = { connect: [], disconnect: [] };
  const form = { claimId, decision, score, passMark, criteria, decidedAt };
  const data = { ...form, summary: '新的摘要。', task: untouched, organisation: untouched };
  const answer = await town.content.update(EVALUATION, document.documentId, data);
  expect(codeOf(answer)).toBe('200');
  expect(await rowOf(document)).toMatchObject({ summary: '新的摘要。' });
});

test.each([
  ['score', { score: 100 }],
  ['score', { score: null }],
  ['score', { score: GOOD_SCORE + 0.01 }],
  ['decision', { decision: 'reject' }],
  ['passMark', { passMark: 1 }],
  ['criteria', { criteria: [] }],
  ['decidedAt', { decidedAt: '2020-01-01T00:00:00.000Z' }],
  ['claimId', { claimId: 'another-claim' }],
  ['task', { task: linkTo('abcdefghijklmnopqrstuvwx') }],
  ['task', { task: { set: [] } }],
  ['organisation', { organisation: { connect: [], disconnect: [{ id: 1 }] } }],
])('no editor changes the %s of an evaluation: %j', async (field, data) => {
  const { document, taskId } = await buildEvaluation();
  const before = await rowOf(document);
  const answer = await town.content.update(EVALUATION, document.documentId, {
    ...data,
    summary: '改写。',
  });
  // Strapi may also drop what an editor may not write; then the rest of the form is saved.
  if (codeOf(answer) === 'EVALUATION_GOVERNED') {
    expect(answer.body.error?.message).toContain(field);
    expect(await rowOf(document)).toEqual(before);
  } else {
    expect(answer.status).toBeLessThan(500);
    const { score, decision } = (await rowOf(document)) as { score: unknown; decision: unknown };
    expect([Number(score), decision]).toEqual([GOOD_SCORE, 'accept']);
  }
  const read = await town.send({
    path: `/api/evaluations/${document.documentId}?populate[task]=true&populate[organisation]=true`,
  });
  const {
    summary: _summary,
    updatedAt: _at,
    ...governed
  } = read.body.data as Record<string, unknown>;
  expect(governed).toMatchObject({
    claimId: document.claimId,
    decision: 'accept',
    score: GOOD_SCORE,
    passMark: 60,
    criteria: document.criteria,
    decidedAt: document.decidedAt,
    task: { documentId: taskId },
    organisation: { code: expect.any(String) as string },
  });
});

test('no editor makes, copies or deletes an evaluation', async () => {
  const { document } = await buildEvaluation();
  const made = await town.content.send('POST', EVALUATION, {
    claimId: 'invented',
    decision: 'accept',
    score: 100,
    decidedAt: '2026-01-01T00:00:00.000Z',
  });
  const copied = await town.content.send('POST', `${EVALUATION}/clone/${document.documentId}`, {});
  const deleted = await town.content.remove(EVALUATION, document.documentId);
  for (const answer of [made, copied, deleted]) {
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  }
  expect(codeOf(deleted)).toBe('EVALUATION_GOVERNED');
  expect(await rowOf(document)).toBeDefined();
  expect(await town.rows('evaluations').where({ claim_id: 'invented' })).toEqual([]);
});

test('a second evaluation of a claim cannot come into being, whoever writes it', async () => {
  const { document } = await buildEvaluation();
  const row = (await rowOf(document)) as Record<string, unknown>;
  const { id: _id, ...copy } = row;
  const criteria = JSON.stringify(document.criteria);
  const insert = town.rows('evaluations').insert({ ...copy, criteria, document_id: 'second' });
  // The driver's errors are of another realm, so that `toThrow` does not know them.
  expect(await insert.then(() => 'nothing failed', String)).toMatch(/unique/i);
});
