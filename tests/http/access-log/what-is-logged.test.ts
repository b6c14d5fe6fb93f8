import { loggedBy } from '../../support/access-log';
import { buildPanelRole, buildPanelUser, grantOnly } from '../../support/panel-users';
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

describe('what people may do', () => {
  it('is logged when a membership is given or taken', async () => {
    const logged = await loggedBy(town, ['rolesChanged'], async () => {
      const body = { memberId: member.id, organisationId: village.id, role: 'evaluator' } as const;
      await town.administrator('memberships.add', { body });
      await endMembership(town, member, village, 'evaluator');
    });

    expect(logged.map(({ actor, subject, isSuccess }) => [actor, subject, isSuccess])).toEqual([
      [ownerId, member.id, true],
      [ownerId, member.id, true],
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

    expect(logged.map(({ actor, subject, isSuccess }) => [actor, subject, isSuccess])).toEqual(
      [manager.id, manager.id, ownerId, ownerId].map((actor) => [actor, member.id, true]),
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
