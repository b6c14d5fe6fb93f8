import { setTimeout as wait } from 'node:timers/promises';
import type { CallOf, Endpoints } from 'strapi-plugin-pioneer/contract';
import { assign, beginClaim, WORKFLOW_FOR } from '../../support/beginnings';
import { linkTo, TASK } from '../../support/content-manager';
import { endLease } from '../../support/end-lease';
import { codeOf } from '../../support/http';
import { buildMembers, buildOrganisation, type Organisation } from '../../support/people';
import { NOTHING, untilCounted } from '../../support/statistics';
import { enterTown } from '../../support/town';
import {
  buildClaim,
  buildDrive,
  buildOpening,
  buildWorkflow,
  report,
  type ReachableState,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

type Query = NonNullable<CallOf<Endpoints['statistics.find']>['query']>;

async function find(query: Query) {
  await untilCounted(town);
  return (await town.visitor('statistics.find', { query })).data;
}

async function totalsOf(organisation: Organisation) {
  return (await find({ organisation: organisation.id })).totals;
}

/** A claim in a place of its own, where nothing else is counted. */
async function buildClaimAlone(state: ReachableState = 'active') {
  const opening = await buildOpening(town, { organisation: await buildOrganisation(town) });
  return buildClaim(town, { opening, state });
}

/** The month that it is where the town of the tests is. */
function monthNow(): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: '2-digit',
  });
  return format.format(new Date());
}

describe('what is counted', () => {
  const CASES: readonly (readonly [ReachableState, object])[] = [
    ['active', {}],
    ['withdrawn', { withdrawn: 1 }],
    ['submitted', { submitted: 1 }],
    ['returned-acknowledged', { submitted: 1, returned: 1 }],
    ['accepted', { submitted: 1, accepted: 1 }],
    ['rejected', { submitted: 1, rejected: 1 }],
  ];

  it('is every step on the way of a claim', async () => {
    const works = await Promise.all(CASES.map(([state]) => buildClaimAlone(state)));
    const expired = await buildClaimAlone();
    await endLease(town, expired.claim.id);
    await town.visitor('openings.findOne', { params: { id: expired.opening.id } });
    await untilCounted(town);

    for (const [index, [, counted]] of CASES.entries()) {
      const organisation = works[index]?.opening.organisation as Organisation;
      expect(await totalsOf(organisation)).toEqual({
        ...NOTHING,
        opened: 1,
        taken: 1,
        ...counted,
      });
    }
    expect(await totalsOf(expired.opening.organisation)).toEqual({
      ...NOTHING,
      opened: 1,
      taken: 1,
      expired: 1,
    });
  });

  it('is a slot once, when it is offered and not when the offer is accepted', async () => {
    const organisation = await buildOrganisation(town);
    const workflow = linkTo(await buildWorkflow(town, WORKFLOW_FOR.offered));
    const data = { memberSlots: 2, workflow };
    const opening = await buildOpening(town, { organisation, data });
    const [manager, claimant, other] = await buildMembers(town, [
      [['manager', organisation]],
      [['member', organisation]],
      [['member', organisation]],
    ]);
    if (!manager || !claimant || !other) throw new Error('three were to be built');
    const { id, version } = await assign(opening, claimant, manager);
    await claimant.call('claims.acceptOffer', { params: { id }, body: { version } });
    await beginClaim(town, 'declined', { opening, claimant: other, manager });

    expect(await totalsOf(organisation)).toEqual({ ...NOTHING, opened: 1, taken: 2 });
  });

  it('is no application until it is approved', async () => {
    const organisation = await buildOrganisation(town);
    const workflow = linkTo(await buildWorkflow(town, WORKFLOW_FOR.applied));
    const opening = await buildOpening(town, { organisation, data: { workflow } });
    const [manager, claimant] = await buildMembers(town, [
      [['manager', organisation]],
      [['member', organisation]],
    ]);
    if (!manager || !claimant) throw new Error('two were to be built');
    const { id, version } = await beginClaim(town, 'applied', { opening, claimant, manager });
    expect(await totalsOf(organisation)).toEqual({ ...NOTHING, opened: 1 });

    await manager.call('claims.approve', { params: { id }, body: { version } });
    expect(await totalsOf(organisation)).toEqual({ ...NOTHING, opened: 1, taken: 1 });
  });
});

describe('statistics', () => {
  let parent: Organisation;
  let villages: Organisation[];
  let drive: string;
  beforeAll(async () => {
    parent = await buildOrganisation(town);
    villages = [
      await buildOrganisation(town, { parent }),
      await buildOrganisation(town, { parent }),
    ];
    drive = await buildDrive(town);
    const [one, other] = villages;
    if (!one || !other) throw new Error('two were to be built');
    const data = { drive: linkTo(drive) };
    const opening = await buildOpening(town, { organisation: one, data });
    await buildClaim(town, { opening, state: 'accepted' });
    await buildClaim(town, { opening: await buildOpening(town, { organisation: other }) });
  });

  it('are of an organisation and everything below it, month by month', async () => {
    const { totals, periods } = await find({ organisation: parent.id });

    expect(totals).toEqual({ ...NOTHING, opened: 2, taken: 2, submitted: 1, accepted: 1 });
    expect(periods).toEqual([{ period: monthNow(), ...totals }]);
  });

  it('are of one drive where one is named', async () => {
    const { totals } = await find({ drive });

    expect(totals).toEqual({ ...NOTHING, opened: 1, taken: 1, submitted: 1, accepted: 1 });
    expect((await find({ drive, organisation: villages[1]?.id })).totals).toEqual(NOTHING);
  });

  it('are of the months that are asked for', async () => {
    const month = monthNow();
    const organisation = parent.id;

    expect((await find({ organisation, from: month, to: month })).totals.opened).toBe(2);
    expect((await find({ organisation, to: '2020-12' })).periods).toEqual([]);
    expect((await find({ organisation, from: '2999-01' })).totals).toEqual(NOTHING);
  });

  it.each(['2026', '2026-13', '2026-5', "2026-05'"])('refuse %s as a month', async (from) => {
    const path = `/api/pioneer/statistics?from=${encodeURIComponent(from)}`;

    expect(codeOf(await town.send({ path }))).toBe('INPUT_INVALID');
  });

  it('of organisations come by code, a page at a time, each with everything below it', async () => {
    await untilCounted(town);
    const byCode = [...villages].sort((a, b) => (a.code < b.code ? -1 : 1));
    const query = { within: parent.id, limit: 1 };
    const first = await town.visitor('statistics.findOrganisations', { query });
    const cursor = first.nextCursor ?? '';
    const second = await town.visitor('statistics.findOrganisations', {
      query: { ...query, cursor },
    });

    const pages = [...first.data, ...second.data];
    expect(pages.map(({ organisation }) => organisation)).toEqual(byCode);
    expect(second.nextCursor).toBeNull();
    const accepted = new Map(pages.map(({ organisation, totals }) => [organisation.id, totals]));
    expect(accepted.get(villages[0]?.id ?? '')).toMatchObject({ taken: 1, accepted: 1 });
    expect(accepted.get(villages[1]?.id ?? '')).toMatchObject({ taken: 1, accepted: 0 });
  });

  it('of a parent hold what its children do', async () => {
    const root = await buildOrganisation(town);
    await town.administrator('organisations.move', {
      params: { id: parent.id },
      body: { version: 1, parentId: root.id },
    });
    const query = { within: root.id };
    const { data } = await town.visitor('statistics.findOrganisations', { query });

    expect(data).toMatchObject([{ organisation: { id: parent.id }, totals: { taken: 2 } }]);
    const ofDrive = await town.visitor('statistics.findOrganisations', {
      query: { ...query, drive },
    });
    expect(ofDrive.data).toMatchObject([{ totals: { taken: 1 } }]);
  });

  it('follow an opening to the organisation that its task is given to', async () => {
    const work = await buildClaimAlone();
    const receiver = await buildOrganisation(town);
    const { taskId, organisation } = work.opening;
    const moved = await town.content.publish(TASK, taskId, {
      organisation: {
        connect: [{ documentId: receiver.id }],
        disconnect: [{ documentId: organisation.id }],
      },
    });
    expect(moved.status).toBe(200);

    expect(await totalsOf(receiver)).toEqual({ ...NOTHING, opened: 1, taken: 1 });
    expect(await totalsOf(organisation)).toEqual(NOTHING);
  });

  it('may be kept by caches for a moment, but not for a reader who says who they are', async () => {
    for (const path of ['/api/pioneer/statistics', '/api/pioneer/statistics/organisations']) {
      const [open, signedIn] = [
        await town.send({ path }),
        await town.send({ path, token: (await buildMembers(town, [[]]))[0]?.token }),
      ];

      expect(open.headers.get('cache-control')).toBe('public, max-age=2');
      expect(signedIn.headers.get('cache-control')).toBe('private, no-store');
    }
  });
});

describe('while much is done', () => {
  const CLAIMS = 12;
  const REPORTS = 15;
  const MOST_BEHIND = 5_000;
  const LOOK_AGAIN = 100;

  it('statistics are at most 5 s behind, and exact when all is counted', async () => {
    const organisation = await buildOrganisation(town);
    const opening = await buildOpening(town, { organisation, data: { memberSlots: CLAIMS } });
    await untilCounted(town);
    let isWorking = true;
    const work = Promise.all(
      Array.from({ length: CLAIMS }, async () => {
        const { claimant, ...begun } = await buildClaim(town, { opening });
        let { claim } = begun;
        for (let done = 0; done < REPORTS; done += 1) claim = await report({ claim, claimant });
      }),
    ).finally(() => (isWorking = false));
    const behind: number[] = [];
    while (isWorking) {
      // Asked first: what began meanwhile is not older than it was then.
      const oldest = await oldestWriter();
      const asked = Date.now();
      const { asOf } = (await town.visitor('statistics.find', { query: {} })).data;
      behind.push(asked - Date.parse(asOf) - oldest);
      await wait(LOOK_AGAIN);
    }
    await work;

    expect(behind.length).toBeGreaterThan(5);
    expect(Math.max(...behind)).toBeLessThan(MOST_BEHIND);
    expect(await totalsOf(organisation)).toEqual({ ...NOTHING, opened: 1, taken: CLAIMS });
  });

  /**
   * For how many milliseconds the oldest transaction has been writing: nothing after it is read on
   * PostgreSQL, and tests beside this one hold some up on purpose.
   */
  async function oldestWriter(): Promise<number> {
    if (!town.isPostgres) return 0;
    const row = await town
      .rows('pg_stat_activity')
      .whereNotNull('backend_xid')
      .select({
        age: town.rows.raw(
          'coalesce(extract(epoch from clock_timestamp() - min(xact_start)) * 1000, 0)',
        ),
      })
      .first<{ age: unknown }>();
    return Number(row.age);
  }
});
