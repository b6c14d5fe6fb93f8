/**
 * What verify is compared with: reads every event of the database in the environment, in the order of
 * the seals, and hashes its text. Nothing is proved by it.
 */

import { createHash } from 'node:crypto';
import { openDatabase, type DatabaseEnv } from '../../replay/evidence/open-database';

const BATCH = 500;

async function readEvents(): Promise<void> {
  const db = openDatabase(process.env as DatabaseEnv);
  let [seq, events] = [0, 0];
  for (;;) {
    const rows: Record<string, unknown>[] = await db('pioneer_seals as s')
      .join('pioneer_events as e', 'e.document_id', 's.event_id')
      .where('s.seq', '>', seq)
      .orderBy('s.seq')
      .limit(BATCH)
      .select('e.*', 's.seq', 's.hash');
    for (const row of rows) createHash('sha256').update(JSON.stringify(row)).digest('hex');
    events += rows.length;
    if (rows.length < BATCH) break;
    seq = Number(rows.at(-1)?.seq);
  }
  await db.destroy();
  console.log(`${events} events`);
}

readEvents().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
