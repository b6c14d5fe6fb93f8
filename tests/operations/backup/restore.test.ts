import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runScript } from '../../support/run-tool';
import { shapeOf, type TownShape } from '../../support/saved-town';
import { startServer } from '../../support/server';
import {
  evidenceIn,
  newPlace,
  PATIENCE,
  runAt,
  startWorkingTown,
  type Place,
  type WorkingTown,
} from '../../support/working-town';

let shape: TownShape;
let saved: WorkingTown;
let file: string;
beforeAll(async () => {
  saved = await startWorkingTown();
  file = join(saved.folder, 'town.tar.gz');
}, PATIENCE);
afterAll(() => saved.leave());

describe('a back-up', () => {
  it(
    'is written while the town works, whole, and for its owner alone',
    async () => {
      const { code, said } = await runAt(saved, 'backup', [file]);
      shape = await shapeOf(saved.databaseEnv);

      expect(said).toContain('1 files of evidence and 1 of the Media Library');
      expect(said).toContain(`the chain ends with ${shape.head?.seq} ${shape.head?.hash}`);
      expect(code).toBe(0);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    },
    PATIENCE,
  );

  it('overwrites nothing', async () => {
    const { code, said } = await runAt(saved, 'backup', [file]);

    expect(said).toMatch(/^BACKUP_FILE_EXISTS: /);
    expect(code).toBe(1);
  });
});

describe('a restore into an empty database', () => {
  let place: Place;

  it(
    'brings the town back: rows, evidence, Media Library and the end of the chain',
    async () => {
      place = await newPlace(saved.folder);
      const uploaded = readFileSync(join('public/uploads', saved.picture));
      rmSync(join('public/uploads', saved.picture));
      const { code, said } = await runAt(place, 'restore', [file]);

      expect(said).toContain('0 difference(s)');
      expect(code).toBe(0);
      expect(await shapeOf(place.databaseEnv)).toEqual(shape);
      expect(evidenceIn(place)).toEqual(evidenceIn(saved));
      expect(readFileSync(join('public/uploads', saved.picture))).toEqual(uploaded);
    },
    PATIENCE,
  );

  it('leaves a record that verifies and is append-only', async () => {
    const { code, said } = await runAt(place, 'verify');

    expect(said).toMatch(/, 0 difference\(s\)$/m);
    expect(code).toBe(0);
  });

  it(
    'lets people go on, who sign in again',
    async () => {
      const restored = await startServer(place);
      const { status } = await fetch(`${restored.url}/readyz`);
      const old = await fetch(`${restored.url}/admin/users/me`, {
        headers: { authorization: `Bearer ${saved.town.administratorToken}` },
      });
      const again = await fetch(`${restored.url}/admin/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'administrator@town.invalid', password: 'wrong' }),
      });
      await restored.stop();

      expect(restored.firstAdministratorUrl).toBeNull();
      expect([status, old.status, again.status]).toEqual([200, 401, 400]);
    },
    PATIENCE,
  );
});

describe('a file of strapi export', () => {
  let exported: string;
  let place: Place;
  beforeAll(async () => {
    exported = join(saved.folder, 'export');
    const outcome = await runScript('tests/support/export-town.mjs', saved.databaseEnv, {
      args: [exported],
      env: saved.env,
    });
    if (outcome.code !== 0) throw new Error(outcome.said);
    place = await newPlace(saved.folder);
  }, PATIENCE);

  it('is refused without the evidence that its rows name', async () => {
    const { said } = await runAt(place, 'restore', [`${exported}.tar.gz`]);

    expect(said).toMatch(/^EXPORT_LACKS_EVIDENCE: .* 1 of 1 file/);
  });

  it(
    'brings back content, people, work and the record, with copies of the evidence',
    async () => {
      const args = [`${exported}.tar.gz`, '--evidence', String(saved.env.EVIDENCE_FOLDER)];
      const { code, said } = await runAt(place, 'restore', args);
      const now = await shapeOf(place.databaseEnv);

      expect(said).toContain('0 difference(s)');
      expect(code).toBe(0);
      expect(now.head).toEqual(shape.head);
      for (const table of ['pioneer_events', 'pioneer_claims', 'tasks', 'up_users']) {
        expect([table, now.counts[table]]).toEqual([table, shape.counts[table]]);
      }
      expect((await runAt(place, 'verify')).code).toBe(0);
    },
    PATIENCE,
  );
});
