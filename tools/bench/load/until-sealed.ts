import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';

const LOOK_AGAIN_MS = 200;

/** Waits until what follows from events has followed, which would be measured with what comes next. */
export async function untilSealed(db: Knex): Promise<void> {
  while ((await db('pioneer_pending').first('id')) !== undefined) await wait(LOOK_AGAIN_MS);
}
