import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { countBy } from '../group';
import { startPostgres } from '../postgres';
import { databaseEnvOf, openDatabase } from '../replay/evidence/open-database';
import { checkNodes, verifyTown } from './check-nodes';
import type { Violation } from './checks/check-torture';
import { readHistory } from './history';
import { keepViolations } from './keep-violations';
import { letLoose } from './let-loose';
import { p99OfAnswers } from './latency';
import { look } from './look';
import { findGrownNodes } from './memory';
import { startNodes, type Machinery, type Node } from './nodes';
import type { TortureRequest } from './options';
import { setStage } from './set-stage';
import type { Summary } from './summary';

export interface Torture {
  readonly summary: Summary;
  readonly violations: readonly Violation[];
}

const DATABASE = 'pioneer';

/**
 * Starts everything, lets people and faults loose on it, and says what broke. Nothing of it runs any
 * more when this ends, however it does.
 */
export async function runTorture(request: TortureRequest): Promise<Torture> {
  const { say, folder, nodes: count } = request;
  say('Starting PostgreSQL and the nodes');
  const postgres = await startPostgres();
  let nodes: readonly Node[] = [];
  let db: Knex | undefined;
  try {
    await postgres.createDatabase(DATABASE);
    const databaseEnv = databaseEnvOf(postgres, DATABASE);
    nodes = await startNodes({ count, postgres, databaseEnv, folder });
    db = openDatabase(databaseEnv);
    return await torture(request, { postgres, nodes, db });
  } finally {
    await db?.destroy();
    await Promise.all(nodes.map((node) => node.stop()));
    await postgres.stop();
  }
}

async function torture(request: TortureRequest, machinery: Machinery): Promise<Torture> {
  const { seed, say, keepIn, plant } = request;
  const { nodes, db } = machinery;
  const stage = await setStage(request, machinery);
  await plant?.(db);
  const heldAtFirst = nodes.map((node) => node.memory());
  const quietly = await letLoose(request, machinery, stage);
  say('Looking at everything');
  const inTheEnd = await look(stage, machinery, request);
  const shown = await checkNodes(stage);
  const proved = await verifyTown(machinery);
  const memoryMB = nodes.map((node, place) => {
    return { start: heldAtFirst[place] ?? null, end: node.memory() };
  });
  const found = [quietly, inTheEnd, shown, proved, { violations: findGrownNodes(memoryMB) }];
  const violations = withoutRepetitions(found.flatMap((one) => one.violations));
  const { file } = stage.recorder;
  if (violations.length > 0) {
    await keepViolations(keepIn, file, db, violations);
    for (const { index, output } of nodes) {
      writeFileSync(join(keepIn, `node-${index}.log`), output());
    }
  }
  const history = await readHistory(file);
  const summary = {
    seed,
    operations: stage.recorder.sent,
    conflicts: stage.tally.conflicts,
    faults: Object.fromEntries(countBy(history.faults, ({ fault }) => fault)),
    violations: violations.length,
    probes: {
      ...inTheEnd.probes,
      ...shown.probes,
      ...proved.probes,
      meetings: stage.tally.meetings,
    },
    p99ms: p99OfAnswers(history),
    memoryMB,
  };
  return { summary, violations };
}

/** What was there once is mostly there the next time that somebody looks. */
function withoutRepetitions(violations: readonly Violation[]): Violation[] {
  return [...new Map(violations.map((one) => [`${one.invariant} ${one.sentence}`, one])).values()];
}
