import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServerProcess } from '../../server-process';
import { drive, type Asked } from '../load/drive';
import { countStatements, kindsPerRequest } from '../load/statements';
import { takeTurns, type Side } from '../load/take-turns';
import { untilSealed } from '../load/until-sealed';
import { startNaive } from '../naive/start-naive';
import type { BenchOptions } from '../options';
import type { BenchResult } from '../result';
import { openStage, type Stage } from '../stage';
import { recordStep } from './record-step';
import { hasPgbench, runPgbench } from './run-pgbench';
import type { Line } from './script';
import { STEPS, type Step } from './steps';

const CONNECTIONS = 16;
/** Of how many requests the statements are counted, and how many are asked for to record them. */
const COUNTED = 100;
const RECORDED = 10;
/** Who takes requests: ours, the bare server, pgbench. */
const TAKERS = 3;

/** A step at our endpoint, at a bare server that does the same statements, and these alone. */
export function measureStep(name: keyof typeof STEPS) {
  return async (folder: string, { rounds, scale }: BenchOptions): Promise<BenchResult> => {
    const stage = await openStage(folder);
    const closing: (() => Promise<unknown>)[] = [stage.close];
    try {
      const step: Step = STEPS[name];
      const amount = Math.ceil((step.amount * scale) / CONNECTIONS) * CONNECTIONS;
      const requests = RECORDED + 2 * COUNTED + TAKERS * (rounds + 1) * amount;
      const next = await step.prepare(stage, requests, scale);
      const lines = await recordStep(stage, folder, next);
      const bare = await startBare(stage, folder, lines);
      closing.push(bare.stop);
      const urls = { ours: stage.nodes[0]?.url ?? '', bare: bare.url };
      const differences = await compareStatements(stage, urls, next);

      const load = { connections: CONNECTIONS, amount, next };
      const count = async () => {
        // Our node would seal what others have done while it is measured.
        await untilSealed(stage.db);
        return step.count(stage.db);
      };
      const sides: Side[] = Object.entries(urls).map(([side, url]) => {
        return { name: side, measure: () => drive({ ...load, url }), count };
      });
      const isPgbenchThere = await hasPgbench();
      if (isPgbenchThere) {
        const measure = () => runPgbench(stage, { ...load, folder, lines });
        sides.push({ name: 'pgbench', measure, count });
      }
      const naive = name === 'claim' ? await startNaive(stage, load) : null;
      if (naive !== null) closing.push(naive.close);
      const compared = await takeTurns(naive === null ? sides : [...sides, naive], rounds);
      const over = (one: string, other: string) => compared.ratio('perSecond', one, other);
      return {
        ratios: {
          toBare: over('ours', 'bare'),
          ...(isPgbenchThere && { bareToPgbench: over('bare', 'pgbench') }),
          ...(naive !== null && { toNaive: over('ours', 'naive') }),
        },
        results: [
          ...compared.results,
          ...(naive === null ? [] : [{ name: 'naiveRush', oversold: await naive.oversell() }]),
        ],
        unproved: [...differences, ...compared.unproved],
      };
    } finally {
      for (const close of closing.reverse()) await close();
    }
  };
}

async function startBare({ env }: Stage, folder: string, lines: readonly Line[]) {
  const file = join(folder, 'script.json');
  writeFileSync(file, JSON.stringify(lines));
  return startServerProcess({ ...env, BARE_SCRIPT: file }, 'dist/tools/bench/work/bare-server.js');
}

/** The reference is an honest one only while it does what we do. */
async function compareStatements(
  { db }: Stage,
  urls: Readonly<Record<'ours' | 'bare', string>>,
  next: () => Asked,
): Promise<string[]> {
  const kindsAt = async (url: string) => {
    const work = () => drive({ url, connections: 1, amount: COUNTED, next });
    return JSON.stringify([...kindsPerRequest(await countStatements(db, work), COUNTED)]);
  };
  const [ours, bare] = [await kindsAt(urls.ours), await kindsAt(urls.bare)];
  return ours === bare ? [] : [`the bare server does other statements:\n${ours}\n${bare}`];
}
