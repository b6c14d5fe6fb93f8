import { drive, succeeded, type Driven } from '../load/drive';
import { countStatements, kindsPerRequest } from '../load/statements';
import type { BenchOptions } from '../options';
import { median, ratioByRound, type BenchResult, type Measurement } from '../result';
import { openTowns } from './open-towns';
import { prepare, type Prepared, type Question } from './question';

/** Of one measurement: ten of them may take longer than what counts. */
const REQUESTS = 200;

/** Requests whose statements are counted; what runs beside them now and then comes less often. */
const COUNTED = 100;

/** What became of one question. */
interface Answers {
  readonly name: string;
  /** By round; in each from the smallest town to the largest. */
  readonly rounds: Driven[][];
  readonly openings: readonly number[];
  readonly statements: readonly (number | null)[];
}

/**
 * Asks all questions in towns of three sizes, by turns, one request after the other. `growth` is how much
 * longer 95 of 100 readers wait in the largest than in the smallest, for the question for which it is most.
 */
export async function askTowns(
  folder: string,
  { scale, rounds }: BenchOptions,
  asking: { readonly list: string; readonly questions: readonly Question[] },
): Promise<BenchResult> {
  const towns = await openTowns(folder, scale);
  try {
    const unproved: string[] = [];
    const all: Answers[] = [];
    for (const question of asking.questions) {
      const prepared: Prepared[] = [];
      for (const town of towns.all) prepared.push(await prepare(town, asking.list, question));
      const statements = await countOn(prepared);
      all.push(await ask(question, prepared, { statements, rounds }));
      unproved.push(...findings(question, statements));
    }
    for (const { name, rounds: driven } of all) {
      const refused = driven.flat().filter((run) => succeeded(run) < run.sent);
      unproved.push(...refused.map(({ statuses }) => `${name}: ${JSON.stringify(statuses)}`));
    }
    const growths = Object.fromEntries(all.map((answers) => [answers.name, growthOf(answers)]));
    return {
      ratios: { growth: Math.max(...Object.values(growths)), ...growths },
      results: all.flatMap(measurementsOf),
      unproved,
    };
  } finally {
    await towns.close();
  }
}

async function ask(
  { name }: Question,
  prepared: readonly Prepared[],
  { statements, rounds }: { readonly statements: readonly Statements[]; readonly rounds: number },
): Promise<Answers> {
  // An answer that shows nothing takes fewer statements: pages are compared with pages.
  const asked = prepared.some(({ shown }) => shown.isEmpty) ? 'all' : 'shown';
  const driven: Driven[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const sizes: Driven[] = [];
    for (const { town, [asked]: turns } of prepared) {
      const { next } = turns;
      sizes.push(await drive({ url: town.url, connections: 1, amount: REQUESTS, next }));
    }
    driven.push(sizes);
  }
  return {
    name,
    rounds: driven,
    openings: prepared.map(({ town }) => town.openings),
    statements: statements.map(
      (kinds) => kinds && [...kinds.values()].reduce((all, one) => all + one),
    ),
  };
}

type Statements = ReadonlyMap<string, number> | null;

/** The statements that one request takes, by kind and table; null in a town where nothing is shown. */
async function countOn(prepared: readonly Prepared[]): Promise<Statements[]> {
  const statements: Statements[] = [];
  for (const { town, shown } of prepared) {
    const { next, isEmpty } = shown;
    const load = () => drive({ url: town.url, connections: 1, amount: COUNTED, next });
    const counted = isEmpty ? null : await countStatements(town.db, load);
    statements.push(counted === null ? null : kindsPerRequest(counted, COUNTED));
  }
  return statements;
}

function findings(
  { name, mayFindNothing = false }: Question,
  statements: readonly Statements[],
): string[] {
  const found: string[] = [];
  const kinds = statements.filter((one) => one !== null).map((one) => JSON.stringify([...one]));
  if (new Set(kinds).size > 1) {
    found.push(`${name}: larger towns take other statements:\n${kinds.join('\n')}`);
  }
  if (statements.at(-1) === null && !mayFindNothing) found.push(`${name}: nothing is shown`);
  return found;
}

/** The largest town beside the smallest, round by round. */
function growthOf({ rounds }: Answers): number {
  const waits = (size: number) => rounds.map((sizes) => sizes.at(size)?.p95ms ?? NaN);
  return ratioByRound(waits(-1), waits(0));
}

function measurementsOf({ name, rounds, openings, statements }: Answers): Measurement[] {
  return openings.map((many, size) => {
    const runs = rounds.flatMap((sizes) => sizes[size] ?? []);
    const middle = (of: (run: Driven) => number) => median(runs.map(of));
    return {
      name,
      openings: many,
      statements: statements[size] ?? undefined,
      perSecond: middle(({ perSecond }) => perSecond),
      p50ms: middle(({ p50ms }) => p50ms),
      p95ms: middle(({ p95ms }) => p95ms),
      p99ms: middle(({ p99ms }) => p99ms),
    };
  });
}
