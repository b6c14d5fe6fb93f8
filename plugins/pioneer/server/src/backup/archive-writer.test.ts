import { mkdtempSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { writeArchive } from './archive-writer';

const folder = mkdtempSync(join(tmpdir(), 'pioneer-archive-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Linux has a device on which there is never room. */
const FULL = '/dev/full';

async function add(archive: { add(name: string, content: Buffer): Promise<void> }) {
  for (let part = 1; part <= 20; part += 1) await archive.add(`${part}`, randomBytes(100_000));
}

it('is not there while it is written, and nothing else is there afterwards', async () => {
  const file = join(folder, 'whole', 'town.tar.gz');
  await writeArchive(file, async (archive) => {
    await add(archive);
    expect(readdirSync(join(folder, 'whole'))).toEqual(['town.tar.gz.unfinished']);
  });

  expect(readdirSync(join(folder, 'whole'))).toEqual(['town.tar.gz']);
});

it.runIf(process.platform === 'linux')('leaves nothing where there is no room', async () => {
  mkdirSync(join(folder, 'full'));
  const file = join(folder, 'full', 'town.tar.gz');
  symlinkSync(FULL, `${file}.unfinished`);
  const outcome = await writeArchive(file, add).catch((error: unknown) => error);

  expect(outcome).toMatchObject({ code: 'ENOSPC' });
  expect(readdirSync(join(folder, 'full'))).toEqual([]);
});

it('leaves nothing where what it is made of cannot be had', async () => {
  const file = join(folder, 'half', 'town.tar.gz');
  const outcome = await writeArchive(file, async (archive) => {
    await archive.add('1', Buffer.from('one'));
    throw new Error('the store is away');
  }).catch((error: unknown) => String(error));

  expect(outcome).toBe('Error: the store is away');
  expect(readdirSync(join(folder, 'half'))).toEqual([]);
});
