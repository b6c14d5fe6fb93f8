import type { GapView, PostView } from 'strapi-plugin-pioneer/contract';
import { codeOfRefusal, refusalOf } from '../../support/http';
import { uniqueName, unknownId } from '../../support/names';
import {
  buildMember,
  buildMembers,
  buildOrganisation,
  type Member,
  type Organisation,
} from '../../support/people';
import { buildPost, findPost, postRow } from '../../support/posts';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildTree, type Tree } from '../../support/tree';

const town = enterTown();
afterAll(() => town.leave());

let tree: Tree;
let manager: Member;
let above: Member;
let plain: Member;
beforeAll(async () => {
  tree = await buildTree(town);
  [manager, above, plain] = (await buildMembers(town, [
    [['manager', tree.community]],
    [['manager', tree.root]],
    [['member', tree.community]],
  ])) as [Member, Member, Member];
});

async function appoint(by: Member, post: PostView, { number }: Pick<Member, 'number'>) {
  return (await by.call('posts.appoint', { params: { id: post.id }, body: { number } })).data;
}

async function dismiss(by: Member, { id, heldBy }: PostView) {
  const [holding] = heldBy ?? [];
  const body = { holdingId: holding?.id ?? unknownId(), version: holding?.version ?? 1 };
  return (await by.call('posts.dismiss', { params: { id }, body })).data;
}

function holdingsOf({ id }: PostView) {
  return town.rows('pioneer_post_holdings').where({ post_id: id });
}

/** Ends the term of whoever holds the post, as time would. */
async function letTermEnd(post: PostView): Promise<void> {
  await holdingsOf(post).update({ until: new Date(Date.now() - 1000) });
}

describe('posts', () => {
  it('show the public what they are for and how many hold them, and members who', async () => {
    const post = await buildPost(town, tree.community);
    await appoint(manager, post, plain);
    const seen = await findPost(town, tree.community, post.title);

    expect(seen).toEqual({ ...post, holders: 1, heldBy: null, mayAppoint: false });
    expect(JSON.stringify(seen)).not.toContain(plain.id);
    const { data } = await plain.call('posts.find', { query: { within: tree.community.id } });
    expect(data.find(({ id }) => id === post.id)).toMatchObject({
      holders: 1,
      mayAppoint: false,
      heldBy: [{ member: { id: plain.id, name: plain.name } }],
    });
  });

  it('are those of an organisation and everything below it, page by page', async () => {
    const own = await buildTree(town);
    const built = [
      await buildPost(town, own.root, { title: '甲' }),
      await buildPost(town, own.root, { title: '乙' }),
      await buildPost(town, own.community, { title: '甲' }),
      await buildPost(town, own.otherCooperative, { title: '甲' }),
    ];
    await town.administrator('posts.import', {
      body: { rows: [postRow(own.root, { isActive: false })] },
    });
    const read = async (within: Organisation) => {
      const found: PostView[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query = { within: within.id, limit: 1, ...(cursor === '' ? {} : { cursor }) };
        const page: { data: PostView[]; nextCursor: string | null } = await town.visitor(
          'posts.find',
          { query },
        );
        found.push(...page.data);
        cursor = page.nextCursor;
      }
      return found.map(({ id }) => id).sort();
    };

    expect(await read(own.root)).toEqual(built.map(({ id }) => id).sort());
    expect(await read(own.community)).toEqual([built[2]?.id]);
  });
});

describe('an appointment', () => {
  it('lasts for the term of the post, in months of the calendar, with one event', async () => {
    const post = await buildPost(town, tree.community, { termMonths: 6 });
    const [holding] = (await appoint(manager, post, plain)).heldBy ?? [];
    const end = new Date(holding?.since ?? 0);
    end.setUTCMonth(end.getUTCMonth() + 6);
    const days = Math.abs(Date.parse(holding?.until ?? '') - end.getTime()) / 86_400_000;

    expect(days).toBeLessThan(4);
    const events = town.rows('pioneer_events').where({ subject_id: holding?.id });
    expect(await events.select('type', 'actor_kind', 'actor_id')).toEqual([
      { type: 'postHolding.begun', actor_kind: 'member', actor_id: manager.id },
    ]);
  });

  it('without a term has no end', async () => {
    const post = await buildPost(town, tree.community, { termMonths: null });

    expect((await appoint(manager, post, plain)).heldBy).toMatchObject([{ until: null }]);
  });

  it('needs a free place, and the member not to have one', async () => {
    const post = await buildPost(town, tree.community, { maxHolders: 2 });
    const [one, two] = (await buildMembers(town, [[], []])) as [Member, Member];
    await appoint(manager, post, one);
    expect(await codeOfRefusal(appoint(manager, post, one))).toBe('POST_HELD_ALREADY');
    await appoint(manager, post, two);
    const refused = await refusalOf(appoint(manager, post, plain));

    expect([refused.status, refused.code]).toEqual([409, 'POST_FULL']);
    expect(refused.message).toContain('2');
    expect(await count(holdingsOf(post))).toBe(2);
  });

  it('ends by itself with its term, and the place is free', async () => {
    const post = await buildPost(town, tree.community);
    const held = await appoint(manager, post, plain);
    await letTermEnd(post);

    expect((await findPost(town, tree.community, post.title)).holders).toBe(0);
    expect(await codeOfRefusal(dismiss(manager, held))).toBe('POST_NOT_HELD');
    expect((await appoint(manager, post, plain)).holders).toBe(1);
    expect(await count(holdingsOf(post))).toBe(2);
  });

  it('ends with a dismissal, once', async () => {
    const post = await buildPost(town, tree.community);
    const held = await appoint(manager, post, plain);
    const stale = { ...held, heldBy: [{ ...held.heldBy?.[0], version: 7 }] } as PostView;
    expect(await codeOfRefusal(dismiss(manager, stale))).toBe('VERSION_OUTDATED');

    expect(await dismiss(manager, held)).toMatchObject({ holders: 0, heldBy: [] });
    expect(await codeOfRefusal(dismiss(manager, held))).toBe('POST_NOT_HELD');
    const other = await buildPost(town, tree.community);
    expect(await codeOfRefusal(dismiss(manager, { ...held, id: other.id }))).toBe('NOT_FOUND');
  });

  it('is made by managers of the post’s organisation or one above, by nobody else', async () => {
    const post = await buildPost(town, tree.community);
    const [beside, below, representative] = (await buildMembers(town, [
      [['manager', tree.otherCommunity]],
      [['manager', tree.cooperative]],
      [['representative', tree.community]],
    ])) as [Member, Member, Member];
    for (const stranger of [beside, below, representative, plain]) {
      expect(await codeOfRefusal(appoint(stranger, post, plain))).toBe('POST_APPOINTER_REQUIRED');
    }
    const held = await appoint(above, post, plain);
    expect(held.mayAppoint).toBe(true);
    expect(await codeOfRefusal(dismiss(beside, held))).toBe('POST_APPOINTER_REQUIRED');
    expect((await dismiss(manager, held)).holders).toBe(0);
  });

  it('may be for those above alone, which a root’s own managers are', async () => {
    const post = await buildPost(town, tree.community, { appointers: 'above' });
    expect(await codeOfRefusal(appoint(manager, post, plain))).toBe('POST_APPOINTER_REQUIRED');
    expect((await appoint(above, post, plain)).holders).toBe(1);

    const atRoot = await buildPost(town, tree.root, { appointers: 'above' });
    expect((await appoint(above, atRoot, plain)).holders).toBe(1);
  });

  it('needs a post that is in use and a member who is there', async () => {
    const post = await buildPost(town, tree.community);
    const nobody = { number: uniqueName('m') };
    expect(await codeOfRefusal(appoint(manager, post, nobody))).toBe('MEMBER_UNKNOWN');
    expect(await codeOfRefusal(appoint(manager, { ...post, id: unknownId() }, plain))).toBe(
      'NOT_FOUND',
    );
    const { title } = post;
    const body = { rows: [postRow(tree.community, { title, isActive: false })] };
    await town.administrator('posts.import', { body });

    expect(await codeOfRefusal(appoint(manager, post, plain))).toBe('POST_INACTIVE');
  });
});

describe('administrators', () => {
  it('see who holds which post, and appoint and dismiss everywhere', async () => {
    const post = await buildPost(town, tree.community, { appointers: 'above' });
    const { id } = post;
    const appointed = await town.administrator('holders.appoint', {
      params: { id },
      body: { number: plain.number },
    });
    const [holding] = appointed.data.heldBy ?? [];
    expect(holding?.member).toEqual({ id: plain.id, name: plain.name });
    const query = { within: tree.community.id, limit: 100 };
    const { data } = await town.administrator('holders.find', { query });
    expect(data.find((one) => one.id === id)).toMatchObject({ holders: 1, mayAppoint: true });

    const body = { holdingId: holding?.id ?? '', version: holding?.version ?? 0 };
    const dismissed = await town.administrator('holders.dismiss', { params: { id }, body });
    expect(dismissed.data).toMatchObject({ holders: 0, heldBy: [] });
    const [row] = await holdingsOf(post).select('appointed_by_id');
    expect(row).toEqual({ appointed_by_id: null });
    const events = town.rows('pioneer_events').where({ subject_id: holding?.id });
    expect(await events.orderBy('subject_version').select('type', 'actor_kind')).toEqual([
      { type: 'postHolding.begun', actor_kind: 'administrator' },
      { type: 'postHolding.ended', actor_kind: 'administrator' },
    ]);
  });

  it('are refused for the same reasons as managers', async () => {
    const { id } = await buildPost(town, tree.community);
    const appointing = (number: string) =>
      town.administrator('holders.appoint', { params: { id }, body: { number } });
    expect(await codeOfRefusal(appointing(uniqueName('m')))).toBe('MEMBER_UNKNOWN');
    await appointing(plain.number);
    expect(await codeOfRefusal(appointing(plain.number))).toBe('POST_HELD_ALREADY');
    expect(await codeOfRefusal(appointing(manager.number))).toBe('POST_FULL');
  });
});

describe('an import of posts', () => {
  const send = async (rows: readonly object[]) =>
    (await town.administrator('posts.import', { body: { rows: [...rows] } })).data;

  it('makes and changes posts, known by organisation and title, and does nothing twice', async () => {
    const organisation = await buildOrganisation(town);
    const row = postRow(organisation);
    expect(await send([row])).toMatchObject({ created: 1, updated: 0, unchanged: 0, refused: [] });
    expect(await send([row])).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect(await send([{ ...row, maxHolders: 3 }])).toMatchObject({ created: 0, updated: 1 });
    const post = await findPost(town, organisation, row.title);

    expect(post).toMatchObject({ maxHolders: 3, termMonths: 12, duties: row.duties });
    const events = town.rows('pioneer_events').where({ subject_id: post.id });
    const told = await events.orderBy('subject_version').select('type', 'changes');
    expect(told.map(({ type }) => type)).toEqual(['post.created', 'post.updated']);
    expect(JSON.stringify(told)).not.toContain(row.duties);
  });

  it('refuses each row alone that cannot be used', async () => {
    const organisation = await buildOrganisation(town);
    const row = postRow(organisation);
    const { created, refused } = await send([
      row,
      { ...row, duties: '另一份职责' },
      postRow({ ...organisation, code: 'NOWHERE' }),
      postRow(organisation, { maxHolders: 0 }),
      postRow(organisation, { termMonths: 1.5 }),
    ]);

    expect(created).toBe(1);
    expect(refused.map(({ index, refusal }) => [index, refusal.code])).toEqual([
      [1, 'ROW_REPEATED'],
      [2, 'ORGANISATION_UNKNOWN'],
      [3, 'INPUT_INVALID'],
      [4, 'INPUT_INVALID'],
    ]);
  });
});

describe('gaps', () => {
  type Query = Readonly<Record<string, string | number>>;
  async function read(
    find: (query: Query) => Promise<{ data: GapView[]; nextCursor: string | null }>,
  ) {
    const found: GapView[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await find({ limit: 1, ...(cursor === '' ? {} : { cursor }) });
      found.push(...page.data);
      cursor = page.nextCursor;
    }
    return found.map(({ organisation, title, postId, holders, maxHolders }) => [
      ...[organisation.code, title, postId],
      `${holders} of ${maxHolders}`,
    ]);
  }
  const inTown = (query: Query) =>
    read((page) => town.administrator('gaps.find', { query: { ...query, ...page } }));

  it('are posts that are not full, also because a term is over', async () => {
    const own = await buildTree(town);
    const [full, over, half] = [
      await buildPost(town, own.community),
      await buildPost(town, own.cooperative),
      await buildPost(town, own.otherCommunity, { maxHolders: 2 }),
    ];
    await buildPost(town, own.otherCooperative, { isActive: true, maxHolders: 1 });
    const chief = await buildMember(town, [['manager', own.root]]);
    for (const post of [full, over, half]) await appoint(chief, post, plain);
    await letTermEnd(over);

    expect((await inTown({ within: own.community.id })).sort()).toEqual([
      [own.cooperative.code, over.title, over.id, '0 of 1'],
    ]);
    expect(await inTown({ within: own.otherCommunity.id })).toHaveLength(2);
    expect(await inTown({ within: own.root.id, kind: 'community' })).toEqual([
      [own.otherCommunity.code, half.title, half.id, '1 of 2'],
    ]);
  });

  it('are organisations of a kind in which nobody holds a post of a title', async () => {
    const own = await buildTree(town);
    const third = await buildOrganisation(town, { parent: own.community });
    const chief = await buildMember(town, [['manager', own.root]]);
    const title = uniqueName('社长');
    const held = await buildPost(town, own.cooperative, { title, maxHolders: 2 });
    const query = { within: own.root.id, kind: 'cooperative', title };
    expect(await inTown(query)).toEqual([
      [own.cooperative.code, title, held.id, '0 of 2'],
      [own.otherCooperative.code, title, null, '0 of 1'],
    ]);

    await appoint(chief, held, plain);
    expect(await inTown(query)).toEqual([[own.otherCooperative.code, title, null, '0 of 1']]);
    expect(JSON.stringify(await inTown({ within: own.root.id, title }))).not.toContain(third.code);
  });

  it('are told managers for what is theirs, and nobody else', async () => {
    const own = await buildTree(town);
    const inside = await buildPost(town, own.cooperative);
    await buildPost(town, own.otherCooperative);
    const chief = await buildMember(town, [['manager', own.community]]);
    const seen = await read((page) => chief.call('posts.findGaps', { query: { ...page } }));

    expect(seen).toEqual([[own.cooperative.code, inside.title, inside.id, '0 of 1']]);
    const beside = { within: own.otherCommunity.id };
    expect(
      await read((page) => chief.call('posts.findGaps', { query: { ...beside, ...page } })),
    ).toEqual([]);
    expect(await codeOfRefusal(plain.call('posts.findGaps'))).toBe('GAPS_FOR_MANAGERS');
  });
});
