import { endOfLog, loggedBy, loggedSince, type LoggedAccess } from '../../support/access-log';
import { send } from '../../support/http';
import { uniqueName } from '../../support/names';
import {
  buildPanelRole,
  buildPanelUser,
  findPanelRole,
  grantOnly,
} from '../../support/panel-users';
import {
  buildMember,
  buildOrganisation,
  endMembership,
  inviteMembers,
  type Member,
  type Organisation,
} from '../../support/people';
import { buildPost } from '../../support/posts';
import { enterTown } from '../../support/town';

const town = enterTown('owner');
afterAll(() => town.leave());
const owner = { url: town.url, token: town.administratorToken };

let village: Organisation;
let manager: Member;
let member: Member;
let ownerId: string;
beforeAll(async () => {
  village = await buildOrganisation(town);
  manager = await buildMember(town, [['manager', village]]);
  member = await buildMember(town, [['member', village]]);
  const me = await town.send({ path: '/admin/users/me', token: owner.token });
  ownerId = (me.body.data as { documentId: string }).documentId;
});

/** What tells entries apart in these tests. */
function brief({ kind, actor, subject, isSuccess }: LoggedAccess) {
  return [kind, actor, subject, isSuccess];
}

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

    expect(logged.map(brief)).toEqual([
      ['signIn', null, member.id, false],
      ['signIn', member.id, null, true],
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

  it('is told by the request that a proxy named, if the name can be kept', async () => {
    const [named, odd] = [uniqueName('request'), 'x'.repeat(65)];
    const logged = await loggedBy(town, ['signIn'], async () => {
      await knock(member.number, member.password, { 'X-Request-Id': named });
      await knock(member.number, member.password, { 'X-Request-Id': odd });
    });

    expect(logged.map(({ requestId }) => requestId)).toEqual([named, null]);
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
  it('is logged when a membership is given or taken', async () => {
    const logged = await loggedBy(town, ['rolesChanged'], async () => {
      const body = { memberId: member.id, organisationId: village.id, role: 'evaluator' } as const;
      await town.administrator('memberships.add', { body });
      await endMembership(town, member, village, 'evaluator');
    });

    expect(logged.map(brief)).toEqual([
      ['rolesChanged', ownerId, member.id, true],
      ['rolesChanged', ownerId, member.id, true],
    ]);
    for (const { details } of logged) {
      expect(details).toMatchObject({ organisationId: village.id, role: 'evaluator' });
    }
  });

  it('is logged when a post is given or taken, by a member or an administrator', async () => {
    const post = await buildPost(town, village);
    const params = { params: { id: post.id }, body: { number: member.number } };
    const dismissal = ({ heldBy }: { readonly heldBy: typeof post.heldBy }) => {
      const [{ id, version } = { id: '', version: 0 }] = heldBy ?? [];
      return { params: { id: post.id }, body: { holdingId: id, version } };
    };
    const logged = await loggedBy(town, ['rolesChanged'], async () => {
      const given = await manager.call('posts.appoint', params);
      await manager.call('posts.dismiss', dismissal(given.data));
      const again = await town.administrator('holders.appoint', params);
      await town.administrator('holders.dismiss', dismissal(again.data));
    });

    expect(logged.map(brief)).toEqual(
      [manager.id, manager.id, ownerId, ownerId].map((actor) => [
        'rolesChanged',
        actor,
        member.id,
        true,
      ]),
    );
    expect(logged.map(({ details }) => details.postId)).toEqual(Array(4).fill(post.id));
  });

  it('is not logged when it was refused, for it did not change', async () => {
    const body = { memberId: member.id, organisationId: village.id, role: 'member' } as const;
    const logged = await loggedBy(town, ['rolesChanged'], () =>
      town.administrator('memberships.add', { body }).catch(() => undefined),
    );

    expect(logged).toEqual([]);
  });

  it('is logged when members are imported and codes are made', async () => {
    const logged = await loggedBy(town, ['rolesChanged', 'codesMade'], () =>
      inviteMembers(town, [[['member', village]], []]),
    );

    expect(logged.map(({ kind }) => kind)).toEqual(['rolesChanged', 'codesMade']);
    expect(logged[0]?.details).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
    expect(logged[1]?.details.members).toHaveLength(2);
  });

  it('in the admin panel is logged: roles, what they may do, users', async () => {
    const logged = await loggedBy(town, ['panelRightsChanged', 'panelAccount'], async () => {
      const role = await buildPanelRole(owner, []);
      await grantOnly(owner, role, []);
      await buildPanelUser(owner, role);
    });

    expect(logged.map(({ kind, details }) => [kind, details.method])).toEqual([
      ['panelRightsChanged', 'POST'],
      ['panelRightsChanged', 'PUT'],
      ['panelRightsChanged', 'PUT'],
      ['panelRightsChanged', 'POST'],
      ['panelAccount', 'POST'],
    ]);
    expect(logged.slice(0, 4).map(({ actor }) => actor)).toEqual(Array(4).fill(ownerId));
  });

  it('in the admin panel is logged as a failure when somebody may not change it', async () => {
    const editor = await buildPanelUser(owner, await findPanelRole(owner, 'strapi-editor'));
    const logged = await loggedBy(town, ['panelRightsChanged'], () =>
      town.send({ method: 'POST', path: '/admin/roles', token: editor.token, body: {} }),
    );

    expect(logged).toMatchObject([{ isSuccess: false, details: { refused: 'PolicyError' } }]);
    expect(logged[0]?.actor).not.toBe(ownerId);
  });
});

describe('who looks at people', () => {
  const people = () => town.administrator('members.search', { query: { q: member.number } });

  it('is logged with whom they saw', async () => {
    const logged = await loggedBy(town, ['personRead'], async () => {
      await people();
      await town.administrator('members.findOne', { params: { id: member.id } });
      await town.administrator('memberships.find', { query: { member: member.id } });
      const path = `/content-manager/collection-types/plugin::pioneer.member/${member.id}`;
      expect((await town.send({ path, token: owner.token })).status).toBe(200);
    });

    expect(logged.map(({ actor, details }) => [actor, details.names])).toEqual(
      Array(4).fill([ownerId, [member.id]]),
    );
  });

  it('is not logged when they saw nobody in full', async () => {
    const grants = [{ action: 'plugin::pioneer.people.look-up', subject: null }];
    const { token } = await buildPanelUser(owner, await buildPanelRole(owner, grants));
    const logged = await loggedBy(town, ['personRead'], async () => {
      const answer = await town.send({ path: `/pioneer/members?q=${member.number}`, token });
      expect(answer.body.data).toEqual([{ id: member.id, number: member.number, name: '林*' }]);
    });

    expect(logged).toEqual([]);
  });

  it('is logged when they look at the users of the admin panel', async () => {
    const logged = await loggedBy(town, ['personRead'], async () => {
      expect((await town.send({ path: '/Admin/Users', token: owner.token })).status).toBe(200);
      expect((await town.send({ path: '/admin/users/me', token: owner.token })).status).toBe(200);
    });

    expect(logged.map(({ actor, details }) => [actor, details.path])).toEqual([
      [ownerId, '/Admin/Users'],
    ]);
  });
});

describe('who takes data away', () => {
  it('is logged: a member with the own copy', async () => {
    const taking = await buildMember(town);
    const { data } = await taking.call('me.requestExport');
    const logged = await loggedBy(town, ['export'], async () => {
      const headers = { authorization: `Bearer ${taking.token}` };
      await (await fetch(town.url + data.address, { headers })).arrayBuffer();
      // Used up.
      await (await fetch(town.url + data.address, { headers })).arrayBuffer();
    });

    expect(logged.map(({ actor, subject }) => [actor, subject])).toEqual([[taking.id, taking.id]]);
  });

  it('is logged: who is erased, by themselves or by an administrator', async () => {
    const [leaving, gone] = [await buildMember(town), await buildMember(town)];
    const logged = await loggedBy(town, ['erasure'], async () => {
      await leaving.call('me.erase', { body: { password: leaving.password } });
      await town.administrator('members.erase', {
        params: { id: gone.id },
        body: { number: gone.number },
      });
    });

    expect(logged.map(({ actor, subject }) => [actor, subject])).toEqual([
      [leaving.id, leaving.id],
      [ownerId, gone.id],
    ]);
  });
});

describe('the log', () => {
  const find = (query: Parameters<typeof town.administrator<'accessLog.find'>>[1]) =>
    town.administrator('accessLog.find', query);

  it('is read by who has the permission for it and by nobody else', async () => {
    const read = (token: string) => town.send({ path: '/pioneer/access-log', token });
    const grants = [{ action: 'plugin::pioneer.access-log.read-log', subject: null }];
    const auditor = await buildPanelUser(owner, await buildPanelRole(owner, grants));
    const editor = await buildPanelUser(owner, await findPanelRole(owner, 'strapi-editor'));

    expect((await read(auditor.token)).status).toBe(200);
    expect((await read(editor.token)).status).toBe(403);
    expect((await read(member.token)).status).toBe(401);
    expect((await town.send({ path: '/pioneer/members', token: auditor.token })).status).toBe(403);
  });

  it('tells that it was read, and what was looked for', async () => {
    const end = await endOfLog(town);
    await find({ query: { kind: 'signIn', limit: 1 } });

    expect(await loggedSince(town, end, 'logRead')).toMatchObject([
      { actor: ownerId, isSuccess: true, details: { filters: { kind: 'signIn' } } },
    ]);
  });

  it('is found by whom an entry is about, also among those who were seen', async () => {
    const fresh = await buildMember(town, [['member', village]]);
    await town.administrator('memberships.find', { query: { organisation: village.id } });
    const { data } = await find({ query: { about: fresh.id, limit: 100 } });

    expect(new Set(data.map(({ kind }) => kind))).toEqual(new Set(['codesMade', 'personRead']));
    const others = await find({ query: { about: fresh.id, kind: 'codesMade' } });
    expect(others.data).toHaveLength(1);
  });

  it('is found by who did it, how it ended, from where and when', async () => {
    const fresh = await buildMember(town);
    const mine = { actor: fresh.id };
    const { data } = await find({ query: mine });
    const [{ at } = { at: '' }] = data;
    const later = new Date(Date.parse(at) + 1).toISOString();

    expect(data).toMatchObject([
      { kind: 'activation', actor: { kind: 'member', id: fresh.id }, ip: '127.0.0.1' },
    ]);
    for (const [query, entries] of [
      [{ ...mine, outcome: 'success' }, 1],
      [{ ...mine, outcome: 'failure' }, 0],
      [{ ...mine, ip: '127.0.0.1' }, 1],
      [{ ...mine, ip: '127.0.0.2' }, 0],
      [{ ...mine, from: at, to: later }, 1],
      [{ ...mine, to: at }, 0],
      [{ ...mine, from: later }, 0],
      [{ ...mine, kind: 'signIn' }, 0],
    ] as const) {
      expect([query, (await find({ query })).data.length]).toEqual([query, entries]);
    }
  });

  it('is given page by page, the newest first, each entry once', async () => {
    const fresh = await buildMember(town);
    for (let time = 0; time < 4; time += 1) {
      await town.administrator('members.findOne', { params: { id: fresh.id } });
    }
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const place: { cursor?: string } = cursor === null ? {} : { cursor };
      const query = { about: fresh.id, kind: 'personRead', limit: 2, ...place } as const;
      const page = await find({ query });
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);

    expect(seen).toHaveLength(4);
    expect(seen).toEqual([...new Set(seen)].sort((one, other) => other - one));
  });

  it('is one chain also when many are written at the same moment', async () => {
    const end = await endOfLog(town);
    const path = `/pioneer/members/${member.id}`;
    const read = () => town.send({ path, token: owner.token });
    const answers = await Promise.all(Array.from({ length: 24 }, read));
    const links: { hash: string; previous_hash: string }[] = await town
      .rows('pioneer_access_log')
      .where('id', '>=', end)
      .orderBy('id')
      .select('hash', 'previous_hash');

    expect(answers.map(({ status }) => status)).toEqual(Array(24).fill(200));
    expect(links.length).toBeGreaterThanOrEqual(25);
    for (const [index, { previous_hash }] of links.slice(1).entries()) {
      expect(previous_hash).toBe(links[index]?.hash);
    }
  });

  it('holds no name, number or phone of anybody', async () => {
    const texts = await town.rows('pioneer_access_log').pluck<string[]>('details');

    expect(texts.length).toBeGreaterThan(20);
    for (const text of texts) {
      expect(text).not.toContain(member.name);
      expect(text).not.toContain(member.number);
      expect(text).not.toMatch(/(?<!\w)1[3-9]\d{9}(?!\w)|@/);
    }
  });
});
