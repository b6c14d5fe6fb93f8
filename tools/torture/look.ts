import { evidenceFolderIn } from '../replay/run/start-server';
import { CHECKS, checkTorture, type Invariant, type Verdict } from './checks/check-torture';
import { untilReady } from './faults';
import { readHistory } from './history';
import { journalOf } from './journal-of';
import type { Machinery } from './nodes';
import type { TortureRequest } from './options';
import type { Stage } from './work/stage';

export const INVARIANTS = Object.keys(CHECKS) as Invariant[];

/** What takes long on a long history, and is as plain in the end as in between. */
const AT_THE_END: readonly Invariant[] = ['I20', 'I22', 'I23', 'I24'];
export const QUICK_INVARIANTS = INVARIANTS.filter((one) => !AT_THE_END.includes(one));

/**
 * Waits until everything is there and done, and checks what one moment of the database holds.
 * Nobody may be at work.
 */
export async function look(
  { recorder, clock, administrators }: Stage,
  { nodes, db }: Machinery,
  { folder }: Pick<TortureRequest, 'folder'>,
  invariants: readonly Invariant[] = INVARIANTS,
): Promise<Verdict> {
  await untilReady(nodes);
  for (const administrator of administrators) await clock.settle(administrator);
  const history = await readHistory(recorder.file);
  const evidence = { journal: journalOf(history), files: evidenceFolderIn(folder), history };
  return db.transaction((trx) => checkTorture({ db: trx, ...evidence }, invariants), {
    isolationLevel: 'repeatable read',
  });
}
