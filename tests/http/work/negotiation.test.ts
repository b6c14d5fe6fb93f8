import { codeOf } from '../../support/http';
import { unknownId } from '../../support/names';
import { buildMember, type Member } from '../../support/people';
import { enterTown } from '../../support/town';
import { buildClaim, submit } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let member: Member;
beforeAll(async () => {
  member = await buildMember(town);
});

const CHINESE = '没有找到，或您无权查看。请检查地址是否正确。';
const ENGLISH = 'There is nothing here, or you may not see it. Check the address.';

describe('a refusal', () => {
  it.each([
    [undefined, CHINESE],
    ['zh', CHINESE],
    ['zh-CN,zh;q=0.9,en;q=0.8', CHINESE],
    ['zh-Hans', CHINESE],
    ['zh-TW', CHINESE],
    ['en', ENGLISH],
    ['en-US,en;q=0.9', ENGLISH],
    ['en-NZ', ENGLISH],
    ['fr,en;q=0.5,zh;q=0.3', ENGLISH],
    ['en;q=0.3,zh;q=0.7', CHINESE],
    ['en;q=0', CHINESE],
    ['fr', CHINESE],
    ['*', CHINESE],
    ['', CHINESE],
    [';;;,,,', CHINESE],
  ])('is worded for a reader who prefers %j', async (language, message) => {
    const headers: Record<string, string> =
      language === undefined ? {} : { 'accept-language': language };
    const path = `/api/pioneer/claims/${unknownId()}`;
    const answer = await town.send({ path, token: member.token, headers });

    expect(answer.body.error?.message).toBe(message);
    expect(codeOf(answer)).toBe('NOT_FOUND');
    expect(answer.headers.get('vary')).toContain('Accept-Language');
  });

  it('has the same facts in both languages, and words of its own in each', async () => {
    const work = await buildClaim(town);
    const claim = await submit(work);
    const ask = (language: string) =>
      town.send({
        method: 'POST',
        path: `/api/pioneer/claims/${claim.id}/withdraw`,
        token: work.claimant.token,
        body: { version: claim.version, reason: '有事。' },
        headers: { 'accept-language': language },
      });
    const [chinese, english] = [await ask('zh'), await ask('en')];

    expect(chinese.body.error?.details).toEqual(english.body.error?.details);
    expect(chinese.body.error?.message).toBe(
      '现在的状态是“待验收”，不能“撤回认领”。需要的状态：候补、待批准、进行中、已退回。',
    );
    expect(english.body.error?.message).toBe(
      'The claim is submitted; "withdraw" needs: waiting, applied, active, returned.',
    );
  });

  it('inside a success is worded for its reader too', async () => {
    const { claim, claimant } = await buildClaim(town);
    const read = async (language: string) => {
      const path = `/api/pioneer/claims/${claim.id}`;
      const headers = { 'accept-language': language };
      const answer = await town.send({ path, token: claimant.token, headers });
      const { allowed } = answer.body.data as {
        allowed: { command: string; refusal: { code: string; message: string } | null }[];
      };
      expect(answer.headers.get('vary')).toContain('Accept-Language');
      return allowed.find(({ command }) => command === 'accept')?.refusal;
    };

    expect(await read('zh')).toMatchObject({
      code: 'CLAIM_NOT_YOURS',
      message: '“通过”要由考评员来做。',
    });
    expect(await read('en')).toMatchObject({
      code: 'CLAIM_NOT_YOURS',
      message: '"accept" is for: evaluator.',
    });
  });

  it('of a form names the fields and says in the reader’s language what they need', async () => {
    const { claim, claimant } = await buildClaim(town);
    const ask = (language: string) =>
      town.send({
        method: 'POST',
        path: `/api/pioneer/claims/${claim.id}/report`,
        token: claimant.token,
        body: { version: claim.version, percent: 101 },
        headers: { 'accept-language': language },
      });
    const [chinese, english] = [await ask('zh'), await ask('en')];
    const problemsIn = (answer: typeof chinese) =>
      answer.body.error?.details.errors as { path: string; message: string }[];

    for (const answer of [chinese, english]) {
      expect(problemsIn(answer).map(({ path }) => path)).toEqual(['clientId', 'percent', 'text']);
    }
    for (const { message } of problemsIn(chinese)) expect(message).toMatch(/\p{Script=Han}/u);
    for (const { message } of problemsIn(english)) expect(message).not.toMatch(/\p{Script=Han}/u);
    expect(english.body.error?.message).toBe(
      '3 part(s) of the request are not as expected: clientId, percent, text. ' +
        'Mend them and send it again.',
    );
  });
});

describe('an answer', () => {
  it('varies by site as well as by language, so that no cache mixes them up', async () => {
    for (const path of ['/api/pioneer/openings', `/api/pioneer/openings/${unknownId()}`]) {
      const answer = await town.send({ path, headers: { origin: 'https://elsewhere.invalid' } });
      expect(answer.headers.get('vary')).toContain('Origin');
      expect(answer.headers.get('vary')).toContain('Accept-Language');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('is private to its reader wherever it depends on the reader', async () => {
    const { claim, claimant, opening } = await buildClaim(town);
    for (const path of [
      `/api/pioneer/claims/${claim.id}`,
      '/api/pioneer/claims?view=mine',
      '/api/pioneer/me',
      `/api/pioneer/openings/${opening.id}`,
    ]) {
      const answer = await town.send({ path, token: claimant.token });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toMatch(/private|no-store/);
    }
  });

  it('is JSON in UTF-8 and says so, refused or not', async () => {
    for (const path of ['/api/pioneer/openings', `/api/pioneer/openings/${unknownId()}`]) {
      const answer = await town.send({ path });
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    }
  });
});
