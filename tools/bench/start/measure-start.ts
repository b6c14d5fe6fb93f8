import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { memoryToldIn, readTold } from '../load/told-memory';
import { startNaiveServer } from '../naive/open-naive-town';
import type { BenchOptions } from '../options';
import { median, ratioByRound, type BenchResult } from '../result';
import { ARRIVALS_MS, MEMBERS, PLACES, settleOurs } from '../rush/sides';
import { openStage } from '../stage';
import { startServerProcess } from '../../server-process';
import { sizesOfInstall } from './sizes-of-install';

/** What is done at the start is over by then, and given back. */
const REST_MS = 5000;

const STARTERS = { ours: startServerProcess, strapi: startNaiveServer } as const;
type Name = keyof typeof STARTERS;

/**
 * How long a start takes on an empty database and on one that is there, and how much memory the server
 * then has: ours, and a Strapi with two types and one route. Ours after a rush, too, and what lies on the
 * disk.
 */
export async function measureStart(
  folder: string,
  { rounds, scale }: BenchOptions,
): Promise<BenchResult> {
  const file = join(folder, 'memory-of-stage.txt');
  const stage = await openStage(folder, { env: memoryToldIn(file) });
  try {
    const starts: Readonly<Record<Name, Started[]>> = { ours: [], strapi: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const name of Object.keys(STARTERS) as Name[]) {
        const databaseEnv = await stage.createDatabase(`${name}_${round}`);
        const env = { ...stage.env, ...databaseEnv };
        const cold = await start(name, env, folder);
        const warm = await start(name, env, folder);
        starts[name].push({ cold: cold.seconds, warm: warm.seconds, memory: warm.megabytes });
      }
    }
    const toStrapi = (figure: keyof Started) =>
      ratioByRound(
        starts.ours.map((started) => started[figure]),
        starts.strapi.map((started) => started[figure]),
      );
    const crowd = { members: MEMBERS * scale, places: PLACES * scale, rushes: 1 };
    const { unproved } = await (await settleOurs(stage, crowd)).play(ARRIVALS_MS);
    await wait(REST_MS);
    return {
      ratios: {
        coldToStrapi: toStrapi('cold'),
        warmToStrapi: toStrapi('warm'),
        memoryToStrapi: toStrapi('memory'),
      },
      results: [
        { name: 'ours', ...middleOf(starts.ours) },
        { name: 'strapi', ...middleOf(starts.strapi) },
        { name: 'oursAfterRush', megabytes: readTold(file).now },
        { name: 'install', ...sizesOfInstall() },
      ],
      unproved,
    };
  } finally {
    await stage.close();
  }
}

interface Started {
  readonly cold: number;
  readonly warm: number;
  readonly memory: number;
}

async function start(name: Name, env: NodeJS.ProcessEnv, folder: string) {
  const file = join(folder, `memory-${performance.now()}.txt`);
  const startedAt = performance.now();
  const server = await STARTERS[name]({ ...env, ...memoryToldIn(file) });
  const seconds = (performance.now() - startedAt) / 1000;
  await wait(REST_MS);
  const { now: megabytes } = readTold(file);
  await server.stop();
  return { seconds, megabytes };
}

function middleOf(starts: readonly Started[]) {
  const middle = (of: keyof Started) => median(starts.map((each) => each[of]));
  return { coldSeconds: middle('cold'), warmSeconds: middle('warm'), megabytes: middle('memory') };
}
