import { setTimeout as wait } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { rowsOf } from '../../replay/evidence/open-database';
import type { Actor } from '../town/found-town';
import { sendOnce, unlessAway, type Request, type Stage } from './stage';

/** How long parties may need to come to the row: a fault may keep them from it. */
const PATIENCE_MS = 5000;
const LOOK_AGAIN_MS = 10;

/** Who wants something of a row, at the same time as others. */
export interface Party {
  readonly actor: Pick<Actor, 'id' | 'at'>;
  readonly request: Request<unknown>;
  /** Parties under one key are one request that is sent several times. */
  readonly key?: string;
}

/**
 * The worst order does not come by luck: holds a row until every party waits for it or has been
 * answered without it, each at the next node; then lets them go, and waits for their answers.
 *
 * @param alongside what else happens while they meet
 * @returns how many waited for the row when they were let go
 */
export async function meet(
  stage: Pick<Stage, 'db' | 'recorder' | 'urls' | 'tally'>,
  table: string,
  id: string,
  parties: readonly Party[],
  alongside: () => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const { db, urls, tally } = stage;
  const sent: Promise<void>[] = [];
  let answered = 0;
  const holding = db.transaction(async (trx) => {
    const held = await hold(trx, table, id);
    for (const [index, { actor, request, key = randomUUID() }] of parties.entries()) {
      const sending = sendOnce(stage, actor, request, { key, node: index % urls.length });
      sent.push(sending.then(() => void (answered += 1)));
    }
    sent.push(alongside());
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const waiting = await countWaiting(db, held);
      if (waiting + answered >= parties.length || Date.now() > end) return waiting;
      await wait(LOOK_AGAIN_MS);
    }
  });
  // While the database is away nobody holds anything; whoever was sent finds out.
  const waited = await unlessAway(holding, 0);
  await Promise.all(sent);
  if (waited > 1) tally.meetings += 1;
  return waited;
}

/** A locked row: who holds it, and where it lies, as the database's list of locks has it. */
interface Held {
  readonly table: string;
  readonly holder: string;
  readonly place: string;
}

async function hold(trx: Knex, table: string, id: string): Promise<Held> {
  await trx(table).where({ document_id: id }).forUpdate().select('id');
  const [found] = await rowsOf<Omit<Held, 'table'>>(
    trx,
    `select pg_current_xact_id()::xid::text as holder, ctid::text as place
    from ${table} where document_id = ?`,
    [id],
  );
  return { table, holder: '', place: '', ...found };
}

/** The first waits for the holder's transaction, all others for the place of the first. */
async function countWaiting(db: Knex, { table, holder, place }: Held): Promise<number> {
  const [found] = await rowsOf<{ waiting: string }>(
    db,
    `select count(*) as waiting from pg_locks
    where not granted and (
      (locktype = 'transactionid' and transactionid::text = ?)
      or (locktype = 'tuple' and relation = to_regclass(?) and format('(%s,%s)', page, tuple) = ?))`,
    [holder, table, place],
  );
  return Number(found?.waiting);
}
