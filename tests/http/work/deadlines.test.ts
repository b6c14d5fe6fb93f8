import { take } from '../../support/beginnings';
import { codeOfRefusal } from '../../support/http';
import { enterQuietTown, type QuietTown } from '../../support/quiet-server';
import { buildMember, buildMembers, buildOrganisation, type Member } from '../../support/people';
import { buildTree, type Tree } from '../../support/tree';
import {
  accept,
  buildClaim,
  buildOpening,
  buildWorkflow,
  giveBack,
  look,
  lookAt,
  openingOf,
  report,
  withdraw,
  type Work,
} from '../../support/work';
import { linkTo, TASK } from '../../support/content-manager';

const HOUR = 60 * 60 * 1000;
const LEASE = 72 * HOUR;

let town: QuietTown;
let offset = 0;

beforeAll(async () => {
  town = await enterQuietTown();
  await letPass(0);
});
afterAll(() => town.leave());

async function letPass(ms: number): Promise<void> {
  offset += ms;
  await town.setClock(offset);
}

async function stateOf({ claim }: Pick<Work, 'claim'>): Promise<string> {
  const row = await town
    .rows('pioneer_claims')
    .where({ document_id: claim.id })
    .first<{ state: string }>('state');
  return row.state;
}

/** A claim whose work is due so long from now, by the clock of the town. */
async function buildDueIn(ms: number, options: Parameters<typeof buildClaim>[1] = {}) {
  const data = { dueAt: new Date(Date.now() + offset + ms).toISOString() };
  return buildClaim(town, { opening: await buildOpening(town, { data }), ...options });
}

describe('where nobody keeps deadlines in the background', () => {
  it('whoever reads a claim after its lease finds it expired', async () => {
    const { claim, claimant } = await buildClaim(town);
    await letPass(LEASE);
    const seen = await look(claimant, claim.id);

    expect(seen).toMatchObject({ state: 'expired', leaseEndsAt: null });
    expect(seen.allowed.find(({ command }) => command === 'report')?.refusal?.code).toBe(
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

  it('an offer that nobody answers runs out, and the slot is offered to the next who waits', async () => {
    const workflow = linkTo(await buildWorkflow(town, { waitingList: true, offerHours: 24 }));
    const opening = await buildOpening(town, { data: { workflow, memberSlots: 1 } });
    const [first, second, third] = (await buildMembers(town, [[], [], []])) as [
      Member,
      Member,
      Member,
    ];
    const held = await take(opening, first);
    const offered = await take(opening, second, { wait: true });
    const waiting = await take(opening, third, { wait: true });
    await withdraw({ claim: held, claimant: first });
    const { version } = await look(second, offered.id);
    await letPass(24 * HOUR);

    const answer = { params: { id: offered.id }, body: { version } };
    expect(await codeOfRefusal(second.call('claims.acceptOffer', answer))).toBe(
      'CLAIM_OFFER_ENDED',
    );
    expect(await look(second, offered.id)).toMatchObject({ state: 'expired' });
    expect((await look(third, waiting.id)).state).toBe('offered');
    expect((await openingOf(town, opening.taskId)).taken.member).toBe(1);
  });

  it('whoever let a lease run out waits for as long as the workflow says', async () => {
    const workflow = linkTo(await buildWorkflow(town, { coolDownHours: 24 }));
    const { claim, opening, claimant } = await buildClaim(town, {
      opening: await buildOpening(town, { data: { workflow } }),
    });
    await letPass(LEASE);
    await look(claimant, claim.id);
    expect(await codeOfRefusal(take(opening, claimant))).toBe('CLAIM_COOLING_DOWN');
    await letPass(23 * HOUR);
    expect(await codeOfRefusal(take(opening, claimant))).toBe('CLAIM_COOLING_DOWN');
    await letPass(HOUR);

    expect((await take(opening, claimant)).state).toBe('active');
  });

  it('a rejected claim stays rejected through its appeal window and is closed after it', async () => {
    const workflow = linkTo(await buildWorkflow(town, { appealWindowDays: 3 }));
    const opening = await buildOpening(town, { data: { workflow } });
    const { claim, claimant } = await buildClaim(town, { opening, state: 'rejected' });
    const stateNow = async () => (await look(claimant, claim.id)).state;
    await letPass(3 * 24 * HOUR - HOUR);
    expect(await stateNow()).toBe('rejected');
    expect((await openingOf(town, opening.taskId)).taken.member).toBe(1);
    await letPass(HOUR);

    expect(await stateNow()).toBe('closed');
    expect((await openingOf(town, opening.taskId)).taken.member).toBe(0);
  });

  describe('a due date', () => {
    const remindersOf = async ({ claim, claimant }: Work) => {
      const { data } = await claimant.call('claims.findTimeline', { params: { id: claim.id } });
      return data.filter(({ type }) => type === 'claim.reminded').map(({ facts }) => facts);
    };

    it('is the opening’s, and is passed once', async () => {
      const work = await buildDueIn(24 * HOUR);
      const { dueAt } = await openingOf(town, work.opening.taskId);
      expect(work.claim).toMatchObject({ dueAt, isPastDue: false });
      await letPass(23 * HOUR);
      expect(await remindersOf(work)).toEqual([]);
      expect(await lookAt(work)).toMatchObject({ dueAt, isPastDue: false });
      await letPass(HOUR);
      expect(await remindersOf(work)).toEqual([{ dueAt }]);
      await letPass(HOUR);
      expect(await remindersOf(work)).toEqual([{ dueAt }]);
      expect(await lookAt(work)).toMatchObject({ state: 'active', dueAt, isPastDue: true });
    });

    it('that passed before the claim is shown, and nobody is reminded of it', async () => {
      const work = await buildDueIn(-HOUR);
      expect(work.claim.isPastDue).toBe(true);
      expect(await remindersOf(work)).toEqual([]);
    });

    it('does not run while work waits for its verdict, and is past when it comes back', async () => {
      const work = await buildDueIn(HOUR, { state: 'submitted' });
      await letPass(2 * HOUR);
      expect(await lookAt(work)).toMatchObject({ state: 'submitted', isPastDue: false });
      expect(await remindersOf(work)).toEqual([]);
      expect(await giveBack(work)).toMatchObject({ state: 'returned', isPastDue: true });
      expect(await remindersOf(work)).toHaveLength(1);
    });

    it('says nothing more when the lease has ended with it', async () => {
      const work = await buildDueIn(24 * HOUR);
      await letPass(LEASE);
      expect(await lookAt(work)).toMatchObject({ state: 'expired', isPastDue: false });
      expect(await remindersOf(work)).toEqual([]);
    });

    it('is moved by a manager who extends the claim, and reminded of anew', async () => {
      const work = await buildDueIn(24 * HOUR);
      const { organisation } = work.opening;
      const manager = await buildMember(town, [['manager', organisation]]);
      await letPass(24 * HOUR);
      expect(await remindersOf(work)).toHaveLength(1);
      const { version, leaseEndsAt } = await lookAt(work);
      const extend = (dueInHours: number) =>
        manager.call('claims.extend', {
          params: { id: work.claim.id },
          body: { version, dueAt: new Date(Date.now() + offset + dueInHours * HOUR).toISOString() },
        });
      expect(await codeOfRefusal(extend(-1))).toBe('CLAIM_DUE_DATE_NOT_LATER');
      const extended = (await extend(48)).data;
      expect(extended).toMatchObject({ isPastDue: false });
      expect(Date.parse(extended.leaseEndsAt ?? '')).toBe(Date.parse(leaseEndsAt ?? '') + LEASE);
      await letPass(48 * HOUR);
      expect(await remindersOf(work)).toEqual([
        { dueAt: work.claim.dueAt },
        { dueAt: extended.dueAt },
      ]);
    });

    it('is not moved by the claimant', async () => {
      const workflow = linkTo(await buildWorkflow(town, { extensions: 1 }));
      const dueAt = new Date(Date.now() + offset + HOUR).toISOString();
      const opening = await buildOpening(town, { data: { workflow, dueAt } });
      const { claim, claimant } = await buildClaim(town, { opening });
      const later = new Date(Date.now() + offset + 2 * HOUR).toISOString();
      const body = { version: claim.version, dueAt: later };
      const extension = claimant.call('claims.extend', { params: { id: claim.id }, body });
      expect(await codeOfRefusal(extension)).toBe('CLAIM_DUE_DATE_OF_MANAGERS');
      expect((await lookAt({ claim, claimant })).version).toBe(claim.version);
    });

    it('follows the opening’s when the claim is moved to its newest terms', async () => {
      const work = await buildDueIn(24 * HOUR);
      const { organisation, taskId } = work.opening;
      const manager = await buildMember(town, [['manager', organisation]]);
      const dueAt = new Date(Date.now() + offset + 48 * HOUR).toISOString();
      await town.content.publish(TASK, taskId, { dueAt });
      expect((await lookAt(work)).dueAt).toBe(work.claim.dueAt);
      const moved = await manager.call('claims.moveToTerms', {
        params: { id: work.claim.id },
        body: { version: work.claim.version, reason: '期限有变。' },
      });
      expect(moved.data.dueAt).toBe(dueAt);
    });

    it('narrows the lists of claims, and managers see what is past due, the longest first', async () => {
      const organisation = await buildOrganisation(town);
      const [claimant, manager, evaluator] = (await buildMembers(town, [
        [['member', organisation]],
        [['manager', organisation]],
        [['evaluator', organisation]],
      ])) as [Member, Member, Member];
      const dueIn = async (hours: number, options: Parameters<typeof buildClaim>[1] = {}) => {
        const data = { dueAt: new Date(Date.now() + offset + hours * HOUR).toISOString() };
        const opening = await buildOpening(town, { organisation, data });
        return buildClaim(town, { opening, claimant, evaluator, ...options });
      };
      const [first, third, second] = [await dueIn(1), await dueIn(3), await dueIn(2)];
      await dueIn(1, { state: 'submitted' });
      const mine = await claimant.call('claims.find', {
        query: {
          view: 'mine',
          dueAfter: String(second.claim.dueAt),
          dueBefore: String(third.claim.dueAt),
        },
      });
      expect(mine.data.map(({ id }) => id)).toEqual([second.claim.id]);
      const pastDue = async () =>
        (await manager.call('claims.find', { query: { view: 'past-due', limit: 2 } })).data.map(
          ({ id }) => id,
        );
      expect(await pastDue()).toEqual([]);
      await letPass(2.5 * HOUR);
      expect(await pastDue()).toEqual([first.claim.id, second.claim.id]);
      const others = await claimant.call('claims.find', { query: { view: 'past-due' } });
      expect(others.data).toEqual([]);
    });
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
      const claim = await lookAt(work);
      expect(claim.evaluation?.organisation.id).toBe(tree.root.id);
      expect(await eventsOf(work)).toEqual(['claim.escalated']);

      const escalated = { ...work, claim };
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

      const claim = await look(inTown, work.claim.id);
      expect(claim.evaluation?.endsAt).toBeNull();
      expect((await accept({ ...work, claim, evaluator: inTown })).state).toBe('accepted');
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
