import { startServerProcess } from '../../server-process';
import { drive, succeeded, type Driven } from '../load/drive';
import { countStatements, kindsPerRequest } from '../load/statements';
import type { BenchOptions } from '../options';
import { median, type BenchResult } from '../result';
import { openStage, type Stage } from '../stage';
import { claimsToMake } from '../town/claims-to-make';
import { openSpots, settleMembers } from '../town/settle';
import { runPgbench } from './run-pgbench';

const MEMBERS = 2000;
const OPENINGS = 200;
const CONNECTIONS = 16;
const CLAIMS = 5000;
const COUNTED = 100;

/** Who answers, and where. */
interface Side {
  readonly name: 'ours' | 'bare';
  readonly url: string;
}

/** Claims at our endpoint, at a bare server that does the same statements, and those alone. */
export async function measureClaim(folder: string, options: BenchOptions): Promise<BenchResult> {
  const stage = await openStage(folder);
  const bare = await startServerProcess(stage.env, 'dist/tools/bench/claim/bare-server.js');
  try {
    const members = await settleMembers(stage, MEMBERS * options.scale);
    const openings = await openSpots(stage, { spots: OPENINGS, slots: 1_000_000 });
    const next = claimsToMake(members, openings);
    const sides: Side[] = [
      { name: 'ours', url: stage.nodes[0]?.url ?? '' },
      { name: 'bare', url: bare.url },
    ];
    const unproved = await compareStatements(stage, sides, next);
    const amount = Math.round(CLAIMS * options.scale);
    const runs = { ours: [] as Driven[], bare: [] as Driven[] };
    const pgbench: number[] = [];
    for (const { url } of sides) await drive({ url, connections: CONNECTIONS, amount, next });
    for (let round = 0; round < options.rounds; round += 1) {
      for (const { name, url } of sides) {
        const before = await countClaims(stage);
        const run = await drive({ url, connections: CONNECTIONS, amount, next });
        const written = (await countClaims(stage)) - before;
        runs[name].push(run);
        if (written !== amount || succeeded(run) !== amount) {
          const told = JSON.stringify(run.statuses);
          unproved.push(`${name}: of ${amount} claims ${written} were written; answers: ${told}`);
        }
      }
      const alone = await runPgbench(stage, { folder, connections: CONNECTIONS, amount });
      if (alone !== null) pgbench.push(alone);
    }
    const middle = (all: readonly Driven[]) => median(all.map(({ perSecond }) => perSecond));
    const [ours, naked] = [middle(runs.ours), middle(runs.bare)];
    const alone = pgbench.length === 0 ? null : median(pgbench);
    return {
      ratios: { toBare: ours / naked, ...(alone !== null && { bareToPgbench: naked / alone }) },
      results: [
        { name: 'ours', perSecond: ours, ...latenciesOf(runs.ours) },
        { name: 'bare', perSecond: naked, ...latenciesOf(runs.bare) },
        ...(alone === null ? [] : [{ name: 'pgbench', perSecond: alone }]),
      ],
      unproved,
    };
  } finally {
    await bare.stop();
    await stage.close();
  }
}

function latenciesOf(runs: readonly Driven[]) {
  return {
    p50ms: median(runs.map(({ p50ms }) => p50ms)),
    p99ms: median(runs.map(({ p99ms }) => p99ms)),
  };
}

async function countClaims({ db }: Stage): Promise<number> {
  const [row] = await db('pioneer_claims').count<{ count: string }[]>({ count: '*' });
  return Number(row?.count);
}

/** The reference is an honest one only while it does what we do. */
async function compareStatements(
  { db }: Stage,
  sides: readonly Side[],
  next: ReturnType<typeof claimsToMake>,
): Promise<string[]> {
  const kinds: string[] = [];
  for (const { url } of sides) {
    const statements = await countStatements(db, () =>
      drive({ url, connections: 1, amount: COUNTED, next }),
    );
    kinds.push(JSON.stringify([...kindsPerRequest(statements, COUNTED)]));
  }
  const [ours, bare] = kinds;
  return ours === bare ? [] : [`the bare server does other statements:\n${ours}\n${bare}`];
}
