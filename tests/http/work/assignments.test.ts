import { assign, take } from '../../support/beginnings';
import { buildCooperative, expectCounters, type Cooperative } from '../../support/cooperative';
import { codeOfRefusal } from '../../support/http';
import { uniqueName, unknownId } from '../../support/names';
import { buildMembers, type Member } from '../../support/people';
import { buildPost } from '../../support/posts';
import { enterTown } from '../../support/town';
import { look, submit } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let place: Cooperative;
beforeAll(async () => void (place = await buildCooperative(town)));

describe('a task that is assigned', () => {
  it('is offered to who is named, and begins with a yes', async () => {
    const opening = await place.open({ claimMode: 'assign', offerHours: 24 });
    expect(await codeOfRefusal(take(opening, place.memberAt(0)))).toBe('OPENING_NOT_CLAIMABLE');
    const offered = await assign(opening, place.memberAt(0), place.manager);
    expect(offered).toMatchObject({ state: 'offered', leaseEndsAt: null });
    expect(offered.offerEndsAt).not.toBeNull();
    await expectCounters(town, opening, [1, 0, 0]);

    const params = { id: offered.id };
    const body = { version: offered.version };
    const { data } = await place.memberAt(0).call('claims.acceptOffer', { params, body });
    expect(data).toMatchObject({
      state: 'active',
      offerEndsAt: null,
      lead: { id: place.memberAt(0).id },
    });
  });

  it('gives the slot back when who was named says no', async () => {
    const opening = await place.open({ claimMode: 'assign' });
    const { id, version } = await assign(opening, place.memberAt(0), place.manager);
    const body = { version, reason: '近期外出。' };
    await place.memberAt(0).call('claims.decline', { params: { id }, body });

    await expectCounters(town, opening, [0, 0, 0]);
    expect((await assign(opening, place.memberAt(1), place.manager)).state).toBe('offered');
  });

  it('names many at once, and says of each whether it worked', async () => {
    const opening = await place.open({ claimMode: 'assign' }, { memberSlots: 2 });
    await assign(opening, place.memberAt(0), place.manager);
    const stranger = unknownId();
    const named = [place.memberAt(0).id, stranger, place.memberAt(1).id, place.memberAt(2).id];
    const { data } = await place.manager.call('openings.assign', {
      params: { id: opening.id },
      body: { claimants: named.map((id) => ({ kind: 'member', id })) },
    });

    expect(data.assigned.map(({ id }) => id)).toEqual([place.memberAt(1).id]);
    expect(data.refused.map(({ id, refusal }) => [id, refusal.code])).toEqual([
      [place.memberAt(0).id, 'CLAIM_ALREADY_LIVE'],
      [stranger, 'CLAIMANT_UNKNOWN'],
      [place.memberAt(2).id, 'OPENING_FULL'],
    ]);
    await expectCounters(town, opening, [2, 0, 0]);
  });

  it('names by a rule whoever holds a post there', async () => {
    const opening = await place.open({ claimMode: 'assign' }, { memberSlots: 5 });
    const post = await buildPost(town, place.tree.cooperative, { title: uniqueName('河长') });
    const body = { number: place.memberAt(2).number };
    await place.manager.call('posts.appoint', { params: { id: post.id }, body });
    const rule = { kind: 'member' as const, within: place.tree.root.id, post: post.title };
    const params = { id: opening.id };
    const { data } = await place.manager.call('openings.assign', { params, body: { rule } });

    expect(data.assigned.map(({ id }) => id)).toEqual([place.memberAt(2).id]);
    expect(data.refused).toEqual([]);
  });

  it('names by a rule every organisation of a kind below another', async () => {
    const opening = await place.open(
      { claimMode: 'assign' },
      { memberSlots: 0, organisationSlots: 5 },
    );
    const rule = {
      kind: 'organisation' as const,
      within: place.tree.root.id,
      organisationKind: 'cooperative',
    };
    const params = { id: opening.id };
    const { data } = await place.manager.call('openings.assign', { params, body: { rule } });

    expect(data.refused).toEqual([]);
    expect(data.assigned.map(({ id }) => id)).toEqual([
      place.tree.cooperative.id,
      place.tree.otherCooperative.id,
    ]);
    await expectCounters(town, opening, [0, 2, 0]);
  });

  it('names by a rule everybody with a role, each once', async () => {
    const opening = await place.open({ claimMode: 'assign' }, { memberSlots: 10 });
    const rule = { kind: 'member' as const, within: place.tree.root.id, role: 'member' as const };
    const params = { id: opening.id };
    const { data } = await place.manager.call('openings.assign', { params, body: { rule } });

    const ids = data.assigned.map(({ id }) => id);
    expect(ids.sort()).toEqual(place.members.map(({ id }) => id).sort());
  });

  it('is led by the representative who accepts for an organisation', async () => {
    const opening = await place.open(
      { claimMode: 'assign' },
      { memberSlots: 0, organisationSlots: 1 },
    );
    const [representative] = (await buildMembers(town, [
      [['representative', place.tree.cooperative]],
    ])) as [Member];
    const claimants = [{ kind: 'organisation' as const, id: place.tree.cooperative.id }];
    const params = { id: opening.id };
    const { data } = await place.manager.call('openings.assign', { params, body: { claimants } });
    const claimId = data.assigned[0]?.claimId ?? '';
    const offered = await look(representative, claimId);
    expect(offered).toMatchObject({ state: 'offered', lead: null });

    const accepted = await representative.call('claims.acceptOffer', {
      params: { id: claimId },
      body: { version: offered.version },
    });
    expect(accepted.data).toMatchObject({ state: 'active', lead: { id: representative.id } });
    expect((await submit({ claim: accepted.data, claimant: representative })).state).toBe(
      'submitted',
    );
  });

  it('is assigned by managers of its line alone', async () => {
    const opening = await place.open({ claimMode: 'assign' });
    const [elsewhere] = (await buildMembers(town, [[['manager', place.tree.otherCommunity]]])) as [
      Member,
    ];
    expect(await codeOfRefusal(assign(opening, place.memberAt(0), elsewhere))).toBe(
      'MANAGER_REQUIRED',
    );
    expect(await codeOfRefusal(assign(opening, place.memberAt(0), place.memberAt(1)))).toBe(
      'MANAGER_REQUIRED',
    );
    await expectCounters(town, opening, [0, 0, 0]);
  });
});
