import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { endLease } from '../../support/end-lease';
import { addEvidence, evidenceRowsOf, fetchContent, pathOfContent } from '../../support/evidence';
import { codeOfRefusal } from '../../support/http';
import { unknownId } from '../../support/names';
import { buildMember } from '../../support/people';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildClaim, buildOpening, giveBack, submit } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

describe('who may', () => {
  it('neither a stranger nor a visitor gets content, or learns that there is any', async () => {
    const { claim, claimant } = await buildClaim(town);
    const other = await buildClaim(town);
    const { id } = await addEvidence(claimant, claim.id);
    const stranger = await buildMember(town);
    const statuses = async (evidenceId: string) => [
      (await fetchContent(town, stranger, { claimId: claim.id, id: evidenceId })).status,
      (await fetchContent(town, null, { claimId: claim.id, id: evidenceId })).status,
      // Through a claim that is theirs.
      (await fetchContent(town, other.claimant, { claimId: other.claim.id, id: evidenceId }))
        .status,
    ];

    expect(await statuses(id)).toEqual([404, 401, 404]);
    expect(await statuses(unknownId())).toEqual([404, 401, 404]);
    // Guessed from what rows and files are called inside.
    const [row] = await evidenceRowsOf(town, claim.id);
    for (const guess of [row?.id, row?.file_key, row?.sha_256]) {
      expect(await statuses(String(guess))).toEqual([404, 401, 404]);
    }
  });

  it('no address of static files leads to it', async () => {
    const { claim, claimant } = await buildClaim(town);
    const { id } = await addEvidence(claimant, claim.id);
    const path = await pathOfContent(town, id);
    expect(existsSync(path)).toBe(true);
    const key = basename(path);
    const place = `${key.slice(0, 2)}/${key}`;
    for (const prefix of ['/uploads', '/evidence', '/.data/evidence']) {
      expect((await fetch(`${town.url}${prefix}/${place}`)).status).toBe(404);
    }
    expect(await count(town.rows('files').where('hash', key))).toBe(0);
  });

  it('add: the claimant alone, while the lease runs and the work goes on', async () => {
    const work = await buildClaim(town);
    const { claim, claimant, evaluator } = work;
    const stranger = await buildMember(town);

    expect(await codeOfRefusal(addEvidence(stranger, claim.id))).toBe('NOT_FOUND');
    expect(await codeOfRefusal(addEvidence(evaluator, claim.id))).toBe('CLAIM_NOT_YOURS');
    const submitted = await submit(work);
    expect(await codeOfRefusal(addEvidence(claimant, claim.id))).toBe('CLAIM_STATE_REFUSES');
    await giveBack({ ...work, claim: submitted });
    await addEvidence(claimant, claim.id);
    expect(await count(evidenceRowsOf(town, claim.id))).toBe(1);
  });

  it('nobody, once the lease has ended', async () => {
    const { claim, claimant } = await buildClaim(town, { opening: await buildOpening(town) });
    await endLease(town, claim.id);
    // The sweep may come first.
    expect(['CLAIM_LEASE_ENDED', 'CLAIM_STATE_REFUSES']).toContain(
      await codeOfRefusal(addEvidence(claimant, claim.id)),
    );
    expect(await count(evidenceRowsOf(town, claim.id))).toBe(0);
  });
});
