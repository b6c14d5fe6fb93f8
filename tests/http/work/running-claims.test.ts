import { take } from '../../support/beginnings';
import { linkTo } from '../../support/content-manager';
import { buildCooperative, expectCounters, type Cooperative } from '../../support/cooperative';
import { codeOfRefusal, refusalOf } from '../../support/http';
import { buildMembers, type Member } from '../../support/people';
import { enterTown } from '../../support/town';
import {
  buildClaim,
  buildOpening,
  buildWorkflow,
  look,
  report,
  withdraw,
  type Opening,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let place: Cooperative;
beforeAll(async () => void (place = await buildCooperative(town)));

describe('the limit of running claims', () => {
  it('counts what runs under the workflow, and nothing that is done', async () => {
    const workflow = linkTo(await buildWorkflow(town, { liveLimit: 2 }));
    const openings = await Promise.all(
      [1, 2, 3].map(() =>
        buildOpening(town, { organisation: place.tree.cooperative, data: { workflow } }),
      ),
    );
    const [claimant] = (await buildMembers(town, [[['member', place.tree.cooperative]]])) as [
      Member,
    ];
    const [one, two, three] = openings as [Opening, Opening, Opening];
    const first = await take(one, claimant);
    await take(two, claimant);
    const refused = await refusalOf(take(three, claimant));
    expect(refused).toMatchObject({
      code: 'CLAIM_LIMIT_REACHED',
      details: { running: 2, limit: 2 },
    });

    await withdraw({ claim: first, claimant });
    expect((await take(three, claimant)).state).toBe('active');
  });

  it('holds also when a member claims everything at once', async () => {
    const workflow = linkTo(await buildWorkflow(town, { liveLimit: 2 }));
    const openings = await Promise.all(
      Array.from({ length: 5 }, () =>
        buildOpening(town, { organisation: place.tree.cooperative, data: { workflow } }),
      ),
    );
    const [claimant] = (await buildMembers(town, [[]])) as [Member];
    const answers = await Promise.allSettled(openings.map((opening) => take(opening, claimant)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });
});

describe('an extension', () => {
  it("is the claimant's as often as the workflow says, and then a manager's", async () => {
    const opening = await place.open({ extensions: 1, leaseHours: 24 });
    const claimant = place.memberAt(0);
    const taken = await take(opening, claimant);
    const extend = async (by: Member, version: number) =>
      (await by.call('claims.extend', { params: { id: taken.id }, body: { version } })).data;
    const hoursFrom = (from: string | null, to: string | null) =>
      (Date.parse(to ?? '') - Date.parse(from ?? '')) / 3_600_000;

    const once = await extend(claimant, 1);
    expect(hoursFrom(taken.leaseEndsAt, once.leaseEndsAt)).toBe(24);
    expect(once.extended).toBe(1);
    expect(await codeOfRefusal(extend(claimant, 2))).toBe('CLAIM_EXTENSIONS_USED');
    const twice = await extend(place.manager, 2);
    expect(hoursFrom(once.leaseEndsAt, twice.leaseEndsAt)).toBe(24);
    expect(twice.extended).toBe(1);
  });
});

describe('a withdrawal that needs a yes', () => {
  it('leaves the claim running until a manager agrees', async () => {
    const opening = await place.open({ withdrawalNeedsApproval: true });
    const claimant = place.memberAt(0);
    const asked = await withdraw({ claim: await take(opening, claimant), claimant });
    expect(asked.state).toBe('active');
    expect(asked.withdrawalAskedAt).not.toBeNull();
    expect((await look(place.manager, asked.id)).withdrawalReason).toBe('家中有事，无法继续。');

    const { data: list } = await place.manager.call('claims.find', {
      query: { view: 'to-decide' },
    });
    expect(list.map(({ id }) => id)).toContain(asked.id);
    const params = { id: asked.id };
    const body = { version: asked.version };
    const { data } = await place.manager.call('claims.allowWithdrawal', { params, body });
    expect(data.state).toBe('withdrawn');
    expect((await look(claimant, asked.id)).endReason).toBe('家中有事，无法继续。');
    await expectCounters(town, opening, [0, 0, 0]);
  });

  it('goes on as before when the manager does not', async () => {
    const opening = await place.open({ withdrawalNeedsApproval: true });
    const claimant = place.memberAt(0);
    const asked = await withdraw({ claim: await take(opening, claimant), claimant });
    const body = { version: asked.version, reason: '只差最后一步了。' };
    await place.manager.call('claims.denyWithdrawal', { params: { id: asked.id }, body });

    const denied = await look(claimant, asked.id);
    expect(denied).toMatchObject({ withdrawalAskedAt: null, withdrawalAnswer: '只差最后一步了。' });
    expect((await report({ claim: denied, claimant })).state).toBe('active');
  });
});

describe('cancelling', () => {
  it('ends every claim of an opening that is not decided, in whatever state', async () => {
    const opening = await place.open({ waitingList: true }, { memberSlots: 3 });
    const accepted = await buildClaim(town, { opening, state: 'accepted' });
    const running = await take(opening, place.memberAt(0));
    const submitted = await buildClaim(town, { opening, state: 'submitted' });
    const waiting = await take(opening, place.memberAt(1), { wait: true });
    const params = { id: opening.id };
    const body = { reason: '任务取消。' };
    expect(
      await codeOfRefusal(place.memberAt(2).call('openings.cancelClaims', { params, body })),
    ).toBe('MANAGER_REQUIRED');

    const { data } = await place.manager.call('openings.cancelClaims', { params, body });
    expect(data.cancelled).toBe(3);
    const states = await Promise.all(
      [running.id, submitted.claim.id, waiting.id, accepted.claim.id].map(
        async (id) => (await look(place.manager, id)).state,
      ),
    );
    expect(states).toEqual(['cancelled', 'cancelled', 'cancelled', 'accepted']);
    expect((await look(place.memberAt(1), waiting.id)).endReason).toBe('任务取消。');
    await expectCounters(town, opening, [1, 0, 1]);
  });
});
