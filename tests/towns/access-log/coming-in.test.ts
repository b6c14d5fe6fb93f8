import { registerAdministrator } from '../../support/administrator';
import { loggedBy } from '../../support/access-log';
import { send } from '../../support/http';
import { uniqueName } from '../../support/names';
import { buildPanelUser, findPanelRole } from '../../support/panel-users';
import { buildMember, inviteMembers, type Member } from '../../support/people';
import { startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';

// A server of its own: whatever else was refused in the same minute would count here, too.
let server: TestServer;
let town: Town;
let member: Member;
beforeAll(async () => {
  server = await startServer();
  town = townAt(server, await registerAdministrator(server));
  member = await buildMember(town);
});
afterAll(async () => {
  await server.stop();
  await town.leave();
});

describe('who comes in', () => {
  const knock = (number: string, password: string, headers = {}) =>
    send({
      url: town.url,
      method: 'POST',
      path: '/api/pioneer/sign-in',
      body: { number, password },
      headers,
    });

  it('as a member is logged, and so is who fails to, by the member who was meant', async () => {
    const logged = await loggedBy(town, ['signIn'], async () => {
      expect((await knock(member.number, 'a wrong river')).status).toBe(401);
      expect((await knock(member.number, member.password)).status).toBe(200);
    });

    expect(logged.map(({ actor, subject, isSuccess }) => [actor, subject, isSuccess])).toEqual([
      [null, member.id, false],
      [member.id, null, true],
    ]);
    expect(logged.map(({ ip }) => ip)).toEqual(['127.0.0.1', '127.0.0.1']);
  });

  it('under a name that is nobody’s leaves a trace that does not tell the name', async () => {
    const number = '13712345678';
    const logged = await loggedBy(town, ['signIn'], async () => {
      await knock(number, 'a wrong river');
      await knock(`+86 ${number}`, 'a wrong river');
      await knock(uniqueName('m'), 'a wrong river');
    });
    const traces = logged.map(({ details }) => details.tried);

    expect(traces[0]).toMatch(/^[\w-]{16}$/);
    expect(traces[1]).toBe(traces[0]);
    expect(traces[2]).not.toBe(traces[0]);
    expect(JSON.stringify(logged)).not.toContain(number);
  });

  it('is told by the request of which the answer gives the name', async () => {
    const own = uniqueName('request');
    const named: (string | null)[] = [];
    const logged = await loggedBy(town, ['signIn'], async () => {
      const answer = await knock(member.number, member.password, { 'X-Request-Id': own });
      named.push(answer.headers.get('x-request-id'));
    });

    expect(logged.map(({ requestId }) => requestId)).toEqual(named);
    // No proxy stands before this server whose word would count.
    expect(named).not.toEqual([own]);
  });

  it('by an activation code is logged, and so is a wrong one', async () => {
    const [invited] = await inviteMembers(town, [[]]);
    const activate = (code: string) =>
      send({
        url: town.url,
        method: 'POST',
        path: '/api/pioneer/activate',
        body: { number: invited?.number, code, password: uniqueName('quiet river') },
      });
    const logged = await loggedBy(town, ['activation'], async () => {
      expect((await activate('ZZZZZ-ZZZZZ')).status).toBe(400);
      expect((await activate(invited?.code ?? '')).status).toBe(200);
    });

    expect(logged.map(({ isSuccess }) => isSuccess)).toEqual([false, true]);
    expect(logged[0]?.subject).toBe(logged[1]?.actor);
  });

  it('to the admin panel is logged, and so is who fails to', async () => {
    const owner = { url: town.url, token: town.administratorToken };
    const { email, password } = await buildPanelUser(
      owner,
      await findPanelRole(owner, 'strapi-editor'),
    );
    const login = (body: object, path = '/admin/login') =>
      send({ url: town.url, method: 'POST', path, body });
    const logged = await loggedBy(town, ['panelSignIn'], async () => {
      expect((await login({ email, password: 'Wrong river 1' })).status).toBe(400);
      expect((await login({ email: `${uniqueName('x')}@town.invalid`, password })).status).toBe(
        400,
      );
      expect((await login({ email, password }, '/ADMIN/Login/')).status).toBe(200);
    });
    const [wrong, unknown, right] = logged;

    expect(logged.map(({ isSuccess }) => isSuccess)).toEqual([false, false, true]);
    expect([wrong?.actor, wrong?.subject]).toEqual([null, right?.actor]);
    expect(unknown).toMatchObject({
      actor: null,
      subject: null,
      details: { refused: 'ApplicationError' },
    });
    expect(JSON.stringify(logged)).not.toMatch(/town\.invalid|river/);
  });
});

describe('what people may do', () => {
  it('in the admin panel is logged as a failure when somebody may not change it', async () => {
    const owner = { url: town.url, token: town.administratorToken };
    const editor = await buildPanelUser(owner, await findPanelRole(owner, 'strapi-editor'));
    const me = await town.send({ path: '/admin/users/me', token: editor.token });
    const logged = await loggedBy(town, ['panelRightsChanged'], async () => {
      await town.send({ method: 'POST', path: '/admin/roles', token: editor.token, body: {} });
    });

    expect(logged).toMatchObject([{ isSuccess: false, details: { refused: 'PolicyError' } }]);
    expect(logged[0]?.actor).toBe((me.body.data as { documentId: string }).documentId);
  });
});
