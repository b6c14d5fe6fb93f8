import type { Content } from '../../support/content-manager';
import { codeOf, type Answer } from '../../support/http';
import { buildMember, buildOrganisation, endMembership } from '../../support/people';
import { enterTown } from '../../support/town';
import { buildUserWithoutMember } from '../../support/user-without-member';
import { signInBy, whoIs } from './entry';
import { claimsOf, makeToken } from './session-tokens';

const USER = 'plugin::users-permissions.user';

const town = enterTown('owner');
afterAll(() => town.leave());

const outcome = (answer: Answer) => [answer.status, codeOf(answer)];
const STRANGER = [401, 'UNAUTHENTICATED'];

/** Signs in as a browser does, keeping the cookie. */
async function openSession(member: { number: string; password: string }) {
  const answer = await signInBy(town, member);
  const { accessToken } = answer.body.data as { accessToken: string };
  const [cookie = ''] = answer.headers.getSetCookie().map((item) => item.split(';', 1)[0] ?? '');
  return { accessToken, cookie };
}

function refresh(cookie: string): Promise<Answer> {
  return town.send({ method: 'POST', path: '/api/auth/refresh', headers: { cookie }, body: {} });
}

const block = (memberId: string, blocked: boolean) => changeUser(memberId, { blocked });

/** In the Content Manager. */
async function changeUser(memberId: string, data: Content): Promise<void> {
  const user = await town
    .rows('up_users as u')
    .join('pioneer_members as m', 'm.user_id', 'u.id')
    .where({ 'm.document_id': memberId })
    .first<{ document_id: string }>('u.document_id');
  const answer = await town.content.update(USER, user.document_id, data);
  if (answer.status !== 200) throw new Error(answer.text);
}

describe('a session', () => {
  it('ends at the next request after signing out', async () => {
    const member = await buildMember(town);
    const { accessToken, cookie } = await openSession(member);
    expect((await whoIs(town, accessToken)).status).toBe(200);

    const headers = { cookie };
    const path = '/api/auth/logout';
    const signedOut = await town.send({
      method: 'POST',
      path,
      token: accessToken,
      headers,
      body: {},
    });

    expect(signedOut.status).toBe(200);
    expect(outcome(await whoIs(town, accessToken))).toEqual(STRANGER);
    expect((await refresh(cookie)).status).toBe(401);
  });

  it('ends everywhere when an administrator gives the account another password', async () => {
    const [member, other] = [await buildMember(town), await buildMember(town)];
    const { accessToken, cookie } = await openSession(member);
    await changeUser(member.id, { password: 'a quieter river' });

    for (const token of [member.token, accessToken]) {
      expect(outcome(await whoIs(town, token))).toEqual(STRANGER);
    }
    expect((await refresh(cookie)).status).toBe(401);
    expect((await signInBy(town, { ...member, password: 'a quieter river' })).status).toBe(200);
    expect((await whoIs(town, other.token)).status).toBe(200);
  });

  it('ends at the next request after an administrator blocks the account', async () => {
    const member = await buildMember(town);
    const { cookie } = await openSession(member);
    await block(member.id, true);
    const refused = await signInBy(town, member);

    expect(outcome(await whoIs(town, member.token))).toEqual(STRANGER);
    expect(outcome(refused)).toEqual([401, 'SIGN_IN_FAILED']);
    const { jwt = 'none' } = (await refresh(cookie)).body as { jwt?: string };
    expect(outcome(await whoIs(town, jwt))).toEqual(STRANGER);

    await block(member.id, false);
    expect((await signInBy(town, member)).status).toBe(200);
  });

  it('is renewed by its cookie', async () => {
    const member = await buildMember(town);
    const { cookie } = await openSession(member);
    const renewed = await refresh(cookie);
    const { jwt = '' } = renewed.body as { jwt?: string };

    expect(renewed.status).toBe(200);
    expect((await whoIs(town, jwt)).body.data).toMatchObject({ id: member.id });
    expect(renewed.text).not.toContain('refreshToken');
  });
});

describe('a token', () => {
  const LATER = Date.now() / 1000 + 3600;

  const FORGED: readonly [what: string, forge: (token: string) => string | Promise<string>][] = [
    ['without signature', (token) => makeToken(claimsOf(token), null)],
    ['signed by somebody else', (token) => makeToken(claimsOf(token), 'a secret of my own')],
    ['signed with nothing', (token) => makeToken(claimsOf(token), '')],
    [
      'of another user, with the signature of the own one',
      (token) => {
        const changed = makeToken({ ...claimsOf(token), userId: '1' }, null);
        return changed.replace(/[^.]*$/, token.split('.')[2] ?? '');
      },
    ],
    [
      'that would last longer, with the signature of the own one',
      (token) => {
        const [header = '', , signature = ''] = token.split('.');
        const [, payload = ''] = makeToken({ ...claimsOf(token), exp: LATER }, null).split('.');
        return [header, payload, signature].join('.');
      },
    ],
    ['that is cut off', (token) => token.slice(0, -1)],
    ['that is no token', () => 'undefined'],
    ['of an administrator', () => town.administratorToken],
  ];

  it.each(FORGED)('%s belongs to nobody', async (_what, forge) => {
    const { token } = await buildMember(town);
    const forged = await forge(token);

    expect(outcome(await whoIs(town, token))).toEqual([200, '200']);
    expect(outcome(await whoIs(town, forged))).toEqual(STRANGER);
    // What everybody may read is refused too: whoever shows a token expects to be known.
    const path = '/api/pioneer/organisations';
    expect(outcome(await town.send({ path, token: forged }))).toEqual(STRANGER);
  });

  it('for renewing a session does not open anything else', async () => {
    const { cookie } = await openSession(await buildMember(town));
    const refreshToken = cookie.replace(/^[^=]*=/, '');

    expect(outcome(await whoIs(town, refreshToken))).toEqual(STRANGER);
  });

  it.each(['Basic bWVtYmVyOnBhc3N3b3Jk', 'Bearer', 'Bearer a b', 'x'])(
    'is expected after "Bearer", and "%s" belongs to nobody',
    async (authorization) => {
      const answer = await town.send({ path: '/api/pioneer/me', headers: { authorization } });

      expect(outcome(answer)).toEqual(STRANGER);
    },
  );
});

describe('me', () => {
  it('is the member with the memberships that hold now, by code', async () => {
    const [one, other] = [await buildOrganisation(town), await buildOrganisation(town)];
    const member = await buildMember(town, [
      ['member', one],
      ['evaluator', one],
    ]);
    const { id, number, name, call } = member;
    const codesOf = async () =>
      (await call('me.findOne')).data.memberships.map(({ organisation, role }) => [
        organisation.code,
        role,
      ]);

    expect((await call('me.findOne')).data).toMatchObject({ id, number, name });
    expect((await codesOf()).sort()).toEqual([
      [one.code, 'evaluator'],
      [one.code, 'member'],
    ]);

    const memberships = [{ organisationCode: other.code, role: 'manager' }];
    await town.administrator('members.import', { body: { rows: [{ number, name, memberships }] } });
    await endMembership(town, member, one, 'evaluator');

    expect(await codesOf()).toEqual(
      [
        [one.code, 'member'],
        [other.code, 'manager'],
      ].sort(),
    );
  });

  it('is nobody for an account that belongs to no member', async () => {
    const { token } = await buildUserWithoutMember(town);

    expect(outcome(await whoIs(town, token))).toEqual([403, 'MEMBER_REQUIRED']);
  });
});
