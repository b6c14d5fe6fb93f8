import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { importOrganisations, importSpots } from '../../http/import-rows';
import { untilSealed } from '../load/until-sealed';
import type { BenchOptions } from '../options';
import { median, ratioByRound, type BenchResult, type Measurement } from '../result';
import { openStage, type Stage } from '../stage';
import { runMeasured, type MeasuredRun } from './run-measured';

const EVENTS = 1_000_000;

/** What memory is compared with. */
const SMALL_SHARE = 0.1;

/** Rows of one call; the import sends them in parts. */
const PART = 10_000;

const PROGRAMS = {
  verify: 'dist/tools/verify.js',
  reading: 'dist/tools/bench/verify/read-events.js',
} as const;

type Name = keyof typeof PROGRAMS;

/**
 * Proves a record of a tenth of the events and one of all of them, by turns: how many a second, and whether
 * more events take more memory. Beside it, a program that only reads and hashes the same events.
 */
export async function measureVerify(
  folder: string,
  { scale, rounds }: BenchOptions,
): Promise<BenchResult> {
  const towns: Town[] = [];
  try {
    for (const share of [SMALL_SHARE, 1]) {
      towns.push(await buildTown(join(folder, `share-${share}`), EVENTS * share * scale));
    }
    const unproved: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const town of towns) unproved.push(...(await measure(town)));
    }
    const [small, large] = towns as [Town, Town];
    const [ofSmall, ofLarge] = [small.runs.verify, large.runs.verify];
    const longer = ratioByRound(secondsOf(ofLarge), secondsOf(ofSmall));
    return {
      ratios: {
        memory: ratioByRound(megabytesOf(ofLarge), megabytesOf(ofSmall)),
        perEvent: (longer * small.events) / large.events,
        toReading: ratioByRound(secondsOf(large.runs.reading), secondsOf(ofLarge)),
      },
      results: towns.flatMap(measurementsOf),
      unproved,
    };
  } finally {
    for (const { stage } of towns) await stage.close();
  }
}

/** A record that is there, and what proving and reading it came to, by round. */
interface Town {
  readonly stage: Stage;
  readonly folder: string;
  readonly events: number;
  readonly runs: Readonly<Record<Name, MeasuredRun[]>>;
}

/** Each on a PostgreSQL of its own; nothing else runs there any more. */
async function buildTown(folder: string, events: number): Promise<Town> {
  mkdirSync(folder);
  const stage = await openStage(folder);
  try {
    await importOrganisations(stage.administrator, [
      { code: 'TOWN', name: 'Town', kind: 'town', parentCode: null },
    ]);
    await fill(stage, events);
    await untilSealed(stage.db);
    const found = await countOf(stage.db('pioneer_events'));
    for (const node of stage.nodes) await node.stop();
    return { stage, folder, events: found, runs: { verify: [], reading: [] } };
  } catch (error) {
    await stage.close();
    throw error;
  }
}

/** One turn of each program; sentences for what did not see every event. */
async function measure({ stage, folder, events, runs }: Town): Promise<string[]> {
  const unproved: string[] = [];
  for (const [name, program] of Object.entries(PROGRAMS) as [Name, string][]) {
    const run = await runMeasured(program, stage.env, folder);
    runs[name].push(run);
    if (run.code === 0 && run.said.includes(`${events} events`)) continue;
    unproved.push(`${name} of ${events} events ended with ${run.code}: ${run.said}`);
  }
  return unproved;
}

function secondsOf(runs: readonly MeasuredRun[]): number[] {
  return runs.map(({ seconds }) => seconds);
}

function megabytesOf(runs: readonly MeasuredRun[]): number[] {
  return runs.map(({ megabytes }) => megabytes);
}

function measurementsOf({ events, runs }: Town): Measurement[] {
  return Object.entries(runs).map(([name, of]) => {
    const seconds = median(secondsOf(of));
    const perSecond = events / seconds;
    return { name, events, perSecond, seconds, megabytes: median(megabytesOf(of)) };
  });
}

/** Finds spots, each an event, until the record has so many. */
async function fill({ db, administrator }: Stage, events: number): Promise<void> {
  for (;;) {
    const found = await countOf(db('pioneer_events'));
    if (found >= events) return;
    const many = Math.min(PART, events - found);
    const rows = Array.from({ length: many }, (_, index) => ({
      code: `S${found + index}`,
      organisationCode: 'TOWN',
      category: `Category ${index % 20}`,
      address: `Street ${index % 500}, ${found + index}`,
      latitude: 30 + (index % 1000) / 1000,
      longitude: 120 + (index % 777) / 777,
      foundAt: null,
    }));
    await importSpots(administrator, rows);
  }
}

async function countOf(select: ReturnType<Stage['db']>): Promise<number> {
  const [row] = await select.count<{ count: string }[]>({ count: '*' });
  return Number(row?.count);
}
