import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { ABOUT, CONTENTS, EVIDENCE, FORMAT, KIND, TABLES } from './archive-format';
import { writeArchive } from './archive-writer';
import { checkBackup } from './check-backup';
import { BackupRefusal } from './refusal';

const folder = mkdtempSync(join(tmpdir(), 'pioneer-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PHOTO = randomBytes(700);
const KEY = 'k23456789012345678901234';
const TABLE = 'pioneer_evidence_files';

const sha256Of = (content: Buffer) => createHash('sha256').update(content).digest('hex');

const about = {
  kind: KIND,
  format: FORMAT,
  application: { name: 'town', version: '1.2.3' },
  strapi: '5',
  database: 'sqlite',
  madeAt: '2026-10-01T00:00:00.000Z',
  secret: 'fingerprint',
  tables: [
    {
      name: TABLE,
      lastId: 1,
      columns: ['id', 'file_key', 'sha_256'].map((name) => ({ name, type: 'string' })),
    },
  ],
};

interface Forgery {
  readonly about?: object;
  readonly lacks?: string;
  readonly holds?: Buffer;
  readonly sums?: (parts: { name: string; bytes: number; sha256: string }[]) => object[];
}

let made = 0;

/** Writes a small back-up of one photo, as ours or with a change. */
async function make(forgery: Forgery = {}): Promise<string> {
  made += 1;
  const file = join(folder, `${made}.tar.gz`);
  const { lacks, holds = PHOTO, sums = (parts) => parts } = forgery;
  await writeArchive(file, async (archive) => {
    const add = async (name: string, content: Buffer) => {
      if (name !== lacks) await archive.add(name, content);
    };
    await add(ABOUT, Buffer.from(JSON.stringify({ ...about, ...forgery.about })));
    const row = JSON.stringify([1, KEY, sha256Of(PHOTO)]);
    await add(`${TABLES}${TABLE}/1.jsonl`, Buffer.from(`${row}\n`));
    await add(`${EVIDENCE}${KEY}`, holds);
    const contents = { rows: {}, head: null, missingEvidence: [], missingUploads: [] };
    const parts = sums([...archive.parts]);
    await add(CONTENTS, Buffer.from(JSON.stringify({ ...contents, parts })));
  });
  return file;
}

async function refusalOf(file: string): Promise<string> {
  const outcome = await checkBackup(file, { mayLackEvidence: false }).catch(
    (error: unknown) => error,
  );
  if (outcome instanceof BackupRefusal) return outcome.code;
  throw outcome instanceof Error ? outcome : new Error('nothing was refused');
}

it('finds a back-up to be what was written, and what it holds', async () => {
  const { namedEvidence, heldEvidence, contents } = await checkBackup(await make(), {
    mayLackEvidence: false,
  });

  expect([namedEvidence, heldEvidence]).toEqual([[KEY], [KEY]]);
  expect(contents.parts.map(({ name }) => name)).toEqual([
    ABOUT,
    `${TABLES}${TABLE}/1.jsonl`,
    `${EVIDENCE}${KEY}`,
  ]);
});

it('refuses it wherever it ends too early', async () => {
  const whole = readFileSync(await make());
  for (let length = 3; length < whole.length; length += 29) {
    const file = join(folder, 'part');
    writeFileSync(file, whole.subarray(0, length));
    expect([length, await refusalOf(file)]).toEqual([length, 'BACKUP_TRUNCATED']);
  }
});

it('refuses it with another byte anywhere, unless what it holds is still the same', async () => {
  const whole = readFileSync(await make());
  const content = gunzipSync(whole);
  const codes = new Set<string>();
  // Bytes 3 to 9 say how, when and where it was compressed, which nobody asks.
  const places = Array.from(whole.keys()).slice(10);
  for (const place of [0, 1, 2, ...places.filter((one) => one % 8 === 0)]) {
    const flipped = Buffer.from(whole);
    flipped.writeUInt8(flipped.readUInt8(place) ^ 1, place);
    if (isSameContent(flipped, content)) continue;
    const file = join(folder, 'flipped');
    writeFileSync(file, flipped);
    codes.add(await refusalOf(file));
  }

  expect(codes).toContain('BACKUP_DAMAGED');
  const known = ['BACKUP_DAMAGED', 'BACKUP_TRUNCATED', 'FILE_NO_BACKUP'];
  expect([...codes].filter((code) => !known.includes(code))).toEqual([]);
});

/** Of what repeats itself there is more than one compressed form. */
function isSameContent(compressed: Buffer, content: Buffer): boolean {
  try {
    return gunzipSync(compressed).equals(content);
  } catch {
    return false;
  }
}

const words = (text: string) => () => {
  const file = join(folder, 'words');
  writeFileSync(file, text);
  return Promise.resolve(file);
};

it.each<[string, string, () => Promise<string>]>([
  ['a letter', 'FILE_NO_BACKUP', words('Dear reader, this is no back-up.\n'.repeat(100))],
  ['an empty file', 'FILE_NO_BACKUP', words('')],
  ['a file that is not there', 'FILE_NOT_READABLE', () => Promise.resolve(join(folder, 'none'))],
  ['a folder', 'FILE_NOT_READABLE', () => Promise.resolve(folder)],
  ['another archive', 'FILE_NO_BACKUP', () => make({ lacks: ABOUT })],
  ['a file of something else', 'FILE_NO_BACKUP', () => make({ about: { kind: 'a cake' } })],
  ['a newer format', 'BACKUP_FORMAT_UNKNOWN', () => make({ about: { format: FORMAT + 1 } })],
  ['an end that is missing', 'BACKUP_TRUNCATED', () => make({ lacks: CONTENTS })],
  [
    'evidence that was never put in',
    'BACKUP_LACKS_EVIDENCE',
    () => make({ lacks: `${EVIDENCE}${KEY}` }),
  ],
  [
    'evidence that is not what its row says',
    'BACKUP_LACKS_EVIDENCE',
    () => make({ holds: randomBytes(700) }),
  ],
  [
    'a part that was taken out',
    'BACKUP_DAMAGED',
    () => make({ sums: (parts) => [...parts, { name: 'x', bytes: 1, sha256: '' }] }),
  ],
  ['a part that was put in', 'BACKUP_DAMAGED', () => make({ sums: (parts) => parts.slice(1) })],
  [
    'a part that was exchanged',
    'BACKUP_DAMAGED',
    () => make({ sums: (parts) => parts.map((part) => ({ ...part, sha256: '' })) }),
  ],
])('refuses %s: %s', async (_title, code, file) => {
  expect(await refusalOf(await file())).toBe(code);
});

it('takes one without its evidence where that is wanted', async () => {
  const file = await make({ lacks: `${EVIDENCE}${KEY}` });
  const { namedEvidence, heldEvidence } = await checkBackup(file, { mayLackEvidence: true });

  expect([namedEvidence, heldEvidence]).toEqual([[KEY], []]);
});
