import { randomUUID } from 'node:crypto';
import { addEvidence, buildPdf, buildPhoto, evidenceRowsOf, fileOf } from '../../support/evidence';
import { codeOfRefusal } from '../../support/http';
import { count, footprintOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildClaim, submit } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

describe('a photo that is sent twice', () => {
  it('arrives once and is answered as it was, also after the work was submitted', async () => {
    const work = await buildClaim(town);
    const { claim, claimant } = work;
    const sent = { clientId: randomUUID(), file: fileOf(await buildPhoto()) };
    const first = await addEvidence(claimant, claim.id, sent);
    expect(await addEvidence(claimant, claim.id, sent)).toEqual(first);
    await submit(work);
    expect(await addEvidence(claimant, claim.id, sent)).toEqual(first);

    expect(await count(evidenceRowsOf(town, claim.id))).toBe(1);
  });

  it('arrives once when it is sent five times at once', async () => {
    const { claim, claimant } = await buildClaim(town);
    const sent = { clientId: randomUUID(), file: fileOf(await buildPhoto()) };
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => addEvidence(claimant, claim.id, sent)),
    );

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await count(evidenceRowsOf(town, claim.id))).toBe(1);
  });

  it('is not taken for another one under its client id', async () => {
    const { claim, claimant, opening } = await buildClaim(town);
    const clientId = randomUUID();
    const file = fileOf(await buildPhoto());
    await addEvidence(claimant, claim.id, { clientId, file });
    const other = await buildClaim(town);
    const before = await footprintOf(town, { claimId: claim.id, openingId: opening.id });
    const refused = [
      () => addEvidence(claimant, claim.id, { clientId, file: fileOf(buildPdf()) }),
      () => addEvidence(claimant, claim.id, { clientId, file, moment: 'before' }),
      () => addEvidence(other.claimant, other.claim.id, { clientId, file }),
    ];

    for (const add of refused) expect(await codeOfRefusal(add())).toBe('EVIDENCE_CLIENT_ID_TAKEN');
    expect(await footprintOf(town, { claimId: claim.id, openingId: opening.id })).toEqual(before);
  });
});
