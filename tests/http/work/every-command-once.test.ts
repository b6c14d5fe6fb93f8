import { randomUUID } from 'node:crypto';
import { linkTo, type Content } from '../../support/content-manager';
import { codeOf } from '../../support/http';
import { buildMember, type Member } from '../../support/people';
import { footprintOf } from '../../support/rows';
import { endLease } from '../../support/end-lease';
import { enterTown } from '../../support/town';
import {
  buildClaim,
  buildOpening,
  buildWorkflow,
  GOOD_SCORES,
  POOR_SCORES,
  type ReachableState,
  type Work,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const reason = '理由如下。';
const entry = () => ({ clientId: randomUUID(), text: '进展顺利。' });

/** From which state, by whom, with what: one command that will be carried out. */
const COMMANDS: readonly (readonly [
  command: string,
  state: ReachableState,
  by: 'claimant' | 'evaluator',
  body: () => object,
])[] = [
  ['report', 'active', 'claimant', () => ({ ...entry(), percent: 50 })],
  ['submit', 'active', 'claimant', () => ({ ...entry(), selfCheck: GOOD_SCORES })],
  ['acknowledge', 'returned', 'claimant', () => ({})],
  ['withdraw', 'active', 'claimant', () => ({ reason })],
  ['accept', 'submitted', 'evaluator', () => ({ scores: GOOD_SCORES, reason })],
  ['return', 'submitted', 'evaluator', () => ({ reason })],
  ['reject', 'submitted', 'evaluator', () => ({ scores: POOR_SCORES, reason })],
];

function send(work: Work, command: string, giver: Member, key: string, body: object) {
  return town.send({
    method: 'POST',
    path: `/api/pioneer/claims/${work.claim.id}/${command}`,
    token: giver.token,
    headers: { 'idempotency-key': key },
    body,
  });
}

const placeOf = ({ claim, opening }: Work) => ({ claimId: claim.id, openingId: opening.id });

let workflow: Content;

beforeAll(async () => {
  workflow = linkTo(await buildWorkflow(town, { appealWindowDays: 7 }));
});

/**
 * A claim that only commands move: rejected work may be appealed, so that the sweep does not close
 * it between the command and the look at what became of it.
 */
async function claimIn(state: ReachableState): Promise<Work> {
  const opening = await buildOpening(town, { data: { workflow } });
  return buildClaim(town, { state, opening });
}

describe.each(COMMANDS)('%s under an Idempotency-Key', (command, state, by, bodyOf) => {
  it('is answered again, word for word, and happens once', async () => {
    const work = await claimIn(state);
    const body = { version: work.claim.version, ...bodyOf() };
    const key = randomUUID();
    const first = await send(work, command, work[by], key, body);
    const after = await footprintOf(town, placeOf(work));
    const second = await send(work, command, work[by], key, body);

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.text).toBe(first.text);
    expect(after.claim?.version).toBe(work.claim.version + 1);
    expect(await footprintOf(town, placeOf(work))).toEqual(after);
  });

  it('happens once when it is sent five times at once', async () => {
    const work = await claimIn(state);
    const body = { version: work.claim.version, ...bodyOf() };
    const key = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => send(work, command, work[by], key, body)),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const { claim } = await footprintOf(town, placeOf(work));
    expect(claim?.version).toBe(work.claim.version + 1);
  });

  it('is refused with another content, whoever of the two comes first', async () => {
    const work = await claimIn(state);
    const { version } = work.claim;
    const key = randomUUID();
    const bodies = [
      { version, ...bodyOf() },
      { version: version + 1, ...bodyOf() },
    ];
    const answers = await Promise.all(
      bodies.map((body) => send(work, command, work[by], key, body)),
    );
    const codes = answers.map(codeOf);

    // The one that is wrong by itself may come first; then it leaves the key to the other.
    expect(codes[0]).toBe('200');
    expect(['IDEMPOTENCY_KEY_REUSED', 'CLAIM_CHANGED']).toContain(codes[1]);
    expect(codeOf(await send(work, command, work[by], key, bodies[1] ?? {}))).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    const { claim } = await footprintOf(town, placeOf(work));
    expect(claim?.version).toBe(version + 1);
  });
});

describe('an Idempotency-Key', () => {
  it('belongs to one command on one claim', async () => {
    const opening = await buildOpening(town);
    const work = await buildClaim(town, { opening });
    const key = randomUUID();
    const reported = await send(work, 'report', work.claimant, key, {
      version: 1,
      ...entry(),
      percent: 20,
    });
    const submitted = await send(work, 'submit', work.claimant, key, {
      version: 2,
      ...entry(),
      selfCheck: GOOD_SCORES,
    });

    expect([reported, submitted].map(codeOf)).toEqual(['200', '200']);
  });

  it('does not count the order of keys in a body as another content', async () => {
    const work = await buildClaim(town);
    const body = { version: 1, ...entry(), percent: 20 };
    const turned = Object.fromEntries(Object.entries(body).reverse());
    const key = randomUUID();
    const first = await send(work, 'report', work.claimant, key, body);
    const second = await send(work, 'report', work.claimant, key, turned);

    expect(second.text).toBe(first.text);
  });

  it('keeps nothing of a refusal, also when the refusal found that a lease had ended', async () => {
    const work = await buildClaim(town, { opening: await buildOpening(town) });
    await endLease(town, work.claim.id);
    const key = randomUUID();
    const body = { version: 1, ...entry(), percent: 20 };
    const codes = [];
    for (let turn = 0; turn < 2; turn += 1) {
      codes.push(codeOf(await send(work, 'report', work.claimant, key, body)));
    }
    // The sweep may come between the two.
    for (const code of codes) {
      expect(['CLAIM_LEASE_ENDED', 'CLAIM_STATE_REFUSES']).toContain(code);
    }
    expect((await footprintOf(town, placeOf(work))).reports).toBe(0);
  });

  it('lets a claim take the slot of one whose lease has ended, once', async () => {
    const opening = await buildOpening(town);
    const late = await buildClaim(town, { opening });
    await endLease(town, late.claim.id);
    const { claimant } = await buildClaim(town);
    const headers = { 'idempotency-key': randomUUID() };
    const path = `/api/pioneer/openings/${opening.id}/claims`;
    const body = { termsId: opening.termsId };
    const take = () => town.send({ method: 'POST', path, token: claimant.token, headers, body });
    const [first, second] = [await take(), await take()];

    expect([first, second].map(codeOf)).toEqual(['200', '200']);
    expect(second.text).toBe(first.text);
    const claims = await town.rows('pioneer_claims').where({ opening_id: opening.id });
    expect(claims.map(({ state }: { state: string }) => state).sort()).toEqual([
      'active',
      'expired',
    ]);
  });
});

describe('a command that is sent twice at once', () => {
  it('is carried out once when it is the same report', async () => {
    const work = await buildClaim(town);
    const { id, version } = work.claim;
    const body = { version, clientId: randomUUID(), percent: 20, text: '进展。' };
    const path = `/api/pioneer/claims/${id}/report`;
    const { token } = work.claimant;
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => town.send({ method: 'POST', path, token, body })),
    );
    for (const answer of answers) expect(['200', 'CLAIM_CHANGED']).toContain(codeOf(answer));
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    const { claim, reports } = await footprintOf(town, placeOf(work));
    expect([claim?.version, reports]).toEqual([version + 1, 1]);
  });

  it('is carried out once when it is a submission, and the second is refused by name', async () => {
    const work = await buildClaim(town);
    const { id, version } = work.claim;
    const path = `/api/pioneer/claims/${id}/submit`;
    const { token } = work.claimant;
    const answers = await Promise.all(
      [1, 2].map(() => {
        const entry = { clientId: randomUUID(), text: '完成。', selfCheck: GOOD_SCORES };
        return town.send({ method: 'POST', path, token, body: { version, ...entry } });
      }),
    );
    const codes = answers.map(codeOf).sort();
    expect(codes[0]).toBe('200');
    expect(['CLAIM_CHANGED', 'CLAIM_STATE_REFUSES']).toContain(codes[1]);
    const { claim, reports } = await footprintOf(town, placeOf(work));
    expect([claim?.state, claim?.version, reports]).toEqual(['submitted', version + 1, 1]);
  });

  it('is carried out once when two evaluators decide differently', async () => {
    const work = await buildClaim(town, { state: 'submitted' });
    const { id, version } = work.claim;
    const other = await buildMember(town, [['evaluator', work.opening.organisation]]);
    const decide = (name: string, by: Member, body: object) =>
      town.send({
        method: 'POST',
        path: `/api/pioneer/claims/${id}/${name}`,
        token: by.token,
        body: { version, reason: '见现场。', ...body },
      });
    const answers = await Promise.all([
      decide('accept', work.evaluator, { scores: GOOD_SCORES }),
      decide('reject', other, { scores: POOR_SCORES }),
    ]);
    const codes = answers.map(codeOf).sort();
    expect(codes[0]).toBe('200');
    expect(['CLAIM_CHANGED', 'CLAIM_STATE_REFUSES']).toContain(codes[1]);
    const { verdicts, evaluations } = await footprintOf(town, placeOf(work));
    expect([verdicts, evaluations]).toEqual([1, 1]);
  });
});
