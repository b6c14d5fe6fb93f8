import { randomUUID } from 'node:crypto';
import type { EndpointName } from 'strapi-plugin-pioneer/contract';
import { endpoints, pathPrefixOf } from 'strapi-plugin-pioneer/contract';
import { TASK } from '../../support/content-manager';
import { codeOf, type Answer } from '../../support/http';
import { unknownId, uniqueName } from '../../support/names';
import { judgeOf, type Judge } from '../../support/openapi';
import { enterTown } from '../../support/town';
import { buildClaim, buildOpening, type Work } from '../../support/work';

const town = enterTown('owner');
afterAll(() => town.leave());

let judge: Judge;
let work: Work;
beforeAll(async () => {
  judge = await judgeOf(town);
  work = await buildClaim(town, { state: 'accepted' });
});

interface Question {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks past the typed client, so that answers are as they come over the wire. */
function ask(name: EndpointName, question: Question = {}): Promise<Answer> {
  const { method, access, path } = endpoints[name];
  const { params = {}, query, ...rest } = question;
  const filled = path.replaceAll(/:(\w+)/g, (_, key: string) => params[key] ?? unknownId());
  const address = pathPrefixOf(access) + filled + (query === undefined ? '' : `?${query}`);
  return town.send({ method, path: address, ...(method === 'GET' ? {} : { body: {} }), ...rest });
}

type Case = readonly [EndpointName, () => Question];

const ofOpening = () => ({ id: work.opening.id });
const ofClaim = () => ({ id: work.claim.id });
const asClaimant = () => ({ token: work.claimant.token });
const asAdministrator = () => ({ token: town.administratorToken });

const READ: readonly Case[] = [
  ['openapi.find', () => ({})],
  ['openings.find', () => ({ query: 'limit=100' })],
  [
    'openings.find',
    () => ({ query: `organisation=${work.opening.organisation.id}`, ...asClaimant() }),
  ],
  ['openings.findOne', () => ({ params: ofOpening() })],
  ['organisation.find', () => ({ query: 'limit=100' })],
  ['organisation.findOne', () => ({ params: { id: work.opening.organisation.id } })],
  ['statistics.find', () => ({ query: `organisation=${work.opening.organisation.id}` })],
  ['statistics.findOrganisations', () => ({ query: 'limit=100' })],
  ['me.findOne', asClaimant],
  ['claims.find', () => ({ query: 'view=mine', ...asClaimant() })],
  ['claims.findOne', () => ({ params: ofClaim(), ...asClaimant() })],
  ['claims.findTimeline', () => ({ params: ofClaim(), ...asClaimant() })],
  [
    'tasks.findOpenings',
    () => ({ params: { uid: TASK, id: work.opening.taskId }, ...asAdministrator() }),
  ],
  ['parts.find', asAdministrator],
];

const WRITTEN: readonly Case[] = [
  [
    'session.signIn',
    () => ({ body: { number: work.claimant.number, password: work.claimant.password } }),
  ],
  [
    'organisations.import',
    () => ({
      body: {
        rows: [
          { code: uniqueName('ORG'), name: '河畔村', kind: 'village', parentCode: null },
          { code: '', name: '', kind: 'village', parentCode: null },
        ],
      },
      ...asAdministrator(),
    }),
  ],
  ['members.invite', () => ({ body: { numbers: [uniqueName('m')] }, ...asAdministrator() })],
];

const REFUSED: readonly (readonly [string, ...Case])[] = [
  ['400 INPUT_INVALID', 'openings.find', () => ({ query: 'limit=0' })],
  ['401 UNAUTHENTICATED', 'me.findOne', () => ({})],
  [
    '401 SIGN_IN_FAILED',
    'session.signIn',
    () => ({ body: { number: 'nobody', password: 'none' } }),
  ],
  ['401 UnauthorizedError', 'parts.find', () => ({})],
  ['404 NOT_FOUND', 'openings.findOne', () => ({})],
  ['404 NOT_FOUND', 'claims.findOne', asClaimant],
  [
    '409 CLAIM_STATE_REFUSES',
    'claims.withdraw',
    () => ({
      params: ofClaim(),
      body: { version: work.claim.version, reason: '家中有事。' },
      ...asClaimant(),
    }),
  ],
];

describe('an answer is as the OpenAPI document says', () => {
  it.each([...READ, ...WRITTEN])('of %s', async (name, question) => {
    const answer = await ask(name, question());

    expect([answer.status, judge(name, answer)]).toEqual([200, []]);
  });

  it('of a claim from its beginning to its progress', async () => {
    const { id, termsId } = await buildOpening(town);
    const claimed = await ask('openings.claim', {
      params: { id },
      body: { termsId },
      ...asClaimant(),
    });
    expect([claimed.status, judge('openings.claim', claimed)]).toEqual([200, []]);

    const { id: claimId, version } = claimed.body.data as { id: string; version: number };
    const body = { version, clientId: randomUUID(), percent: 40, text: '已清理一半。' };
    const reported = await ask('claims.report', { params: { id: claimId }, body, ...asClaimant() });
    expect([reported.status, judge('claims.report', reported)]).toEqual([200, []]);
  });

  it.each(REFUSED)('%s of %s', async (expected, name, question) => {
    const answer = await ask(name, question());

    expect(`${answer.status} ${codeOf(answer)}`).toBe(expected);
    expect(judge(name, answer)).toEqual([]);
  });

  it('of a key that came with something else before', async () => {
    const { claim, claimant } = await buildClaim(town);
    const keep = { params: { id: claim.id }, token: claimant.token };
    const headers = { 'Idempotency-Key': randomUUID() };
    const send = (percent: number) =>
      ask('claims.report', {
        ...keep,
        headers,
        body: { version: claim.version, clientId: randomUUID(), percent, text: '有进展。' },
      });
    await send(10);
    const answer = await send(20);

    expect(codeOf(answer)).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(judge('claims.report', answer)).toEqual([]);
  });

  it('or else it is noticed', async () => {
    const answer = await ask('claims.findOne', { params: ofClaim(), ...asClaimant() });
    const { state: _state, ...stateless } = answer.body.data as Record<string, unknown>;
    const problemsOf = (data: object) => judge('claims.findOne', { ...answer, body: { data } });

    expect(problemsOf(stateless)).toEqual([expect.stringContaining("'state'")]);
    expect(problemsOf({ ...stateless, state: 'lost' })).toHaveLength(1);
    expect(judge('claims.findOne', { ...answer, status: 402 })).toHaveLength(1);
  });
});
