import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'strapi-plugin-pioneer/contract';
import { startPostgres, type Postgres } from '../../../tools/postgres';
import {
  openDatabase,
  rowsOf,
  type DatabaseEnv,
} from '../../../tools/replay/evidence/open-database';
import { registerAdministrator, type AdministratorSession } from '../../support/administrator';
import { addEvidence } from '../../support/evidence';
import { buildMembers, type Member } from '../../support/people';
import { count } from '../../support/rows';
import { runFolder } from '../../support/run-folder';
import { runScript, runTool } from '../../support/run-tool';
import { shapeOf, type TownShape } from '../../support/saved-town';
import { createDatabase, startServer } from '../../support/server';
import { townAt } from '../../support/town';
import { buildClaim, buildOpening, type Opening } from '../../support/work';

/** Several servers and commands one after the other. */
const PATIENCE = 240_000;

const CLAIMS = 100;

/** All of them sealed, however busy the machine is. */
const SEALING_MS = 60_000;

const folder = mkdtempSync(join(runFolder(), 'restore-'));
let cluster: Postgres;
beforeAll(async () => {
  cluster = await startPostgres({ isThrowaway: true });
}, PATIENCE);
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}, PATIENCE);

/** A database in a cluster that has hardly had a transaction. */
async function newDatabaseInFreshCluster(): Promise<DatabaseEnv> {
  const name = `town_${randomUUID()}`;
  await cluster.createDatabase(name);
  return {
    DATABASE_CLIENT: 'postgres',
    DATABASE_HOST: cluster.host,
    DATABASE_PORT: String(cluster.port),
    DATABASE_NAME: name,
    DATABASE_USERNAME: cluster.user,
    DATABASE_PASSWORD: cluster.password,
  };
}

/** A town with work in it, evidence, and events that nobody has read, as it was backed up. */
interface SavedTown {
  readonly file: string;
  readonly evidenceFolder: string;
  readonly databaseEnv: DatabaseEnv;
  readonly shape: TownShape;
  readonly administrator: AdministratorSession;
  readonly opening: Opening;
  readonly claimants: readonly Member[];
}

async function saveTown(kind: 'sqlite' | 'postgres'): Promise<SavedTown> {
  const evidenceFolder = join(folder, randomUUID());
  const env = { EVIDENCE_FOLDER: evidenceFolder, PIONEER_JOBS: 'off' };
  const databaseEnv = await createDatabase(kind);
  const server = await startServer({ databaseEnv, env });
  const administrator = await registerAdministrator(server);
  const town = townAt(server, administrator);
  const { claim, claimant } = await buildClaim(town);
  await addEvidence(claimant, claim.id);
  await town.administrator('clock.adjust', { body: { offsetMs: 0 } });
  await buildClaim(town, { state: 'accepted' });
  const opening = await buildOpening(town, { data: { memberSlots: CLAIMS } });
  const claimants = await buildMembers(
    town,
    Array.from({ length: CLAIMS }, () => [['member', opening.organisation]] as const),
  );
  expect(await count(town.rows('pioneer_pending'))).toBeGreaterThan(CLAIMS);
  const file = join(folder, `${randomUUID()}.tar.gz`);
  const { code, said } = await runTool('backup', databaseEnv, { args: [file], env });
  if (code !== 0) throw new Error(said);
  const shape = await shapeOf(databaseEnv);
  await town.leave();
  await server.stop();
  return { file, evidenceFolder, databaseEnv, shape, administrator, opening, claimants };
}

describe.each(['postgres', 'sqlite'] as const)('a town from %s in a fresh PostgreSQL', (kind) => {
  let saved: SavedTown;
  let databaseEnv: DatabaseEnv;
  const env = () => ({ EVIDENCE_FOLDER: saved.evidenceFolder });

  it(
    'is there with all of its rows, and its record verifies',
    async () => {
      saved = await saveTown(kind);
      databaseEnv = await newDatabaseInFreshCluster();
      const restored = await runTool('restore', databaseEnv, { args: [saved.file], env: env() });

      expect(restored.said).toContain('0 difference(s)');
      expect(await shapeOf(databaseEnv)).toEqual(saved.shape);
    },
    PATIENCE,
  );

  if (kind === 'postgres') {
    it('may be read also where what waited names transactions of another cluster', async () => {
      // As after pg_restore: some of them lie far ahead here, and some behind, also of one subject.
      const db = openDatabase(databaseEnv);
      const foreign = await db('pioneer_pending')
        .whereRaw('id % 2 = 0')
        .update({ xid: '900000000000' });
      await db.destroy();

      expect(foreign).toBeGreaterThan(CLAIMS / 2);
    });
  }

  it(
    `takes ${CLAIMS} more claims and seals them, and all that waited before, within a minute`,
    async () => {
      const server = await startServer({ databaseEnv, env: env() });
      const { administrator, opening, claimants } = saved;
      const town = townAt(server, administrator);
      await Promise.all(
        claimants.map(async ({ number, password }) => {
          const body = { number, password };
          const { data } = await town.visitor('session.signIn', { body });
          const call = createClient({ url: server.url, token: () => data.accessToken });
          const { id, termsId } = opening;
          await call('openings.claim', { params: { id }, body: { termsId } });
        }),
      );
      const end = Date.now() + SEALING_MS;
      while ((await count(town.rows('pioneer_pending'))) > 0 && Date.now() < end) await wait(200);
      const [unsealed, events] = [
        await count(town.rows('pioneer_pending')),
        await count(town.rows('pioneer_events')),
      ];
      const disordered = await rowsOf(
        town.rows,
        `SELECT a.id FROM pioneer_events a JOIN pioneer_seals sa ON sa.event_id = a.document_id
         JOIN pioneer_events b ON b.subject_id = a.subject_id AND b.subject_version > a.subject_version
         JOIN pioneer_seals sb ON sb.event_id = b.document_id
         WHERE sb.seq < sa.seq`,
      );
      const seals = await count(town.rows('pioneer_seals'));
      await town.leave();
      await server.stop();

      expect([unsealed, seals]).toEqual([0, events]);
      expect(disordered).toEqual([]);
      expect((await runTool('verify', databaseEnv, { env: env() })).said).toMatch(
        /, 0 difference\(s\)$/m,
      );
    },
    PATIENCE,
  );

  if (kind === 'postgres') {
    it(
      'is not touched while a server works on it',
      async () => {
        const server = await startServer({ databaseEnv, env: env() });
        const before = await shapeOf(databaseEnv);
        const args = [saved.file, '--replace'];
        const { code, said } = await runTool('restore', databaseEnv, { args, env: env() });
        const { status } = await fetch(`${server.url}/readyz`);
        await server.stop();

        expect(said).toMatch(/^TARGET_IN_USE: .* connection\(s\) of /);
        expect([code, status]).toEqual([1, 200]);
        expect((await shapeOf(databaseEnv)).head).toEqual(before.head);
      },
      PATIENCE,
    );

    it(
      'is replaced by the same once more, where that is asked for',
      async () => {
        const args = [saved.file];
        const refused = await runTool('restore', databaseEnv, { args, env: env() });
        const replaced = await runTool('restore', databaseEnv, {
          args: [...args, '--replace'],
          env: env(),
        });
        const db = openDatabase(databaseEnv);
        const change = await db('pioneer_events')
          .delete()
          .catch((error: unknown) => String(error));
        await db.destroy();

        expect(refused.said).toMatch(/^TARGET_NOT_EMPTY: /);
        expect(replaced.said).toContain('0 difference(s)');
        expect(await shapeOf(databaseEnv)).toEqual(saved.shape);
        expect(change).toContain('the record is append-only');
      },
      PATIENCE,
    );

    it.each(['postgres', 'sqlite'] as const)(
      'comes into another database, of %s, by strapi export',
      async (target) => {
        const path = join(folder, randomUUID());
        const exported = await runScript('tests/support/export-town.mjs', databaseEnv, {
          args: [path],
          env: { ...env(), PIONEER_JOBS: 'off' },
        });
        const other = await createDatabase(target);
        const args = [`${path}.tar.gz`, '--evidence', saved.evidenceFolder];
        const moved = { EVIDENCE_FOLDER: join(folder, randomUUID()) };
        const { said } = await runTool('restore', other, { args, env: moved });
        const verified = await runTool('verify', other, { env: moved });

        expect(exported.code).toBe(0);
        expect(said).toContain('0 difference(s)');
        for (const table of ['pioneer_events', 'pioneer_claims', 'tasks', 'up_users']) {
          const { [table]: found } = (await shapeOf(other)).counts;
          expect([table, found]).toEqual([table, saved.shape.counts[table]]);
        }
        expect(verified.said).toMatch(/, 0 difference\(s\)$/m);
      },
      PATIENCE,
    );
  }
});
