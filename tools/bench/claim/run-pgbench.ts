import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Stage } from '../stage';
import { SCRIPT } from './pgbench-script';

/** Threads of pgbench; more would take the cores that PostgreSQL needs. */
const THREADS = 2;

/** For each turn somebody and something that is there, so that pgbench need not know any id. */
const PREPARE = `
  CREATE SEQUENCE IF NOT EXISTS bench_turn;
  CREATE TABLE IF NOT EXISTS bench_pairs AS
    SELECT row_number() OVER () AS turn, u.id AS user_id, s.session_id, m.document_id AS member_id,
      ms.organisation_id, o.document_id AS opening_id, o.terms_id
    FROM pioneer_members m
      JOIN up_users u ON u.id = m.user_id
      JOIN (SELECT user_id, min(session_id) AS session_id FROM strapi_sessions GROUP BY 1) s
        ON s.user_id = u.id::text
      JOIN (SELECT member_id, min(organisation_id) AS organisation_id FROM pioneer_memberships
        GROUP BY 1) ms ON ms.member_id = m.document_id
      JOIN LATERAL (SELECT document_id, terms_id FROM pioneer_openings ORDER BY md5(m.document_id || document_id)
        LIMIT 5) o ON true;
  CREATE UNIQUE INDEX IF NOT EXISTS bench_pairs_turn ON bench_pairs (turn);
  ANALYZE bench_pairs`;

/**
 * Runs the statements of a claim with nothing around them but pgbench.
 *
 * @returns claims a second; null on a machine without pgbench
 */
export async function runPgbench(
  { db, databaseEnv }: Stage,
  options: { readonly folder: string; readonly connections: number; readonly amount: number },
): Promise<number | null> {
  const { folder, connections, amount } = options;
  await db.raw(PREPARE);
  const [pairs] = await db('bench_pairs').count<{ count: string }[]>({ count: '*' });
  const file = join(folder, 'claim.sql');
  writeFileSync(file, SCRIPT);
  const env = { ...process.env, PGPASSWORD: databaseEnv.DATABASE_PASSWORD };
  const args = [
    ['--no-vacuum', '--protocol=prepared', `--file=${file}`, `--define=pairs=${pairs?.count}`],
    [`--client=${connections}`, `--jobs=${THREADS}`],
    [`--transactions=${Math.ceil(amount / connections)}`],
    [`--host=${databaseEnv.DATABASE_HOST}`, `--port=${databaseEnv.DATABASE_PORT}`],
    [`--username=${databaseEnv.DATABASE_USERNAME}`, String(databaseEnv.DATABASE_NAME)],
  ].flat();
  try {
    const { stdout } = await promisify(execFile)('pgbench', args, { env });
    return Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    console.error('pgbench, of the client tools of PostgreSQL, was not found: left out.');
    return null;
  }
}
