import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { addEvidence, evidenceRowsOf, pathOfContent, pathOfKey } from '../../support/evidence';
import { uniqueName } from '../../support/names';
import { enterQuietTown, type QuietTown } from '../../support/quiet-server';
import { buildClaim } from '../../support/work';

const HOUR = 60 * 60 * 1000;

let town: QuietTown;
beforeAll(async () => void (town = await enterQuietTown()));
afterAll(() => town.leave());

/** Moves the clock on and does what a minute of sweeps would do. */
async function pass(ms: number): Promise<void> {
  const [row] = await town.rows('pioneer_clock').select<{ offset_ms: number | string }[]>();
  await town.setClock(Number(row?.offset_ms ?? 0) + ms);
  await town.workOff();
}

describe('what is uploaded', () => {
  it('and shown by no report goes after a day, with its content; what is shown stays', async () => {
    const { claim, claimant } = await buildClaim(town);
    const [unused, shown] = [
      await addEvidence(claimant, claim.id),
      await addEvidence(claimant, claim.id),
    ];
    await claimant.call('claims.report', {
      params: { id: claim.id },
      body: {
        version: claim.version,
        clientId: randomUUID(),
        percent: 50,
        text: '已清理一半。',
        evidenceIds: [shown.id],
      },
    });
    const paths = [await pathOfContent(town, unused.id), await pathOfContent(town, shown.id)];
    const left = () => evidenceRowsOf(town, claim.id).orderBy('id').pluck('document_id');

    await pass(23 * HOUR);
    expect(await left()).toEqual([unused.id, shown.id]);
    expect(paths.map(existsSync)).toEqual([true, true]);

    await pass(2 * HOUR);
    expect(await left()).toEqual([shown.id]);
    expect(paths.map(existsSync)).toEqual([false, true]);
    const types = await town
      .rows('pioneer_events')
      .where({ subject_id: unused.id })
      .orderBy('id')
      .pluck('type');
    expect(types).toEqual(['evidence.added', 'evidence.deleted']);
  });
});

describe('a content that no row names', () => {
  async function leaveBehind(age: number): Promise<string> {
    const path = pathOfKey(town, uniqueName('stray'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'half a photo');
    const written = new Date(Date.now() - age);
    await utimes(path, written, written);
    return path;
  }

  it('goes when it is a day old', async () => {
    const [old, young] = [await leaveBehind(25 * HOUR), await leaveBehind(23 * HOUR)];
    await pass(24 * HOUR);

    expect([old, young].map(existsSync)).toEqual([false, true]);
  });

  it('stays where so many have none that the database is not theirs', async () => {
    const all = await Promise.all(Array.from({ length: 21 }, () => leaveBehind(25 * HOUR)));
    await pass(24 * HOUR);

    expect(all.filter(existsSync)).toHaveLength(all.length);
  });
});
