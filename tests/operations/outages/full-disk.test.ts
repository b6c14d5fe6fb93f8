import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import sharp from 'sharp';
import { limitFiles } from '../../../tools/limit-files';
import { drawPhoto } from '../../../tools/photos/draw-photo';
import { registerAdministrator } from '../../support/administrator';
import { addEvidence, evidenceRowsOf, fileOf } from '../../support/evidence';
import { refusalOf } from '../../support/http';
import { count } from '../../support/rows';
import { startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';
import { buildClaim } from '../../support/work';

let server: TestServer;
let town: Town;

beforeAll(async () => {
  server = await startServer({ database: 'sqlite', env: { PIONEER_JOBS: 'off' } });
  town = townAt(server, await registerAdministrator(server));
});
afterAll(async () => {
  await town.leave();
  await server.stop();
});

/** Runs something while no file of the server can grow beyond so many bytes. */
async function whileFull(bytes: number, run: () => Promise<void>): Promise<void> {
  await limitFiles(server.pid, bytes);
  try {
    await run();
  } finally {
    await limitFiles(server.pid, null);
  }
}

function storedFiles(): string[] {
  const { evidenceFolder } = server;
  if (!existsSync(evidenceFolder)) return [];
  const entries = readdirSync(evidenceFolder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** So much simplified that it is stored larger than it was sent. */
async function buildCoarsePhoto(): Promise<Buffer> {
  return sharp(await drawPhoto(1))
    .jpeg({ quality: 5 })
    .toBuffer();
}

describe('while the disk is full', () => {
  it.each([
    ['as it arrives', (size: number) => size - 1],
    ['as it is stored', (size: number) => size],
  ])('a photo that is cut %s is refused by name, and nothing of it stays', async (_when, room) => {
    const { claim, claimant } = await buildClaim(town);
    const photo = await buildCoarsePhoto();
    const upload = { clientId: randomUUID(), file: fileOf(photo) };
    const before = storedFiles();
    await whileFull(room(photo.length), async () => {
      const refusal = await refusalOf(addEvidence(claimant, claim.id, upload));
      expect(refusal).toMatchObject({ status: 503, code: 'FILE_NOT_KEPT' });
    });

    expect(storedFiles()).toEqual(before);
    expect(await count(evidenceRowsOf(town, claim.id))).toBe(0);
    await addEvidence(claimant, claim.id, upload);
    expect(storedFiles()).toHaveLength(before.length + 1);
  });

  it('what the database has no room for is refused by name, and can be done later', async () => {
    const { claim, claimant } = await buildClaim(town);
    const clientId = randomUUID();
    const report = () =>
      claimant.call('claims.report', {
        params: { id: claim.id },
        body: { version: claim.version, clientId, percent: 50, text: '进展顺利。' },
      });
    await whileFull(0, async () => {
      const refusal = await refusalOf(report());
      expect(refusal).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
    });

    expect(await count(town.rows('pioneer_reports').where({ claim_id: claim.id }))).toBe(0);
    expect((await report()).data.version).toBe(claim.version + 1);
  });
});
