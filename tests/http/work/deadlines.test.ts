import { registerAdministrator, type AdministratorSession } from '../../support/administrator';
import { codeOfRefusal } from '../../support/http';
import { countersOf } from '../../support/rows';
import { startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';
import { buildMembers, type Member } from '../../support/people';
import { buildTree, type Tree } from '../../support/tree';
import {
  accept,
  buildClaim,
  buildOpening,
  buildWorkflow,
  openingOf,
  report,
  type Work,
} from '../../support/work';
import { linkTo } from '../../support/content-manager';

const HOUR = 60 * 60 * 1000;
const LEASE = 72 * HOUR;

/** Longest time after a deadline until it is kept where nobody looks, by docs/architecture.md. */
const PATIENCE_MS = 60_000;

// A server of its own: the clock belongs to everybody who uses a server.
let server: TestServer;
let town: Town;
let administrator: AdministratorSession;
let offset = 0;

beforeAll(async () => {
  server = await startServer();
  administrator = await registerAdministrator(server);
  town = townAt(server, administrator);
});
afterAll(async () => {
  await town.leave();
  await server.stop();
});

/** Moves the clock by SQL, as time itself would: without waking the server. */
async function letPass(ms: number): Promise<void> {
  offset += ms;
  await town.rows('pioneer_clock').delete();
  await town.rows('pioneer_clock').insert({ offset_ms: offset });
}

async function stateOf({ claim }: Pick<Work, 'claim'>): Promise<string> {
  const row = await town
    .rows('pioneer_claims')
    .where({ document_id: claim.id })
    .first<{ state: string }>('state');
  return row.state;
}

it('expires a claim within a minute although nobody asks for anything', async () => {
  const work = await buildClaim(town);
  await letPass(LEASE);
  const started = Date.now();
  while ((await stateOf(work)) === 'active' && Date.now() - started < PATIENCE_MS) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }

  expect(await stateOf(work)).toBe('expired');
  const { stored, counted } = await countersOf(town, work.opening.id);
  expect(stored).toEqual(counted);
  expect(stored).toEqual([0, 0, 0]);
});

describe('where nobody keeps deadlines in the background', () => {
  beforeAll(async () => {
    const { databaseEnv } = server;
    await town.leave();
    await server.stop();
    server = await startServer({ databaseEnv, env: { PIONEER_JOBS: 'off' } });
    // The same secrets and the same database: the administrator is still signed in.
    town = townAt(server, administrator);
  });

  it('whoever reads a claim after its lease finds it expired', async () => {
    const { claim, claimant } = await buildClaim(town);
    await letPass(LEASE);
    const { data } = await claimant.call('claims.findOne', { params: { id: claim.id } });

    expect(data).toMatchObject({ state: 'expired', leaseEndsAt: null });
    expect(data.allowed.find(({ command }) => command === 'report')?.refusal?.code).toBe(
      'CLAIM_STATE_REFUSES',
    );
  });

  it('whoever lists claims after the lease finds them expired', async () => {
    const { claim, claimant } = await buildClaim(town);
    await letPass(LEASE);
    const { data } = await claimant.call('claims.find', { query: { view: 'mine' } });

    expect(data.map(({ id, state }) => [id, state])).toEqual([[claim.id, 'expired']]);
  });

  it('a report after the lease is refused and not lost silently', async () => {
    const work = await buildClaim(town);
    await letPass(LEASE);

    expect(await codeOfRefusal(report(work))).toBe('CLAIM_LEASE_ENDED');
  });

  it('a report before the lease ends starts it anew', async () => {
    const work = await buildClaim(town);
    await letPass(LEASE - HOUR);
    const reported = { ...work, claim: await report(work) };
    await letPass(LEASE - HOUR);

    expect((await report(reported)).state).toBe('active');
  });

  it('the next claimant gets a slot whose lease has ended', async () => {
    const opening = await buildOpening(town, { data: { memberSlots: 1 } });
    const first = await buildClaim(town, { opening });
    await letPass(LEASE);
    const second = await buildClaim(town, { opening });

    expect(await stateOf(first)).toBe('expired');
    expect(second.claim.state).toBe('active');
    expect((await openingOf(town, opening.taskId)).taken.member).toBe(1);
  });

  it('a rejected claim stays rejected through its appeal window and is closed after it', async () => {
    const workflow = linkTo(await buildWorkflow(town, { appealWindowDays: 3 }));
    const opening = await buildOpening(town, { data: { workflow } });
    const { claim, claimant } = await buildClaim(town, { opening, state: 'rejected' });
    const look = async () =>
      (await claimant.call('claims.findOne', { params: { id: claim.id } })).data;
    await letPass(3 * 24 * HOUR - HOUR);
    expect((await look()).state).toBe('rejected');
    expect((await openingOf(town, opening.taskId)).taken.member).toBe(1);
    await letPass(HOUR);

    expect((await look()).state).toBe('closed');
    expect((await openingOf(town, opening.taskId)).taken.member).toBe(0);
  });

  describe('a step with a limit of 48 hours and a reminder after 24', () => {
    const steps = [
      { key: 'check', label: { zh: '初验' }, level: 'community', hours: 48, remindHours: 24 },
    ];
    let tree: Tree;
    let inCommunity: Member;
    let inTown: Member;
    let workflow: object;

    beforeAll(async () => {
      tree = await buildTree(town);
      [inCommunity, inTown] = (await buildMembers(town, [
        [['evaluator', tree.community]],
        [['evaluator', tree.root]],
      ])) as [Member, Member];
      workflow = linkTo(await buildWorkflow(town, { steps }));
    });

    async function buildSubmitted(): Promise<Work> {
      const organisation = tree.cooperative;
      const opening = await buildOpening(town, { organisation, data: { workflow } });
      return buildClaim(town, { opening, evaluator: inCommunity, state: 'submitted' });
    }

    async function eventsOf({ claim, claimant }: Work): Promise<string[]> {
      const { data } = await claimant.call('claims.findTimeline', { params: { id: claim.id } });
      return data.map(({ type }) => type).slice(2);
    }

    it('reminds evaluators once, and leaves it to them', async () => {
      const work = await buildSubmitted();
      await letPass(23 * HOUR);
      expect(await eventsOf(work)).toEqual([]);
      await letPass(HOUR);
      expect(await eventsOf(work)).toEqual(['claim.reminded']);
      await letPass(23 * HOUR);
      expect(await eventsOf(work)).toEqual(['claim.reminded']);
      const reminded = { ...work, claim: { ...work.claim, version: work.claim.version + 1 } };
      expect((await accept(reminded)).state).toBe('accepted');
    });

    it('climbs to the next evaluators above, whose time begins anew', async () => {
      const work = await buildSubmitted();
      await letPass(48 * HOUR);
      const { data } = await work.claimant.call('claims.findOne', {
        params: { id: work.claim.id },
      });
      expect(data.evaluation?.organisation.id).toBe(tree.root.id);
      expect(await eventsOf(work)).toEqual(['claim.escalated']);

      const escalated = { ...work, claim: data };
      expect(await codeOfRefusal(accept(escalated))).toBe('EVALUATION_NOT_YOUR_TURN');
      expect((await accept({ ...escalated, evaluator: inTown })).state).toBe('accepted');
    });

    it('stays with the highest, who may still decide', async () => {
      const work = await buildSubmitted();
      await letPass(48 * HOUR);
      expect(await eventsOf(work)).toEqual(['claim.escalated']);
      await letPass(48 * HOUR);
      expect(await eventsOf(work)).toEqual(['claim.escalated', 'claim.escalated']);
      await letPass(480 * HOUR);
      expect(await eventsOf(work)).toEqual(['claim.escalated', 'claim.escalated']);

      const { data } = await inTown.call('claims.findOne', { params: { id: work.claim.id } });
      expect(data.evaluation?.endsAt).toBeNull();
      expect((await accept({ ...work, claim: data, evaluator: inTown })).state).toBe('accepted');
    });

    it('a verdict at the very end of the limit and the escalation have one winner', async () => {
      const work = await buildSubmitted();
      await letPass(48 * HOUR);
      const [verdict] = await Promise.allSettled([accept(work), eventsOf(work)]);
      const events = await eventsOf(work);
      expect(events).toEqual([
        verdict.status === 'fulfilled' ? 'claim.accepted' : 'claim.escalated',
      ]);
    });
  });
});
