import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startBucketServer, type BucketServer } from '../../support/bucket';
import { shapeOf } from '../../support/saved-town';
import {
  newPlace,
  PATIENCE,
  runAt,
  startWorkingTown,
  type Place,
  type WorkingTown,
} from '../../support/working-town';

let s3: BucketServer;
let saved: WorkingTown;
beforeAll(async () => {
  s3 = await startBucketServer('here', 'there');
  saved = await startWorkingTown(s3.envFor('here'));
}, PATIENCE);
afterAll(async () => {
  await saved.leave();
  await s3.remove();
});

describe('a town whose evidence is in a bucket', () => {
  let place: Place;

  it(
    'comes back with it, in another bucket',
    async () => {
      const file = join(saved.folder, 'whole.tar.gz');
      const backup = await runAt(saved, 'backup', [file]);
      place = { ...(await newPlace(saved.folder)), env: s3.envFor('there') };
      const restored = await runAt(place, 'restore', [file]);

      expect(backup.said).toContain('1 files of evidence');
      expect(restored.said).toContain('0 difference(s)');
      expect(s3.keysIn('there')).toEqual(s3.keysIn('here'));
      expect(s3.keysIn('there')).toHaveLength(1);
      expect(existsSync(String(place.env.EVIDENCE_FOLDER))).toBe(false);
      expect((await runAt(place, 'verify')).code).toBe(0);
    },
    PATIENCE,
  );

  it(
    'whose content was lost is backed up without it, and says so',
    async () => {
      const file = join(saved.folder, 'lacking.tar.gz');
      const [lost = ''] = s3.keysIn('here');
      s3.lose('here', lost);
      const backup = await runAt(saved, 'backup', [file]);
      const elsewhere = await newPlace(saved.folder);
      const refused = await runAt(elsewhere, 'restore', [file]);
      const accepted = await runAt(elsewhere, 'restore', [file, '--accept-differences']);

      expect(backup.said).toContain(lost);
      expect(refused.said).toMatch(/^BACKUP_LACKS_EVIDENCE: /);
      expect(accepted.said).toContain('1 difference(s)');
      expect(accepted.code).toBe(0);
      expect(await shapeOf(elsewhere.databaseEnv)).toEqual(await shapeOf(place.databaseEnv));
      expect((await runAt(elsewhere, 'verify')).said).toContain(lost);
    },
    PATIENCE,
  );
});
