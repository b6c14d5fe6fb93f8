import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DatabaseEnv } from '../../tools/replay/evidence/open-database';
import { ServerNotStarted } from '../../tools/server-process';
import { registerAdministrator } from '../support/administrator';
import { addEvidence, buildPhoto, fileOf } from '../support/evidence';
import { forgeBackup } from '../support/forge-backup';
import { runFolder } from '../support/run-folder';
import { runScript, runTool, type ToolOptions } from '../support/run-tool';
import { shapeOf, type TownShape } from '../support/saved-town';
import { createDatabase, startServer, type TestServer } from '../support/server';
import { untilCounted } from '../support/statistics';
import { townAt, type Town } from '../support/town';
import { buildClaim } from '../support/work';

/** Several commands one after the other, each of which starts Strapi. */
const PATIENCE = 180_000;

const folder = mkdtempSync(join(runFolder(), 'backup-'));
const file = join(folder, 'town.tar.gz');
const evidenceFolder = join(folder, 'evidence');
let server: TestServer;
let town: Town;
let shape: TownShape;
let photo: string;

beforeAll(async () => {
  server = await startServer({
    databaseEnv: await createDatabase('sqlite'),
    env: { EVIDENCE_FOLDER: evidenceFolder },
  });
  town = townAt(server, await registerAdministrator(server));
  const { claim, claimant } = await buildClaim(town);
  await addEvidence(claimant, claim.id);
  await buildClaim(town, { state: 'accepted' });
  photo = await upload();
  // Everything is counted and the day's head published: nothing comes into being any more.
  await untilCounted(town);
  await town.administrator('clock.adjust', { body: { offsetMs: 0 } });
}, PATIENCE);
afterAll(async () => {
  await town.leave();
  await server.stop();
  rmSync(join('public/uploads', photo), { force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a picture into the Media Library; gives the name under which it lies on the disk. */
async function upload(): Promise<string> {
  const body = new FormData();
  body.set('files', fileOf(await buildPhoto({ width: 20, height: 20 }), 'square.jpg'));
  const answer = await fetch(`${town.url}/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${town.administratorToken}` },
    body,
  });
  const [kept] = (await answer.json()) as { url: string }[];
  return kept?.url.split('/').at(-1) ?? '';
}

/** A place for another town, with a store of evidence of its own. */
interface Place {
  readonly databaseEnv: DatabaseEnv;
  readonly evidenceFolder: string;
}

async function newPlace(): Promise<Place> {
  return {
    databaseEnv: await createDatabase('sqlite'),
    evidenceFolder: join(folder, `evidence-${randomUUID()}`),
  };
}

function run(name: 'restore' | 'verify', place: Place, options: ToolOptions = {}) {
  const env = { EVIDENCE_FOLDER: place.evidenceFolder, ...options.env };
  return runTool(name, place.databaseEnv, { ...options, env });
}

const filesIn = (path: string) =>
  existsSync(path)
    ? readdirSync(path, { recursive: true }).filter((name) => /\w{24}$/.test(String(name)))
    : [];

describe('a back-up', () => {
  it(
    'is written while the town works, whole, and for its owner alone',
    async () => {
      const { databaseEnv } = server;
      const env = { EVIDENCE_FOLDER: evidenceFolder };
      const { code, said } = await runTool('backup', databaseEnv, { args: [file], env });
      shape = await shapeOf(databaseEnv);

      expect(said).toContain('1 files of evidence and 1 of the Media Library');
      expect(said).toContain(`the chain ends with ${shape.head?.seq} ${shape.head?.hash}`);
      expect(code).toBe(0);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    },
    PATIENCE,
  );

  it('overwrites nothing', async () => {
    const { code, said } = await runTool('backup', server.databaseEnv, { args: [file] });

    expect(said).toMatch(/^BACKUP_FILE_EXISTS: /);
    expect(code).toBe(1);
  });
});

describe('a restore into an empty database', () => {
  let place: Place;

  it(
    'brings the town back: rows, evidence, Media Library and the end of the chain',
    async () => {
      place = await newPlace();
      const uploaded = readFileSync(join('public/uploads', photo));
      rmSync(join('public/uploads', photo));
      const { code, said } = await run('restore', place, { args: [file] });

      expect(said).toContain('0 difference(s)');
      expect(code).toBe(0);
      expect(await shapeOf(place.databaseEnv)).toEqual(shape);
      expect(filesIn(place.evidenceFolder)).toEqual(filesIn(evidenceFolder));
      expect(readFileSync(join('public/uploads', photo))).toEqual(uploaded);
    },
    PATIENCE,
  );

  it('leaves a record that verifies and is append-only', async () => {
    const { code, said } = await run('verify', place);

    expect(said).toMatch(/, 0 difference\(s\)$/m);
    expect(code).toBe(0);
  });

  it(
    'lets people go on, who sign in again',
    async () => {
      const restored = await startServer({
        databaseEnv: place.databaseEnv,
        env: { EVIDENCE_FOLDER: place.evidenceFolder },
      });
      const { status } = await fetch(`${restored.url}/readyz`);
      const old = await fetch(`${restored.url}/admin/users/me`, {
        headers: { authorization: `Bearer ${town.administratorToken}` },
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
    place = await newPlace();
    await run('restore', place, { args: [file] });
    before = await shapeOf(place.databaseEnv);
  }, PATIENCE);

  async function refusal(args: string[], options: ToolOptions = {}): Promise<string> {
    const files = filesIn(place.evidenceFolder);
    const { code, said } = await run('restore', place, { ...options, args });
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(await shapeOf(place.databaseEnv)).toEqual(before);
    expect(filesIn(place.evidenceFolder)).toEqual(files);
    expect(existsSync('public/uploads/.restoring')).toBe(false);
    return said;
  }

  it.each(refused)('%s', async (_title, code, make) => {
    const path = join(folder, `${randomUUID()}.tar.gz`);
    make(path);

    expect(await refusal([path, '--replace'])).toMatch(new RegExp(`^${code}: `));
  });

  it('a town in the way, without --replace', async () => {
    expect(await refusal([file])).toMatch(
      /^TARGET_NOT_EMPTY: .* holds a town already \(\d+ events/,
    );
  });

  it('evidence in the way that belongs to neither town', async () => {
    const stray = join(place.evidenceFolder, 'zz', 'zz34567890abcdefghijklmn');
    mkdirSync(join(place.evidenceFolder, 'zz'));
    writeFileSync(stray, 'newer');

    expect(await refusal([file, '--replace'])).toMatch(/^STORE_HOLDS_OTHERS: .* 1 file/);
    rmSync(stray);
  });

  it('a place where files cannot be written, found when all rows are', async () => {
    writeFileSync('public/uploads/.restoring', 'in the way');

    expect(await refusal([file, '--replace'])).toMatch(/^NOT_WRITTEN: /);
  });

  it(
    'a server at work on the same database',
    async () => {
      const running = await startServer({
        databaseEnv: place.databaseEnv,
        env: { EVIDENCE_FOLDER: place.evidenceFolder, PIONEER_JOBS: 'off' },
      });
      const said = await refusal([file, '--replace']);
      await running.stop();

      expect(said).toMatch(/^TARGET_IN_USE: /);
    },
    PATIENCE,
  );

  it('anything else than one file', async () => {
    expect(await refusal([])).toMatch(/^Usage: /);
    expect(await refusal(['--recover'])).toMatch(/^NOTHING_UNFINISHED: /);
  });
});

describe('a restore that is killed half-way', () => {
  let place: Place;

  it(
    'keeps servers from starting, which say what to do',
    async () => {
      place = await newPlace();
      // Photos come after rows: when the first is there, all rows are written and not yet certain.
      const watch: ToolOptions['watch'] = (child) => {
        const look = setInterval(() => {
          if (filesIn(place.evidenceFolder).length > 0) child.kill('SIGKILL');
        }, 1);
        child.once('exit', () => clearInterval(look));
      };
      const { code } = await run('restore', place, { args: [file], watch });
      const outcome = await startServer({
        databaseEnv: place.databaseEnv,
        env: { EVIDENCE_FOLDER: place.evidenceFolder },
      }).catch((error: unknown) => error);

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
      const { code } = await run('restore', place, { args: ['--recover'] });

      expect(code).toBe(0);
      expect(filesIn(place.evidenceFolder)).toEqual([]);
      expect((await run('verify', place)).code).toBe(0);
    },
    PATIENCE,
  );
});

describe('a file of strapi export', () => {
  const exported = join(folder, 'export');
  let place: Place;
  beforeAll(async () => {
    const outcome = await runScript('tests/support/export-town.mjs', server.databaseEnv, {
      args: [exported],
      env: { EVIDENCE_FOLDER: evidenceFolder },
    });
    if (outcome.code !== 0) throw new Error(outcome.said);
    place = await newPlace();
  }, PATIENCE);

  it('is refused without the evidence that its rows name', async () => {
    const { said } = await run('restore', place, { args: [`${exported}.tar.gz`] });

    expect(said).toMatch(/^EXPORT_LACKS_EVIDENCE: .* 1 of 1 file/);
  });

  it(
    'brings back content, people, work and the record, with copies of the evidence',
    async () => {
      const args = [`${exported}.tar.gz`, '--evidence', evidenceFolder];
      const { code, said } = await run('restore', place, { args });
      const now = await shapeOf(place.databaseEnv);

      expect(said).toContain('0 difference(s)');
      expect(code).toBe(0);
      expect(now.head).toEqual(shape.head);
      for (const table of ['pioneer_events', 'pioneer_claims', 'tasks', 'up_users']) {
        expect([table, now.counts[table]]).toEqual([table, shape.counts[table]]);
      }
      expect((await run('verify', place)).code).toBe(0);
    },
    PATIENCE,
  );
});
