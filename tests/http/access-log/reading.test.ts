import { endOfLog, loggedSince } from '../../support/access-log';
import { buildPanelRole, buildPanelUser, findPanelRole } from '../../support/panel-users';
import {
  buildMember,
  buildOrganisation,
  type Member,
  type Organisation,
} from '../../support/people';
import { enterTown } from '../../support/town';

const town = enterTown('owner');
afterAll(() => town.leave());
const owner = { url: town.url, token: town.administratorToken };

let village: Organisation;
let member: Member;
let ownerId: string;
beforeAll(async () => {
  village = await buildOrganisation(town);
  member = await buildMember(town, [['member', village]]);
  const me = await town.send({ path: '/admin/users/me', token: owner.token });
  ownerId = (me.body.data as { documentId: string }).documentId;
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
