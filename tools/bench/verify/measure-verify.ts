import { importOrganisations, importSpots } from '../../http/import-rows';
import { untilSealed } from '../load/until-sealed';
import type { BenchOptions } from '../options';
import type { BenchResult, Measurement } from '../result';
import { openStage, type Stage } from '../stage';
import { runMeasured } from './run-measured';

const EVENTS = 1_000_000;

/** What memory is compared with. */
const SMALL_SHARE = 0.1;

/** Rows of one call; the import sends them in parts. */
const PART = 10_000;

/**
 * Proves a record of a tenth of the events and of all of them: how many a second, and whether more
 * events take more memory. Beside it, a program that only reads and hashes the same events.
 */
export async function measureVerify(folder: string, { scale }: BenchOptions): Promise<BenchResult> {
  const stage = await openStage(folder);
  try {
    await importOrganisations(stage.administrator, [
      { code: 'TOWN', name: 'Town', kind: 'town', parentCode: null },
    ]);
    const small = await measureWith(stage, folder, EVENTS * SMALL_SHARE * scale);
    const large = await measureWith(stage, folder, EVENTS * scale);
    const flat = (of: (one: Measured) => number) => of(large) / of(small);
    return {
      ratios: {
        memory: flat(({ verify }) => verify.megabytes),
        perEvent: flat(({ verify, events }) => verify.seconds / events),
        toReading: large.reading.seconds / large.verify.seconds,
      },
      results: [small, large].flatMap(measurementsOf),
      unproved: [small, large].flatMap(({ unproved }) => unproved),
    };
  } finally {
    await stage.close();
  }
}

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
}

interface Measured {
  readonly events: number;
  readonly verify: Run;
  readonly reading: Run;
  readonly unproved: readonly string[];
}

function measurementsOf({ events, verify, reading }: Measured): Measurement[] {
  return Object.entries({ verify, reading }).map(([name, { seconds, megabytes }]) => {
    return { name, events, perSecond: events / seconds, seconds, megabytes };
  });
}

async function measureWith(stage: Stage, folder: string, events: number): Promise<Measured> {
  await fill(stage, events);
  await untilSealed(stage.db);
  const found = await countOf(stage.db('pioneer_events'));
  const reading = await runMeasured('dist/tools/bench/verify/read-events.js', stage.env, folder);
  const verify = await runMeasured('dist/tools/verify.js', stage.env, folder);
  const isProved = verify.code === 0 && verify.said.includes(`${found} events`);
  const unproved = isProved
    ? []
    : [`verify of ${found} events ended with ${verify.code}: ${verify.said}`];
  if (!reading.said.includes(`${found} events`)) unproved.push(`reading: ${reading.said}`);
  return { events: found, verify, reading, unproved };
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
