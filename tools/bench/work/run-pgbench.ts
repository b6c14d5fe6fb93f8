import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decode } from 'jsonwebtoken';
import type { Asked } from '../load/drive';
import type { Turn } from '../load/take-turns';
import type { Stage } from '../stage';
import { pgbenchScriptOf, REQUESTS_TABLE } from './pgbench-script';
import { askedOf, type Line } from './script';

/** Threads of pgbench; more would take the cores that PostgreSQL needs. */
const THREADS = 2;

/** What a request brings along. */
export function askedBy({ token = '', path, body = {} }: Asked): string[] {
  return askedOf(decode(token) as Parameters<typeof askedOf>[0], path, body);
}

/** Whether this machine has pgbench, which comes with the client tools of PostgreSQL. */
export async function hasPgbench(): Promise<boolean> {
  const found = await promisify(execFile)('pgbench', ['--version']).catch(() => null);
  if (found === null) console.error('pgbench, of the client tools of PostgreSQL, was not found.');
  return found !== null;
}

/** Plays a script with nothing around it but pgbench. */
export async function runPgbench(
  { db, databaseEnv }: Stage,
  options: {
    readonly folder: string;
    readonly lines: readonly Line[];
    readonly connections: number;
    readonly amount: number;
    readonly next: () => Asked;
  },
): Promise<Turn> {
  const { folder, lines, connections, amount, next } = options;
  const each = Math.floor(amount / connections);
  await layOut(
    { db },
    Array.from({ length: each * connections }, () => askedBy(next())),
  );
  const file = join(folder, 'step.sql');
  writeFileSync(file, pgbenchScriptOf(lines));
  const env = { ...process.env, PGPASSWORD: databaseEnv.DATABASE_PASSWORD };
  const args = [
    ['--no-vacuum', '--protocol=prepared', `--file=${file}`],
    [`--client=${connections}`, `--jobs=${THREADS}`, `--transactions=${each}`],
    [`--host=${databaseEnv.DATABASE_HOST}`, `--port=${databaseEnv.DATABASE_PORT}`],
    [`--username=${databaseEnv.DATABASE_USERNAME}`, String(databaseEnv.DATABASE_NAME)],
  ].flat();
  const { stdout, stderr } = await promisify(execFile)('pgbench', args, { env });
  const [perSecond, done] = [/^tps = ([\d.]+)/m, /actually processed: (\d+)/].map((figure) =>
    Number(figure.exec(stdout)?.[1]),
  ) as [number, number];
  if (done !== each * connections) console.error(stderr);
  return { sent: each * connections, statuses: { 200: done }, perSecond };
}

async function layOut({ db }: Pick<Stage, 'db'>, requests: readonly string[][]): Promise<void> {
  const columns = (requests[0] ?? []).map((_value, at) => `a${at}`);
  await db.raw(`DROP TABLE IF EXISTS ${REQUESTS_TABLE}; DROP SEQUENCE IF EXISTS ${REQUESTS_TABLE}_turn;
    CREATE SEQUENCE ${REQUESTS_TABLE}_turn;
    CREATE TABLE ${REQUESTS_TABLE} (turn bigint PRIMARY KEY, ${columns.join(' text, ')} text)`);
  const rows = requests.map((asked, index) => ({
    turn: index + 1,
    ...Object.fromEntries(asked.map((value, at) => [`a${at}`, value])),
  }));
  await db.batchInsert(REQUESTS_TABLE, rows, 500);
  await db.raw(`ANALYZE ${REQUESTS_TABLE}`);
}
