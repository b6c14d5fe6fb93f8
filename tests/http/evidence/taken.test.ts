import { drawPhoto } from '../../../tools/photos/draw-photo';
import { addEvidence, evidenceRowsOf, fileOf } from '../../support/evidence';
import { codeOfRefusal } from '../../support/http';
import { unknownId } from '../../support/names';
import type { Member } from '../../support/people';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildClaim, look, type Work } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const PLACE = { latitude: 23.0215, longitude: 112.9041 };
const TAKEN = { place: PLACE, takenAt: '2026:11:20 09:30:00', offset: '+08:00' };

let seed = 1;
const photo = async (options: Parameters<typeof drawPhoto>[1] = {}) =>
  fileOf(await drawPhoto((seed += 1), options));

async function agreeTo(member: Member): Promise<void> {
  await member.call('me.giveConsent', { body: { purpose: 'photoPlace', version: 1 } });
}

async function buildAgreed(): Promise<Work> {
  const work = await buildClaim(town);
  await agreeTo(work.claimant);
  return work;
}

describe('place and time of a photo', () => {
  it('are kept when whoever took it agrees, and seen by whoever may see the claim', async () => {
    const { claim, claimant, evaluator } = await buildAgreed();
    const { id, takenAt, place } = await addEvidence(claimant, claim.id, {
      file: await photo(TAKEN),
    });

    expect(takenAt).toBe('2026-11-20T01:30:00.000Z');
    expect(place?.latitude).toBeCloseTo(PLACE.latitude, 5);
    expect(place?.longitude).toBeCloseTo(PLACE.longitude, 5);
    expect((await look(evaluator, claim.id)).evidence).toMatchObject([{ id, takenAt, place }]);
  });

  it('are not read without consent', async () => {
    const { claim, claimant } = await buildClaim(town);
    const added = await addEvidence(claimant, claim.id, { file: await photo(TAKEN) });

    expect(added).toMatchObject({ takenAt: null, place: null });
    const [row] = await evidenceRowsOf(town, claim.id);
    expect(row).toMatchObject({ taken_at: null, latitude: null, longitude: null });
  });

  it('are unknown where the camera wrote none, or nonsense', async () => {
    const { claim, claimant } = await buildAgreed();
    const nothing = await addEvidence(claimant, claim.id, { file: await photo() });
    const nonsense = await addEvidence(claimant, claim.id, {
      file: await photo({ takenAt: '0000:00:00 00:00:00', place: { latitude: 0, longitude: 0 } }),
    });

    for (const added of [nothing, nonsense]) {
      expect(added).toMatchObject({ takenAt: null, place: null });
    }
  });

  it('without an offset are those of the town’s clocks', async () => {
    const { claim, claimant } = await buildAgreed();
    const file = await photo({ takenAt: '2026:11:20 09:30:00' });

    expect((await addEvidence(claimant, claim.id, { file })).takenAt).toBe(
      '2026-11-20T01:30:00.000Z',
    );
  });

  it('stand in no event', async () => {
    const { claim, claimant } = await buildAgreed();
    const { id } = await addEvidence(claimant, claim.id, { file: await photo(TAKEN) });
    const [event] = await town.rows('pioneer_events').where({ subject_id: id });

    expect(JSON.stringify(event)).not.toMatch(/23\.02|112\.90|2026-11-20T01:30/);
  });

  it('are forgotten when the consent is withdrawn, and nothing else is', async () => {
    const { claim, claimant } = await buildAgreed();
    const added = await addEvidence(claimant, claim.id, { file: await photo(TAKEN) });
    await claimant.call('me.withdrawConsent', { body: { purpose: 'photoPlace' } });

    expect((await look(claimant, claim.id)).evidence).toEqual([
      { ...added, takenAt: null, place: null },
    ]);
    const types = await town
      .rows('pioneer_events')
      .where({ subject_id: added.id })
      .orderBy('id')
      .pluck('type');
    expect(types).toEqual(['evidence.added', 'evidence.placeForgotten']);
  });
});

describe('a photo of after', () => {
  it('is held against one of before: how far apart they were taken, and how long', async () => {
    const { claim, claimant } = await buildAgreed();
    const before = await addEvidence(claimant, claim.id, {
      moment: 'before',
      file: await photo(TAKEN),
    });
    const after = await addEvidence(claimant, claim.id, {
      beforeId: before.id,
      file: await photo({
        ...TAKEN,
        place: { ...PLACE, latitude: PLACE.latitude + 0.001 },
        takenAt: '2026:11:21 09:30:00',
      }),
    });

    expect(after.pair).toEqual({ beforeId: before.id, metres: 111, elapsed: 24 * 3_600_000 });
    expect((await look(claimant, claim.id)).evidence).toEqual([before, after]);
  });

  it('is held against it also where nothing is known of places', async () => {
    const { claim, claimant } = await buildClaim(town);
    const before = await addEvidence(claimant, claim.id, { moment: 'before' });
    const after = await addEvidence(claimant, claim.id, { beforeId: before.id });

    expect(after.pair).toEqual({ beforeId: before.id, metres: null, elapsed: null });
  });

  it('is refused for anything but a photo of before of the same claim', async () => {
    const [{ claim, claimant }, other] = [await buildClaim(town), await buildClaim(town)];
    const [after, before, foreign] = [
      await addEvidence(claimant, claim.id),
      await addEvidence(claimant, claim.id, { moment: 'before' }),
      await addEvidence(other.claimant, other.claim.id, { moment: 'before' }),
    ];
    const refused = [
      () => addEvidence(claimant, claim.id, { beforeId: after.id }),
      () => addEvidence(claimant, claim.id, { beforeId: foreign.id }),
      () => addEvidence(claimant, claim.id, { beforeId: unknownId() }),
      () => addEvidence(claimant, claim.id, { moment: 'during', beforeId: before.id }),
    ];

    for (const add of refused) expect(await codeOfRefusal(add())).toBe('EVIDENCE_PAIR_OFF');
    expect(await count(evidenceRowsOf(town, claim.id))).toBe(2);
  });
});
