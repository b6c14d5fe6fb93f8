import { holdBack } from '../support/held-back';
import { buildMembers, buildOrganisation, type Member } from '../support/people';
import { buildPost } from '../support/posts';
import { count } from '../support/rows';
import { outcomeOf, enterTwoNodes } from './two-nodes';

const nodes = enterTwoNodes();
afterAll(() => nodes.leave());

/** Holdings may be read but not written meanwhile: both have counted before either appoints. */
const LOCK = 'LOCK TABLE pioneer_post_holdings IN EXCLUSIVE MODE';

it('two who fill the last place of a post at once do not both', async () => {
  const { town } = nodes;
  const organisation = await buildOrganisation(town);
  const [manager, one, two] = (await buildMembers(town, [[['manager', organisation]], [], []])) as [
    Member,
    Member,
    Member,
  ];
  const post = await buildPost(town, organisation);
  const appoint = (turn: number, { number }: Member) =>
    outcomeOf(
      nodes.at(turn, manager)('posts.appoint', { params: { id: post.id }, body: { number } }),
    );
  let outcomes: Promise<string>[] = [];
  await holdBack(town, (trx) => trx.raw(LOCK), [
    { start: () => (outcomes = [appoint(0, one), appoint(1, two)]), waiting: 2 },
  ]);

  expect((await Promise.all(outcomes)).sort()).toEqual(['OK', 'POST_FULL']);
  expect(await count(town.rows('pioneer_post_holdings').where({ post_id: post.id }))).toBe(1);
});
