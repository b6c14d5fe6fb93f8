import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServerNotStarted } from '../../../tools/server-process';
import { forgeBackup } from '../../support/forge-backup';
import type { ToolOptions } from '../../support/run-tool';
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

let saved: WorkingTown;
let file: string;
beforeAll(async () => {
  saved = await startWorkingTown();
  file = join(saved.folder, 'town.tar.gz');
  await runAt(saved, 'backup', [file]);
}, PATIENCE);
afterAll(() => saved.leave());

/** All that is wrong with the file alone is tried beside check-backup.ts; here is what comes after. */
const refused: [title: string, code: string, make: (path: string) => void][] = [
  [
    'a back-up in which a byte is another one',
    'BACKUP_DAMAGED',
    (path) => {
      const bytes = readFileSync(file);
      const middle = Math.floor(bytes.length / 2);
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
      writeFileSync(path, bytes);
    },
  ],
  [
    'a back-up with other tables',
    'BACKUP_SCHEMA_DIFFERS',
    (path) =>
      forgeBackup(file, path, {
        part: 'about.json',
        to: (text) => text.replace('"subject_version"', '"subject_edition"'),
      }),
  ],
  [
    'a back-up under another secret',
    'BACKUP_SECRET_DIFFERS',
    (path) =>
      forgeBackup(file, path, {
        part: 'about.json',
        to: (text) => text.replace(/"secret": "\w+"/, '"secret": "0"'),
      }),
  ],
  [
    'a back-up that does not verify',
    'RECORD_DIFFERS',
    (path) =>
      forgeBackup(file, path, {
        part: '^tables/pioneer_claims/',
        to: (text) => text.replace('"accepted"', '"rejected"'),
      }),
  ],
];

describe('what cannot be restored is refused by name, and everything is as before:', () => {
  let place: Place;
  let before: TownShape;
  beforeAll(async () => {
    // A town of its own: what is refused must leave it alone.
    place = await newPlace(saved.folder);
    await runAt(place, 'restore', [file]);
    before = await shapeOf(place.databaseEnv);
  }, PATIENCE);

  async function refusal(...args: string[]): Promise<string> {
    const files = evidenceIn(place);
    const { code, said } = await runAt(place, 'restore', args);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(await shapeOf(place.databaseEnv)).toEqual(before);
    expect(evidenceIn(place)).toEqual(files);
    expect(existsSync('public/uploads/.restoring')).toBe(false);
    return said;
  }

  it.each(refused)('%s', async (_title, code, make) => {
    const path = join(saved.folder, `${randomUUID()}.tar.gz`);
    make(path);

    expect(await refusal(path, '--replace')).toMatch(new RegExp(`^${code}: `));
  });

  it('a town in the way, without --replace', async () => {
    expect(await refusal(file)).toMatch(/^TARGET_NOT_EMPTY: .* holds a town already \(\d+ events/);
  });

  it('evidence in the way that belongs to neither town', async () => {
    const stray = join(String(place.env.EVIDENCE_FOLDER), 'zz', 'zz34567890abcdefghijklmn');
    mkdirSync(join(String(place.env.EVIDENCE_FOLDER), 'zz'));
    writeFileSync(stray, 'newer');

    expect(await refusal(file, '--replace')).toMatch(/^STORE_HOLDS_OTHERS: .* 1 file/);
    rmSync(stray);
  });

  it('a place where files cannot be written, found when all rows are', async () => {
    writeFileSync('public/uploads/.restoring', 'in the way');

    expect(await refusal(file, '--replace')).toMatch(/^NOT_WRITTEN: /);
  });

  it(
    'a server at work on the same database',
    async () => {
      const running = await startServer({ ...place, env: { ...place.env, PIONEER_JOBS: 'off' } });
      const said = await refusal(file, '--replace');
      await running.stop();

      expect(said).toMatch(/^TARGET_IN_USE: /);
    },
    PATIENCE,
  );

  it('anything else than one file', async () => {
    expect(await refusal()).toMatch(/^Usage: /);
    expect(await refusal('--recover')).toMatch(/^NOTHING_UNFINISHED: /);
  });
});

describe('a restore that is killed half-way', () => {
  let place: Place;

  it(
    'keeps servers from starting, which say what to do',
    async () => {
      place = await newPlace(saved.folder);
      // Photos come after rows: when the first is there, all rows are written and not yet certain.
      const watch: ToolOptions['watch'] = (child) => {
        const look = setInterval(() => {
          if (evidenceIn(place).length > 0) child.kill('SIGKILL');
        }, 1);
        child.once('exit', () => clearInterval(look));
      };
      const { code } = await runAt(place, 'restore', [file], { watch });
      const outcome = await startServer(place).catch((error: unknown) => error);

      expect(code).toBeNull();
      expect(outcome).toBeInstanceOf(ServerNotStarted);
      expect(String((outcome as ServerNotStarted).output)).toMatch(/^RESTORE_UNFINISHED: /m);
      expect((await shapeOf(place.databaseEnv)).counts.pioneer_events).toBeUndefined();
    },
    PATIENCE,
  );

  it(
    'is undone by --recover',
    async () => {
      const { code } = await runAt(place, 'restore', ['--recover']);

      expect(code).toBe(0);
      expect(evidenceIn(place)).toEqual([]);
      expect((await runAt(place, 'verify')).code).toBe(0);
    },
    PATIENCE,
  );
});
