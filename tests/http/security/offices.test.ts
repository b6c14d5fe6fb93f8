import { randomUUID } from 'node:crypto';
import { endpoints, type EndpointName, type PostView } from 'strapi-plugin-pioneer/contract';
import { addEvidence } from '../../support/evidence';
import { codeOf } from '../../support/http';
import { uniqueName, unknownId } from '../../support/names';
import { buildMembers, endMembership, type Member } from '../../support/people';
import { buildPost } from '../../support/posts';
import { footprintOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildTree, type Tree } from '../../support/tree';
import { importSpots, readSpots, spotRow } from '../../support/units';
import { buildOpening, GOOD_SCORES, type Opening } from '../../support/work';
import { askContract, namesVersion, OF_CLAIMS, REASON } from './ask-contract';
import { EVERYBODY, OFFICES, RULES, WHO, type Who } from './offices';

const town = enterTown();
afterAll(() => town.leave());

let tree: Tree;
let people: Readonly<Record<Who, Member>>;
/** What the cooperative has claimed, and what nobody has. */
let opening: Opening;
let unclaimed: Opening;
let claimId: string;
let evidenceId: string;
let post: PostView;
let spotId: string;

beforeAll(async () => {
  tree = await buildTree(town);
  const { community } = tree;
  const built = await buildMembers(
    town,
    EVERYBODY.map((who) => WHO[who](tree)),
  );
  people = Object.fromEntries(EVERYBODY.map((who, place) => [who, built[place]])) as typeof people;
  for (const role of OFFICES) await endMembership(town, people.former, community, role);
  opening = await buildOpening(town, { organisation: community, data: { organisationSlots: 2 } });
  unclaimed = await buildOpening(town, { organisation: community });
  await submitForCooperative();
  post = await buildPost(town, community);
  const appointment = { params: { id: post.id }, body: { number: people.fellow.number } };
  post = (await people.manager.call('posts.appoint', appointment)).data;
  const row = spotRow(community, uniqueName('积水'));
  await importSpots(town, [row]);
  spotId = (await readSpots(town, row.category))[0]?.id ?? '';
});

async function submitForCooperative(): Promise<void> {
  const { lead, sharer } = people;
  const taken = await lead.call('openings.claim', {
    params: { id: opening.id },
    body: {
      termsId: opening.termsId,
      organisationId: tree.cooperative.id,
      coClaimantIds: [sharer.id],
    },
  });
  const { id, version } = taken.data;
  claimId = id;
  evidenceId = (await addEvidence(lead, id)).id;
  const entry = { version, clientId: randomUUID(), text: '已全部完成。', selfCheck: GOOD_SCORES };
  await lead.call('claims.submit', {
    params: { id },
    body: { ...entry, evidenceIds: [evidenceId] },
  });
}

/** A version that nothing will ever have. */
const NEVER = 10_000;

/** What is asked for, and of what. */
function requestOf(name: EndpointName): { readonly id: string; readonly body: object } {
  const more = OF_CLAIMS[name];
  if (more !== undefined) {
    return { id: claimId, body: namesVersion(name) ? { version: NEVER, ...more } : more };
  }
  const nobody = { kind: 'member', id: unknownId() };
  const { termsId } = opening;
  const requests: Partial<Record<EndpointName, ReturnType<typeof requestOf>>> = {
    'openings.claim': { id: opening.id, body: { termsId, organisationId: tree.cooperative.id } },
    'openings.assign': { id: unclaimed.id, body: { claimants: [nobody] } },
    'openings.moveClaims': { id: unclaimed.id, body: { reason: REASON } },
    'openings.cancelClaims': { id: unclaimed.id, body: { reason: REASON } },
    'posts.appoint': { id: post.id, body: { number: uniqueName('m') } },
    'posts.dismiss': { id: post.id, body: { holdingId: post.heldBy?.[0]?.id, version: NEVER } },
    'posts.findGaps': { id: '', body: {} },
    'spots.findAgain': { id: spotId, body: { version: NEVER } },
  };
  const request = requests[name];
  if (request === undefined) throw new Error(`nobody says what to ask ${name}`);
  return request;
}

async function everything(): Promise<unknown> {
  return [
    await footprintOf(town, { claimId, openingId: opening.id }),
    await footprintOf(town, { claimId, openingId: unclaimed.id }),
    await town.rows('pioneer_evidence_files').where({ claim_id: claimId }),
    await town.rows('pioneer_post_holdings').where({ post_id: post.id }),
    await town.rows('pioneer_spots').where({ document_id: spotId }),
  ];
}

it('everything that members ask of something is below', () => {
  const named = Object.entries(endpoints)
    .filter(([, { access, path }]) => access === 'member' && path.includes('/:'))
    .map(([name]) => name)
    // A copy of one’s data is everybody’s own.
    .filter((name) => name !== 'me.takeExport');

  const below = RULES.flatMap(({ names }) => names);
  expect(below.sort()).toEqual([...named, 'posts.findGaps'].sort());
});

it.each(RULES.flatMap((rule) => rule.names.map((name) => ({ name, ...rule }))))(
  'lets in whose office it is, and changes nothing: $name',
  async ({ name, letsIn, meets, others }) => {
    const { id, body } = requestOf(name);
    const before = await everything();
    const told = EVERYBODY.map(async (who) => {
      const answer = await askContract(town, name, people[who], { id, evidenceId }, body);
      return [who, codeOf(answer)] as const;
    });

    const expected = EVERYBODY.map((who) => {
      if (letsIn.includes(who)) return [who, meets] as const;
      return [who, typeof others === 'string' ? others : others(who)] as const;
    });
    expect(Object.fromEntries(await Promise.all(told))).toEqual(Object.fromEntries(expected));
    expect(await everything()).toEqual(before);
  },
);
