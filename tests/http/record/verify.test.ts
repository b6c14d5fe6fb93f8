import { spawnSync } from 'node:child_process';
import { registerAdministrator } from '../../support/administrator';
import { openDatabase } from '../../support/database';
import { startServer, type DatabaseEnv } from '../../support/server';
import { townAt } from '../../support/town';
import { buildClaim, report } from '../../support/work';
import type { Knex } from 'knex';

/** A town that has worked a little and is closed now: verify may look at its database alone. */
let databaseEnv: DatabaseEnv;
let serverEnv: NodeJS.ProcessEnv;
let rows: Knex;

beforeAll(async () => {
  const server = await startServer();
  ({ databaseEnv, env: serverEnv } = server);
  const town = townAt(server, await registerAdministrator(server));
  await report(await buildClaim(town));
  await buildClaim(town, { state: 'accepted' });
  await buildClaim(town, { state: 'returned' });
  await town.leave();
  await server.stop();
  rows = openDatabase(databaseEnv);
});
afterAll(() => rows.destroy());

/** Runs `npm run verify`'s own program on the database. */
function verify() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/tools/verify.js'], {
    env: { ...serverEnv, ...databaseEnv },
    encoding: 'utf8',
  });
  return { status, summary: stdout.trim().split('\n').at(-1), said: stderr };
}

it('finds no difference after work that went through the API', () => {
  const { status, summary } = verify();

  expect(summary).toMatch(/^[1-9]\d* rows and [1-9]\d* events verified, 0 difference\(s\)$/);
  expect(status).toBe(0);
});

it('names table, id and column of every value that was changed by hand', async () => {
  const planted: [table: string, column: string, value: unknown, where?: object][] = [
    ['pioneer_claims', 'percent', 7, { state: 'active' }],
    ['pioneer_claims', 'score', 99, { state: 'accepted' }],
    ['pioneer_claims', 'state', 'accepted', { state: 'returned' }],
    ['pioneer_reports', 'text', '从未写过的话'],
    ['pioneer_verdicts', 'reason', '从未说过的话'],
    ['pioneer_openings', 'member_taken', 5],
    ['pioneer_openings', 'title', '另一个标题'],
    ['pioneer_memberships', 'role', 'manager', { role: 'evaluator' }],
    ['pioneer_members', 'name', '换了名字'],
    ['pioneer_standards', 'pass_mark', 1],
    ['pioneer_organisation_closures', 'depth', 9],
  ];
  const expected: string[] = [];
  for (const [table, column, value, where = {}] of planted) {
    const row = await rows(table)
      .where(where)
      .orderBy('id', 'desc')
      .first<{ id: number; document_id: string; descendant_id?: string }>();
    await rows(table)
      .where({ id: row.id })
      .update({ [column]: value });
    const name = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const shown = table === 'pioneer_openings' && column === 'member_taken' ? column : name;
    expected.push(`${table} ${row.descendant_id ?? row.document_id} ${shown}:`);
  }
  const deleted = await rows('pioneer_verdicts').orderBy('id').first<{ document_id: string }>();
  await rows('pioneer_verdicts').where(deleted).delete();
  expected.push(`pioneer_verdicts ${deleted.document_id} document_id:`);

  const { status, said } = verify();
  for (const finding of expected) expect(said).toContain(finding);
  expect(status).toBe(1);
});
