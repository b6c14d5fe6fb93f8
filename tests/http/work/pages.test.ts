import type { Call, CallOptions, ClaimView } from 'strapi-plugin-pioneer/contract';
import { readBoard } from '../../support/board';
import { buildMember, buildMembers, type Member } from '../../support/people';
import { enterTown } from '../../support/town';
import { buildTree, type Tree } from '../../support/tree';
import { audienceKnown } from '../../support/units';
import { buildClaim, buildOpening, type Opening } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let tree: Tree;

beforeAll(async () => {
  tree = await buildTree(town);
});

type Query = NonNullable<CallOptions<'claims.find'>['query']>;

/** Ids of all claims of a list, page by page. */
async function idsOf(call: Call, query: Query): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: ClaimView[]; nextCursor: string | null } = await call('claims.find', {
      query: { ...query, ...(cursor === null ? {} : { cursor }) },
    });
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

const SIZES = [1, 2, 3, 100];

describe('a list that is put together', () => {
  it('of an organisation and those below it is in one order, whatever the pages', async () => {
    const [above, claimant] = (await buildMembers(town, [
      [['evaluator', tree.community]],
      [['member', tree.cooperative]],
    ])) as [Member, Member];
    const waiting: string[] = [];
    // Nobody evaluates in the cooperative: the community is asked for both.
    const { community, cooperative } = tree;
    const places = [community, cooperative, cooperative, community, community, cooperative];
    for (const organisation of places) {
      const opening = await buildOpening(town, { organisation });
      const { claim } = await buildClaim(town, {
        state: 'submitted',
        opening,
        claimant,
        evaluator: above,
      });
      waiting.push(claim.id);
    }

    for (const limit of SIZES) {
      expect(await idsOf(above.call, { view: 'to-evaluate', limit })).toEqual(waiting);
    }
  });

  it('of what is mine, my organisation’s and shared shows each once, newest first', async () => {
    const [reader, other, colleague] = (await buildMembers(town, [
      [
        ['representative', tree.cooperative],
        ['member', tree.otherCooperative],
      ],
      [['representative', tree.otherCooperative]],
      [['representative', tree.cooperative]],
    ])) as [Member, Member, Member];
    const opening = () =>
      buildOpening(town, {
        organisation: tree.root,
        data: { memberSlots: 1, organisationSlots: 1 },
      });
    const mine: string[] = [];
    for (const [claimant, organisation, coClaimantIds] of [
      [reader, undefined, []],
      [reader, tree.cooperative, []],
      [other, tree.otherCooperative, [reader.id]],
      [reader, undefined, []],
      // Mine twice over: I represent it, and share in it.
      [colleague, tree.cooperative, [reader.id]],
    ] as const) {
      const { id, termsId } = await opening();
      const body = { termsId, coClaimantIds: [...coClaimantIds] };
      const { data } = await claimant.call('openings.claim', {
        params: { id },
        body: organisation === undefined ? body : { ...body, organisationId: organisation.id },
      });
      mine.unshift(data.id);
    }

    for (const limit of SIZES) {
      expect(await idsOf(reader.call, { view: 'mine', limit })).toEqual(mine);
    }
  });

  it('of openings that a reader sees in several ways shows each once', async () => {
    const reader = await buildMember(town, [
      ['manager', tree.community],
      ['member', tree.cooperative],
    ]);
    const category = `board ${tree.cooperative.code}`;
    const audience = `"${tree.community.code}" in member.organisations`;
    const made: Opening[] = [];
    for (const data of [{ audience }, {}, { audience }, {}]) {
      const organisation = tree.cooperative;
      made.push(await buildOpening(town, { organisation, data: { category, ...data } }));
    }
    for (const { taskId } of made) await audienceKnown(town, taskId);
    const [held, alsoHeld] = made as [Opening, Opening];
    for (const opening of [held, alsoHeld]) {
      await buildClaim(town, { opening, claimant: reader, evaluator: reader });
    }
    const newestFirst = made.map(({ id }) => id).reverse();

    for (const limit of SIZES) {
      const shown = await readBoard(reader.call, { category, limit });
      expect(shown.map(({ id }) => id)).toEqual(newestFirst);
    }
    const mine = await readBoard(reader.call, { mine: 'true', category, limit: 1 });
    expect(mine.map(({ id }) => id)).toEqual([alsoHeld.id, held.id]);
  });
});
