import { randomUUID } from 'node:crypto';
import { endpoints, type EndpointName, type PostView } from 'strapi-plugin-pioneer/contract';
import { addEvidence } from '../../support/evidence';
import { codeOf, comparable, type Answer } from '../../support/http';
import { uniqueName, unknownId } from '../../support/names';
import { buildMembers, type Member, type Organisation, type Roles } from '../../support/people';
import { buildPost } from '../../support/posts';
import { count, footprintOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildTree } from '../../support/tree';
import { importSpots, readSpots, spotRow } from '../../support/units';
import { buildClaim, buildOpening, GOOD_SCORES, lookAt, type Work } from '../../support/work';
import { askContract, namesVersion, OF_CLAIMS, REASON, type Ids } from './ask-contract';

const town = enterTown();
afterAll(() => town.leave());

/** Whoever they are elsewhere, here they have no business. */
const FOREIGNERS = ['beside', 'below', 'amongThem'] as const;
type Foreigner = (typeof FOREIGNERS)[number];

let work: Work;
/** Named by the report of the work. */
let evidenceId: string;
let post: PostView;
let holder: Member;
let spotId: string;
let foreigners: Readonly<Record<Foreigner, Member>>;
/** What the foreigner beside has at home. */
let own: { readonly work: Work; readonly post: PostView };

const everythingIn = (place: Organisation): Roles =>
  (['member', 'representative', 'evaluator', 'manager'] as const).map((role) => [role, place]);

beforeAll(async () => {
  const { community, cooperative, otherCommunity } = await buildTree(town);
  const [claimant, evaluator, held, beside, below, amongThem, aside] = (await buildMembers(town, [
    [['member', community]],
    [['evaluator', community]],
    [['member', community]],
    everythingIn(otherCommunity),
    everythingIn(cooperative),
    [['member', community]],
    [['evaluator', otherCommunity]],
  ])) as [Member, Member, Member, Member, Member, Member, Member];
  foreigners = { beside, below, amongThem };
  holder = held;
  post = await buildPost(town, community);
  await town.administrator('holders.appoint', {
    params: { id: post.id },
    body: { number: holder.number },
  });
  const row = spotRow(community, uniqueName('积水'));
  await importSpots(town, [row]);
  spotId = (await readSpots(town, row.category))[0]?.id ?? '';
  const opening = await buildOpening(town, { organisation: community });
  work = await submitWithEvidence(await buildClaim(town, { opening, claimant, evaluator }));
  const elsewhere = await buildOpening(town, { organisation: otherCommunity });
  own = {
    work: await buildClaim(town, { opening: elsewhere, claimant: beside, evaluator: aside }),
    post: await buildPost(town, otherCommunity),
  };
});

async function submitWithEvidence(begun: Work): Promise<Work> {
  const { claim, claimant } = begun;
  evidenceId = (await addEvidence(claimant, claim.id)).id;
  const entry = { version: claim.version, clientId: randomUUID(), text: '已全部完成。' };
  const { data } = await claimant.call('claims.submit', {
    params: { id: claim.id },
    body: { ...entry, evidenceIds: [evidenceId], selfCheck: GOOD_SCORES },
  });
  return { ...begun, claim: data };
}

const ask = (name: EndpointName, asker: Member, ids: Ids, body?: object) =>
  askContract(town, name, asker, ids, body);

async function numberOf(table: string, id: string): Promise<string> {
  const row = await town.rows(table).where({ document_id: id }).first<{ id: number }>('id');
  return String(row.id);
}

/** What everybody sees and some manage: how it is refused to others. */
const MANAGED: Partial<Record<EndpointName, string>> = {
  'openings.assign': 'MANAGER_REQUIRED',
  'openings.moveClaims': 'MANAGER_REQUIRED',
  'openings.cancelClaims': 'MANAGER_REQUIRED',
  'posts.appoint': 'POST_APPOINTER_REQUIRED',
  'posts.dismiss': 'POST_APPOINTER_REQUIRED',
  'spots.findAgain': 'SPOT_FINDER_REQUIRED',
};

it('every address of a member that names something is asked below', () => {
  const named = Object.entries(endpoints)
    .filter(([, { access, path }]) => access === 'member' && path.includes('/:'))
    .map(([name]) => name);
  // Whoever sees an opening may claim it, or learns why not; who takes a copy, see below.
  const others = ['openings.claim', 'me.takeExport'];
  const asked = [...Object.keys(OF_CLAIMS), ...Object.keys(MANAGED), ...others];

  expect(named.sort()).toEqual(asked.sort());
});

describe.each(FOREIGNERS)('the claim of another organisation, for somebody %s,', (who) => {
  it.each(Object.entries(OF_CLAIMS) as [EndpointName, object][])(
    'is not there, by id or by number: %s',
    async (name, more) => {
      const place = { claimId: work.claim.id, openingId: work.opening.id };
      const before = await footprintOf(town, place);
      const { version } = work.claim;
      const body = namesVersion(name) ? { version, ...more } : more;
      const look = async (ids: Ids) => comparable(await ask(name, foreigners[who], ids, body));
      const absent = await look({ id: unknownId(), evidenceId: unknownId() });
      const [number, evidenceNumber] = [
        await numberOf('pioneer_claims', work.claim.id),
        await numberOf('pioneer_evidence_files', evidenceId),
      ];

      expect(absent).toMatchObject({ status: 404, text: expect.stringContaining('"NOT_FOUND"') });
      expect(await look({ id: work.claim.id, evidenceId })).toEqual(absent);
      expect(await look({ id: number, evidenceId })).toEqual(absent);
      expect(await look({ id: work.claim.id, evidenceId: evidenceNumber })).toEqual(absent);
      expect(await footprintOf(town, place)).toEqual(before);
    },
  );
});

describe('what belongs to a claim', () => {
  it('is not reached through one’s own', async () => {
    const { beside } = foreigners;
    const { claim } = own.work;
    const look = async (id: string) =>
      comparable(await ask('claims.findEvidence', beside, { id: claim.id, evidenceId: id }));
    const absent = await look(unknownId());

    expect(absent.status).toBe(404);
    expect(await look(evidenceId)).toEqual(absent);
    expect(await look(await numberOf('pioneer_evidence_files', evidenceId))).toEqual(absent);
  });

  it('is not shown by one’s own report, nor held against one’s own photo', async () => {
    const { beside } = foreigners;
    const { claim } = own.work;
    const report = { version: claim.version, percent: 50, text: '进展顺利。' };
    // A refusal says which id it means.
    const seen = (answer: Answer, id: string) =>
      JSON.stringify(comparable(answer)).replaceAll(id, 'this one');
    const show = async (id: string) => {
      const body = { ...report, clientId: randomUUID(), evidenceIds: [id] };
      return seen(await ask('claims.report', beside, { id: claim.id }, body), id);
    };
    const pair = async (id: string) => {
      const body = { clientId: randomUUID(), moment: 'after', beforeId: id };
      return seen(await ask('claims.addEvidence', beside, { id: claim.id }, body), id);
    };

    for (const [use, absent] of [
      [show, await show(unknownId())],
      [pair, await pair(unknownId())],
    ] as const) {
      expect(absent).toContain('"status":400');
      expect(await use(evidenceId)).toEqual(absent);
    }
    expect(await lookAt(own.work)).toMatchObject({ version: claim.version, reports: [] });
  });
});

describe('a list', () => {
  const VIEWS = ['mine', 'to-evaluate', 'to-decide', 'past-due'] as const;

  it.each(VIEWS)('of claims names none of another organisation: %s', async (view) => {
    const { claim, claimant, evaluator } = work;
    for (const asker of Object.values(foreigners)) {
      const { status, text } = await town.send({
        path: `/api/pioneer/claims?view=${view}&limit=100`,
        token: asker.token,
      });

      expect(status).toBe(200);
      for (const theirs of [claim.id, evidenceId, claimant.id, evaluator.id]) {
        expect(text).not.toContain(theirs);
      }
    }
  });

  it('names it to whom it concerns', async () => {
    const idsOf = async ({ call }: Member, view: (typeof VIEWS)[number]) =>
      (await call('claims.find', { query: { view, limit: 100 } })).data.map(({ id }) => id);

    expect(await idsOf(work.claimant, 'mine')).toEqual([work.claim.id]);
    expect(await idsOf(work.evaluator, 'to-evaluate')).toEqual([work.claim.id]);
  });
});

describe.each(FOREIGNERS)('what another organisation manages, for somebody %s,', (who) => {
  async function rowsOf(): Promise<unknown> {
    const place = { claimId: work.claim.id, openingId: work.opening.id };
    return [
      await footprintOf(town, place),
      await count(town.rows('pioneer_claims').where({ opening_id: work.opening.id })),
      await town.rows('pioneer_post_holdings').where({ post_id: post.id }),
      await town.rows('pioneer_spots').where({ document_id: spotId }),
    ];
  }

  it.each(Object.entries(MANAGED) as [EndpointName, string][])(
    'is not changed, and by its number is not there: %s',
    async (name, code) => {
      const foreigner = foreigners[who];
      const [holding] = (
        await holder.call('posts.find', { query: { within: post.organisation.id } })
      ).data[0]?.heldBy ?? [null];
      const bodies: Partial<Record<EndpointName, object>> = {
        'openings.assign': { claimants: [{ kind: 'member', id: foreigner.id }] },
        'openings.moveClaims': { reason: REASON },
        'openings.cancelClaims': { reason: REASON },
        'posts.appoint': { number: foreigner.number },
        'posts.dismiss': { holdingId: holding?.id, version: holding?.version },
        'spots.findAgain': { version: 1 },
      };
      const [table, id] = name.startsWith('openings.')
        ? ['pioneer_openings', work.opening.id]
        : name.startsWith('posts.')
          ? ['pioneer_posts', post.id]
          : ['pioneer_spots', spotId];
      const before = await rowsOf();
      const give = (to: string) => ask(name, foreigner, { id: to }, bodies[name]);
      const absent = comparable(await give(unknownId()));

      expect(absent).toMatchObject({ status: 404, text: expect.stringContaining('"NOT_FOUND"') });
      expect(comparable(await give(await numberOf(table, id)))).toEqual(absent);
      const refused = await give(id);
      expect([refused.status, codeOf(refused)]).toEqual([403, code]);
      expect(await rowsOf()).toEqual(before);
    },
  );
});

it('a holder is not dismissed through a post of one’s own', async () => {
  const { data } = await holder.call('posts.find', { query: { within: post.organisation.id } });
  const [holding] = data[0]?.heldBy ?? [];
  const dismiss = async (holdingId: string) => {
    const body = { holdingId, version: holding?.version };
    return comparable(await ask('posts.dismiss', foreigners.beside, { id: own.post.id }, body));
  };
  const absent = await dismiss(unknownId());

  expect(absent.status).toBe(404);
  expect(await dismiss(holding?.id ?? '')).toEqual(absent);
  const holdings = town.rows('pioneer_post_holdings').where({ post_id: post.id });
  expect(await holdings.whereNull('ended_at')).toHaveLength(1);
});

it('a copy of somebody’s data is not there for anybody else', async () => {
  const { address } = (await work.claimant.call('me.requestExport')).data;
  const secret = address.slice(address.lastIndexOf('/') + 1);
  for (const asker of Object.values(foreigners)) {
    const take = async (guess: string) =>
      comparable(await ask('me.takeExport', asker, { secret: guess }));

    expect(await take(secret)).toEqual(await take('a'.repeat(secret.length)));
  }
  expect((await ask('me.takeExport', work.claimant, { secret })).status).toBe(200);
});
