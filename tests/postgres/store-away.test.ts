import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { buildPhoto, evidenceRowsOf, fileOf } from '../support/evidence';
import { holdBack } from '../support/held-back';
import { buildClaim } from '../support/work';
import { enterTwoNodes } from './two-nodes';

const nodes = enterTwoNodes();
const { town } = nodes;
const away = `${town.evidenceFolder}-away`;
afterAll(() => nodes.leave());

/** As where a volume is not mounted: nothing in it can be read, written or removed. */
function takeStoreAway(): void {
  renameSync(town.evidenceFolder, away);
  writeFileSync(town.evidenceFolder, '');
}

function bringStoreBack(): void {
  rmSync(town.evidenceFolder);
  renameSync(away, town.evidenceFolder);
}

it('a photo that was sent to two nodes is there once, though the store went before the other let go of its own', async () => {
  const { claim, claimant } = await buildClaim(town);
  const [photo, clientId] = [await buildPhoto(), randomUUID()];
  const add = (turn: number) =>
    nodes.at(turn, claimant)('claims.addEvidence', {
      params: { id: claim.id },
      body: { clientId, moment: 'after' },
      file: fileOf(photo),
    });
  const rowOfClaim = town.rows('pioneer_claims').where({ document_id: claim.id });
  const asked: ReturnType<typeof add>[] = [];
  await holdBack(town, (trx) => rowOfClaim.transacting(trx).forUpdate(), [
    { start: () => asked.push(add(0), add(1)), waiting: 2 },
    { start: takeStoreAway, waiting: 2 },
  ]).finally(() => Promise.allSettled(asked).then(bringStoreBack));
  const answers = await Promise.allSettled(asked);

  const ids = answers.map((answer) =>
    answer.status === 'fulfilled' ? answer.value.data.id : String(answer.reason),
  );
  const rows = await evidenceRowsOf(town, claim.id);
  expect(rows).toHaveLength(1);
  expect(ids).toEqual([rows[0]?.document_id, rows[0]?.document_id]);
});
