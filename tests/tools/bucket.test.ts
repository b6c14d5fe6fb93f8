import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { registerAdministrator } from '../support/administrator';
import { startBucketServer, type BucketServer } from '../support/bucket';
import { addEvidence, evidenceRowsOf, fetchContent } from '../support/evidence';
import { codeOfRefusal } from '../support/http';
import { count } from '../support/rows';
import { newDatabase, startServer, type TestServer } from '../support/server';
import { townAt, type Town } from '../support/town';
import { buildClaim } from '../support/work';

const DAY = 24 * 60 * 60 * 1000;
const BUCKET = 'town';

let s3: BucketServer;
let server: TestServer;
let town: Town;

beforeAll(async () => {
  s3 = await startBucketServer(BUCKET);
  server = await startServer({
    databaseEnv: await newDatabase('sqlite'),
    env: { PIONEER_JOBS: 'off', ...s3.envFor(BUCKET) },
  });
  town = townAt(server, await registerAdministrator(server));
});
afterAll(async () => {
  await town.leave();
  await server.stop();
  await s3.remove();
});

describe('evidence in a bucket', () => {
  it('is kept there, under the key that its row names, and nowhere else', async () => {
    const { claim, claimant } = await buildClaim(town);
    await addEvidence(claimant, claim.id);
    const [row] = await evidenceRowsOf(town, claim.id);

    expect(s3.keysIn(BUCKET)).toEqual([row?.file_key]);
    expect(existsSync(String(s3.envFor(BUCKET).EVIDENCE_FOLDER))).toBe(false);
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
    expect(s3.keysIn(BUCKET)).toContain(row?.file_key);
    await town.administrator('clock.adjust', { body: { offsetMs: DAY + 60_000 } });

    expect(await count(evidenceRowsOf(town, claim.id))).toBe(0);
    expect(s3.keysIn(BUCKET)).not.toContain(row?.file_key);
    await town.administrator('clock.adjust', { body: { offsetMs: 0 } });
  });

  it('goes from there when the member who uploaded it is erased, and the row stays', async () => {
    const { claim, claimant } = await buildClaim(town);
    await addEvidence(claimant, claim.id);
    const [row] = await evidenceRowsOf(town, claim.id);
    await claimant.call('me.erase', { body: { password: claimant.password } });
    await town.administrator('clock.adjust', { body: { offsetMs: 0 } });

    expect(s3.keysIn(BUCKET)).not.toContain(row?.file_key);
    expect(await count(evidenceRowsOf(town, claim.id))).toBe(1);
  });

  it('is refused by name while the bucket is away, and nothing is half done', async () => {
    const { claim, claimant } = await buildClaim(town);
    const clientId = randomUUID();
    const before = s3.keysIn(BUCKET);
    await s3.close();

    expect(await codeOfRefusal(addEvidence(claimant, claim.id, { clientId }))).toBe(
      'FILE_NOT_KEPT',
    );
    expect(await count(evidenceRowsOf(town, claim.id))).toBe(0);
    expect(s3.keysIn(BUCKET)).toEqual(before);
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
