import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { registerAdministrator } from '../support/administrator';
import { addEvidence, evidenceRowsOf, fetchContent } from '../support/evidence';
import { codeOfRefusal } from '../support/http';
import { count } from '../support/rows';
import { newDatabase, startServer, type TestServer } from '../support/server';
import { townAt, type Town } from '../support/town';
import { buildClaim } from '../support/work';

const DAY = 24 * 60 * 60 * 1000;
const BUCKET = 'town';

let s3: S3rver;
let server: TestServer;
let town: Town;
const directory = mkdtempSync(join(tmpdir(), 'pioneer-bucket-'));
const unused = join(directory, 'unused');

beforeAll(async () => {
  s3 = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    // It forgets the slash after a bucket's name when it checks how a listing was signed.
    allowMismatchedSignatures: true,
    directory,
    configureBuckets: [{ name: BUCKET }],
  });
  const { port } = await s3.run();
  server = await startServer({
    databaseEnv: await newDatabase('sqlite'),
    env: {
      PIONEER_JOBS: 'off',
      EVIDENCE_FOLDER: unused,
      EVIDENCE_S3_BUCKET: BUCKET,
      EVIDENCE_S3_ENDPOINT: `http://127.0.0.1:${port}`,
      // Those of the S3 server.
      EVIDENCE_S3_ACCESS_KEY_ID: 'S3RVER',
      EVIDENCE_S3_SECRET_ACCESS_KEY: 'S3RVER',
    },
  });
  town = townAt(server, await registerAdministrator(server));
});
afterAll(async () => {
  await town.leave();
  await server.stop();
  // The last test has closed it already.
  await s3.close().catch(() => undefined);
  rmSync(directory, { recursive: true, force: true });
});

/** Keys of the contents in the bucket. */
function keysInBucket(): string[] {
  const folder = join(directory, BUCKET, 'evidence');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('._S3rver_object'))
    .map((name) => name.replace('._S3rver_object', ''));
}

describe('evidence in a bucket', () => {
  it('is kept there, under the key that its row names, and nowhere else', async () => {
    const { claim, claimant } = await buildClaim(town);
    await addEvidence(claimant, claim.id);
    const [row] = await evidenceRowsOf(town, claim.id);

    expect(keysInBucket()).toEqual([row?.file_key]);
    expect(existsSync(unused)).toBe(false);
  });

  it('is given out whole and in part', async () => {
    const { claim, claimant } = await buildClaim(town);
    const { id, size } = await addEvidence(claimant, claim.id);
    const at = { claimId: claim.id, id };
    const whole = Buffer.from(await (await fetchContent(town, claimant, at)).arrayBuffer());
    const answer = await fetchContent(town, claimant, at, { range: 'bytes=5-14' });
    const part = Buffer.from(await answer.arrayBuffer());

    expect(whole.length).toBe(size);
    expect(answer.status).toBe(206);
    expect(part.equals(whole.subarray(5, 15))).toBe(true);
  });

  it('goes from there when nothing shows it a day later', async () => {
    const { claim, claimant } = await buildClaim(town);
    await addEvidence(claimant, claim.id);
    const [row] = await evidenceRowsOf(town, claim.id);
    expect(keysInBucket()).toContain(row?.file_key);
    await town.administrator('clock.adjust', { body: { offsetMs: DAY + 60_000 } });

    expect(await count(evidenceRowsOf(town, claim.id))).toBe(0);
    expect(keysInBucket()).not.toContain(row?.file_key);
    await town.administrator('clock.adjust', { body: { offsetMs: 0 } });
  });

  it('is refused by name while the bucket is away, and nothing is half done', async () => {
    const { claim, claimant } = await buildClaim(town);
    const clientId = randomUUID();
    const before = keysInBucket();
    await s3.close();

    expect(await codeOfRefusal(addEvidence(claimant, claim.id, { clientId }))).toBe(
      'FILE_NOT_KEPT',
    );
    expect(await count(evidenceRowsOf(town, claim.id))).toBe(0);
    expect(keysInBucket()).toEqual(before);
  });

  it('keeps nothing else waiting while the bucket is away', async () => {
    const heads = () => town.rows('pioneer_record_heads').orderBy('date').pluck('date');
    const before = await heads();
    // The day after, on which evidence would go, too.
    const passing = town.administrator('clock.adjust', { body: { offsetMs: 2 * DAY } });
    await passing.catch(() => undefined);

    expect(await heads()).toHaveLength(before.length + 1);
  });
});
