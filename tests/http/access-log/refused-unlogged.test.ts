import { ACCESS_LOG, endOfLog, loggedSince } from '../../support/access-log';
import { codeOf, send, type Answer } from '../../support/http';
import { uniqueName } from '../../support/names';
import { findPanelRole, buildPanelUser } from '../../support/panel-users';
import {
  buildMember,
  buildOrganisation,
  type Member,
  type Organisation,
} from '../../support/people';
import { count } from '../../support/rows';
import { enterQuietTown, type QuietTown } from '../../support/quiet-server';

let town: QuietTown;
let village: Organisation;
let member: Member;
let editor: { readonly email: string; readonly password: string };
beforeAll(async () => {
  town = await enterQuietTown();
  village = await buildOrganisation(town);
  member = await buildMember(town, [['member', village]]);
  const owner = { url: town.url, token: town.administratorToken };
  editor = await buildPanelUser(owner, await findPanelRole(owner, 'strapi-editor'));
});
afterAll(() => town.leave());

/** Does something while the log takes no entry. */
async function whileLogIsShut<Result>(work: () => Promise<Result>): Promise<Result> {
  const [shut, open] = town.isPostgres
    ? [
        `ALTER TABLE ${ACCESS_LOG} ADD CONSTRAINT shut CHECK (id < 0) NOT VALID`,
        `ALTER TABLE ${ACCESS_LOG} DROP CONSTRAINT shut`,
      ]
    : [
        `CREATE TRIGGER shut BEFORE INSERT ON ${ACCESS_LOG} BEGIN SELECT RAISE(ABORT, 'shut'); END`,
        'DROP TRIGGER shut',
      ];
  await town.rows.raw(shut);
  try {
    return await work();
  } finally {
    await town.rows.raw(open);
  }
}

const outcome = (answer: Answer) => [answer.status, codeOf(answer)];
const REFUSED = [503, 'ACCESS_NOT_LOGGED'];

const signIn = (password: string) =>
  town.send({
    method: 'POST',
    path: '/api/pioneer/sign-in',
    body: { number: member.number, password },
  });
const login = (password: string) =>
  send({
    url: town.url,
    method: 'POST',
    path: '/admin/login',
    body: { email: editor.email, password },
  });

describe('while the access log takes no entry', () => {
  it.each([
    ['the search for members', () => `/pioneer/members?q=${member.number}`],
    ['a member with the phone', () => `/pioneer/members/${member.id}`],
    ['memberships', () => `/pioneer/memberships?member=${member.id}`],
    ['the users of the admin panel', () => '/admin/users'],
    ['the log itself', () => '/pioneer/access-log'],
  ])('%s: nothing is shown', async (_what, path) => {
    const read = () => town.send({ path: path(), token: town.administratorToken });
    const answer = await whileLogIsShut(read);

    expect(outcome(answer)).toEqual(REFUSED);
    expect(answer.text).not.toContain(member.name);
    expect(answer.text).not.toContain('@town.invalid');
    expect((await read()).status).toBe(200);
  });

  it('the Content Manager shows no member', async () => {
    const path = `/content-manager/collection-types/plugin::pioneer.member/${member.id}`;
    const read = () => town.send({ path, token: town.administratorToken });
    const answer = await whileLogIsShut(read);

    expect(codeOf(answer)).toBe('ACCESS_NOT_LOGGED');
    expect(answer.text).not.toContain(member.name);
    expect((await read()).text).toContain(member.name);
  });

  it('no role changes', async () => {
    const before = await count(town.rows('pioneer_memberships'));
    const body = { memberId: member.id, organisationId: village.id, role: 'evaluator' };
    const token = town.administratorToken;
    const request = { method: 'POST', path: '/pioneer/memberships', token, body } as const;
    const answer = await whileLogIsShut(() => town.send(request));

    expect(outcome(answer)).toEqual(REFUSED);
    expect(await count(town.rows('pioneer_memberships'))).toBe(before);
  });

  it('nobody comes in, and a wrong password is told just as ever', async () => {
    const [right, wrong] = await whileLogIsShut(async () => [
      await signIn(member.password),
      await signIn('a wrong river'),
    ]);

    expect(right && outcome(right)).toEqual(REFUSED);
    expect(right?.headers.getSetCookie()).toEqual([]);
    expect(wrong && outcome(wrong)).toEqual([401, 'SIGN_IN_FAILED']);
    expect((await signIn(member.password)).status).toBe(200);
  });

  it('nobody comes into the admin panel, and a wrong password is told just as ever', async () => {
    const [right, wrong] = await whileLogIsShut(async () => [
      await login(editor.password),
      await login('Wrong river 1'),
    ]);

    expect(right && outcome(right)).toEqual(REFUSED);
    expect(right?.headers.getSetCookie().filter((cookie) => cookie.includes('jwt'))).toEqual([]);
    expect(right?.text).not.toMatch(/token/i);
    expect(wrong?.status).toBe(400);
    expect((await login(editor.password)).status).toBe(200);
  });
});

describe('a flood of failures', () => {
  it('is written up to a limit, and counted beyond it', async () => {
    const tries = 75;
    const end = await endOfLog(town);
    for (let time = 0; time < tries; time += 1) {
      const body = { number: uniqueName('m'), password: 'a wrong river' };
      const answer = await town.send({ method: 'POST', path: '/api/pioneer/sign-in', body });
      expect(answer.status).toBe(401);
    }
    await town.workOff();
    const written = await loggedSince(town, end, 'signIn');
    const [omitted, ...more] = await loggedSince(town, end, 'failuresOmitted');

    expect(written.length).toBeLessThanOrEqual(60);
    expect(written.length).toBeGreaterThan(0);
    expect(more).toEqual([]);
    expect(Number(omitted?.details.count)).toBe(tries - written.length);
  });
});
