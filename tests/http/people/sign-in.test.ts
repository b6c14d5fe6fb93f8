import { linkTo } from '../../support/content-manager';
import { codeOf } from '../../support/http';
import { uniqueName } from '../../support/names';
import { activate, buildMember, buildMembers, inviteMembers } from '../../support/people';
import { enterTown } from '../../support/town';
import { activateBy, signInBy } from './entry';

const town = enterTown('owner');
afterAll(() => town.leave());

describe('a sign-in', () => {
  it('takes the number in any case, and gives the token and nothing to steal', async () => {
    const { id, number, password } = await buildMember(town);
    const answer = await signInBy(town, { number: number.toUpperCase(), password });
    const [cookie] = answer.headers.getSetCookie();

    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({ accessToken: expect.any(String), member: { id } });
    expect(cookie).toMatch(/^strapi_up_refresh=[^;]{20,};.*httponly/i);
    expect(cookie).toMatch(/samesite=lax/i);
  });

  it('does not tell an unknown number, one without account and a wrong password apart', async () => {
    const [invited] = await inviteMembers(town, [[]]);
    const { number } = await buildMember(town);
    const password = 'a quiet guess';
    const wrong = await signInBy(town, { number, password });

    expect([wrong.status, codeOf(wrong)]).toEqual([401, 'SIGN_IN_FAILED']);
    for (const other of [uniqueName('m'), invited?.number ?? '', '', '不是编号', "' or 1=1 --"]) {
      const answer = await signInBy(town, { number: other, password });
      expect([answer.status, answer.body]).toEqual([wrong.status, wrong.body]);
      expect([...answer.headers.keys()]).toEqual([...wrong.headers.keys()]);
    }
  });

  it('takes no password that goes on after the 72 bytes that are compared', async () => {
    const [invited] = await inviteMembers(town, [[]]);
    if (invited === undefined) throw new Error('nobody was invited');
    const { number } = invited;
    const password = 'ab'.repeat(36);

    expect((await activateBy(town, invited, password)).status).toBe(200);
    expect((await signInBy(town, { number, password })).status).toBe(200);
    expect((await signInBy(town, { number, password: `${password}c` })).status).toBe(401);
  });

  it('is refused after five failures, with the time to wait, to that number alone', async () => {
    const [one, other] = await buildMembers(town, [[], []]);
    if (one === undefined || other === undefined) throw new Error('two members were to be built');
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const failed = await signInBy(town, { number: one.number, password: 'a quiet guess' });
      expect(codeOf(failed)).toBe('SIGN_IN_FAILED');
    }
    const { number, password } = one;
    const refused = await signInBy(town, { number: number.toUpperCase(), password });
    const seconds = Number(refused.headers.get('retry-after'));

    expect([refused.status, codeOf(refused)]).toEqual([429, 'SIGN_IN_THROTTLED']);
    expect(seconds).toBeGreaterThan(240);
    expect(seconds).toBeLessThanOrEqual(300);
    expect(refused.body.error?.details).toMatchObject({ seconds });
    expect((await signInBy(town, other)).status).toBe(200);
  });

  it('that succeeds forgets the failures before it', async () => {
    const member = await buildMember(town);
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      const guess = { number: member.number, password: 'a quiet guess' };
      expect((await signInBy(town, guess)).status).toBe(401);
      if (attempt === 3) expect((await signInBy(town, member)).status).toBe(200);
    }
  });

  it('lets no more than five of eight guesses through that come at once', async () => {
    const { number } = await buildMember(town);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => signInBy(town, { number, password: 'a quiet guess' })),
    );

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(3);
  });
});

describe('an account that an administrator made by hand', () => {
  it('does not keep its number from others without saying so', async () => {
    const [invited] = await inviteMembers(town, [[]]);
    if (invited === undefined) throw new Error('nobody was invited');
    const { number } = invited;
    const role = await town.rows('up_roles').where({ type: 'authenticated' }).first('document_id');
    const made = await town.content.send('POST', 'plugin::users-permissions.user', {
      username: number.toUpperCase(),
      email: `${uniqueName('somebody')}@example.org`,
      password: 'Somebody 1 else',
      provider: 'local',
      role: linkTo(role.document_id),
    });
    const refused = await activateBy(town, invited, 'a quiet river');

    expect(made.status).toBe(201);
    expect([refused.status, codeOf(refused)]).toEqual([409, 'SIGN_IN_NAME_TAKEN']);
    await town.rows('up_users').where({ username: number.toUpperCase() }).delete();
    expect((await activate(town, invited)).number).toBe(number);
  });
});
