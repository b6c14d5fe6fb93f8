import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readUploaded } from './uploaded-file';

const folder = mkdtempSync(join(tmpdir(), 'pioneer-uploaded-'));
const path = join(folder, 'photo');
afterAll(() => rmSync(folder, { recursive: true }));

test('a file that the disk took as a whole is what was sent', async () => {
  writeFileSync(path, 'a photo');

  expect(String(await readUploaded({ path, size: 7 }))).toBe('a photo');
});

test('a file of which the disk took a part is not blamed on the sender', async () => {
  writeFileSync(path, 'a ph');

  await expect(readUploaded({ path, size: 7 })).rejects.toMatchObject({
    refusal: { code: 'FILE_NOT_KEPT' },
  });
});
