import { take } from '../../support/beginnings';
import { buildCooperative, expectCounters, type Cooperative } from '../../support/cooperative';
import { codeOfRefusal } from '../../support/http';
import { enterTown } from '../../support/town';
import { look } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let place: Cooperative;
beforeAll(async () => void (place = await buildCooperative(town)));

describe('a task that one applies for', () => {
  it('takes a slot only when a manager approves, who finds the application in a list', async () => {
    const opening = await place.open({ claimMode: 'apply' });
    const applied = await take(opening, place.memberAt(0));
    expect(applied).toMatchObject({ state: 'applied', leaseEndsAt: null });
    await expectCounters(town, opening, [0, 0, 0]);

    const { data: waiting } = await place.manager.call('claims.find', {
      query: { view: 'to-decide' },
    });
    expect(waiting.map(({ id }) => id)).toContain(applied.id);
    const params = { id: applied.id };
    const { data } = await place.manager.call('claims.approve', { params, body: { version: 1 } });
    expect(data.state).toBe('active');
    expect((await look(place.memberAt(0), applied.id)).leaseEndsAt).not.toBeNull();
    await expectCounters(town, opening, [1, 0, 0]);
  });

  it('takes more applications than it has slots, and approves no more than it has', async () => {
    const opening = await place.open({ claimMode: 'apply' });
    const [first, second] = [
      await take(opening, place.memberAt(0)),
      await take(opening, place.memberAt(1)),
    ];
    const approve = (id: string) =>
      place.manager.call('claims.approve', { params: { id }, body: { version: 1 } });
    await approve(first.id);

    expect(await codeOfRefusal(approve(second.id))).toBe('OPENING_FULL');
    expect((await look(place.memberAt(1), second.id)).state).toBe('applied');
    await expectCounters(town, opening, [1, 0, 0]);
  });

  it('tells the applicant why not', async () => {
    const opening = await place.open({ claimMode: 'apply' });
    const { id, version } = await take(opening, place.memberAt(0));
    const body = { version, reason: '已有人负责这一片。' };
    await place.manager.call('claims.refuse', { params: { id }, body });

    expect(await look(place.memberAt(0), id)).toMatchObject({
      state: 'refused',
      endReason: body.reason,
    });
  });
});
