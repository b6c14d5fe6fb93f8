import { take } from '../../support/beginnings';
import { TASK } from '../../support/content-manager';
import { buildCooperative, expectCounters, type Cooperative } from '../../support/cooperative';
import { codeOfRefusal } from '../../support/http';
import { enterTown } from '../../support/town';
import { look, withdraw } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let place: Cooperative;
beforeAll(async () => void (place = await buildCooperative(town)));

describe('a waiting list', () => {
  it('tells who comes too late that they may wait, and lets them', async () => {
    const opening = await place.open({ waitingList: true });
    await take(opening, place.memberAt(0));
    expect(await codeOfRefusal(take(opening, place.memberAt(1)))).toBe('OPENING_FULL_MAY_WAIT');
    expect((await take(opening, place.memberAt(1), { wait: true })).state).toBe('waiting');
    await expectCounters(town, opening, [1, 0, 0]);
  });

  it('offers the slot that comes free to who waits longest', async () => {
    const opening = await place.open({ waitingList: true });
    const held = await take(opening, place.memberAt(0));
    const [first, second] = [
      await take(opening, place.memberAt(1), { wait: true }),
      await take(opening, place.memberAt(2), { wait: true }),
    ];
    await withdraw({ claim: held, claimant: place.memberAt(0) });

    const promoted = await look(place.memberAt(1), first.id);
    expect(promoted.state).toBe('offered');
    expect((await look(place.memberAt(2), second.id)).state).toBe('waiting');
    await expectCounters(town, opening, [1, 0, 0]);

    const body = { version: promoted.version };
    await place.memberAt(1).call('claims.decline', { params: { id: promoted.id }, body });
    expect((await look(place.memberAt(2), second.id)).state).toBe('offered');
    await expectCounters(town, opening, [1, 0, 0]);
  });

  it('keeps the freed slot from who has just come', async () => {
    const opening = await place.open({ waitingList: true });
    const held = await take(opening, place.memberAt(0));
    await take(opening, place.memberAt(1), { wait: true });
    await withdraw({ claim: held, claimant: place.memberAt(0) });
    expect(await codeOfRefusal(take(opening, place.memberAt(2)))).toBe('OPENING_FULL_MAY_WAIT');
  });

  it('is served when the task gets more slots', async () => {
    const opening = await place.open({ waitingList: true });
    await take(opening, place.memberAt(0));
    const { id } = await take(opening, place.memberAt(1), { wait: true });
    await town.content.publish(TASK, opening.taskId, { memberSlots: 2 });
    expect((await look(place.memberAt(1), id)).state).toBe('offered');
    await expectCounters(town, opening, [2, 0, 0]);
  });

  it('is left without a reason to wait any longer', async () => {
    const opening = await place.open({ waitingList: true });
    const held = await take(opening, place.memberAt(0));
    const left = await take(opening, place.memberAt(1), { wait: true });
    const stays = await take(opening, place.memberAt(2), { wait: true });
    await withdraw({ claim: left, claimant: place.memberAt(1) });
    await withdraw({ claim: held, claimant: place.memberAt(0) });
    expect((await look(place.memberAt(2), stays.id)).state).toBe('offered');
  });
});
