import { randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { registerFirstAdministrator } from '../http/administrator';
import { startPostgres, type Postgres } from '../postgres';
import { databaseEnvOf, openDatabase } from '../replay/evidence/open-database';
import { createRandom, type Random } from '../replay/random';
import { evidenceFolderIn } from '../replay/run/start-server';
import { checkNodes, verifyTown } from './check-nodes';
import { CHECKS, checkTorture, type Invariant, type Verdict } from './checks/check-torture';
import type { Violation } from './checks/check-torture';
import { doFault, untilReady, type Victims } from './faults';
import { Gate } from './gate';
import { createRecorder, readHistory } from './history';
import { journalOf } from './journal-of';
import { keepViolations } from './keep-violations';
import { startNodes, type Node } from './nodes';
import type { Fault, TortureOptions } from './options';
import { foundTown, type Actor } from './town/found-town';
import { createTownClock } from './town/town-clock';
import { AdministratorsWork, officeOf } from './work/administrators';
import { MEETINGS } from './work/meetings';
import {
  claimantStep,
  deputyStep,
  evaluatorStep,
  managerStep,
  representativeStep,
  type Step,
} from './work/members';
import type { Stage } from './work/stage';

/** The one line of JSON that a run ends with. */
export interface Summary {
  readonly seed: number;
  readonly operations: number;
  readonly conflicts: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: number;
  readonly probes: Readonly<Record<string, number>>;
}

export interface Torture {
  readonly summary: Summary;
  readonly violations: readonly Violation[];
}

export interface TortureRequest extends TortureOptions {
  /** For everything that the run leaves while it runs. */
  readonly folder: string;
  /** Where violations are kept. */
  readonly keepIn: string;
  readonly say: (line: string) => void;
}

const MINUTE_MS = 60_000;
const DATABASE = 'pioneer';
/** People think between two steps. */
const THINK_MS = [20, 400] as const;
const MEET_EVERY_MS = [500, 3000] as const;
const ADMINISTRATE_EVERY_MS = [100, 900] as const;
const FAULT_EVERY_MS = [1000, 6000] as const;
/** How often everybody stops and the database is looked at. */
const QUIET_EVERY_MS = 45_000;
const TASKS_AT_FIRST = 12;
/** No request waits longer: whatever came of it is unknown then. */
const REQUEST_PATIENCE_MS = 30_000;

/** What only the whole history can tell, and takes long for: looked at in the end. */
const AT_THE_END: ReadonlySet<Invariant> = new Set<Invariant>(['I20', 'I22', 'I23', 'I24']);

/** Starts everything, lets people and faults loose on it, and says what broke. */
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
    postgres.resume();
    await db?.destroy();
    await Promise.all(nodes.map((node) => node.stop()));
    await postgres.stop();
  }
}

interface Machinery {
  readonly postgres: Postgres;
  readonly nodes: readonly Node[];
  readonly db: Knex;
}

async function torture(request: TortureRequest, machinery: Machinery): Promise<Torture> {
  const { seed, say, folder, keepIn } = request;
  const { nodes, db } = machinery;
  const stage = await setStage(request, machinery);
  const { recorder } = stage;
  const victims: Victims = {
    ...machinery,
    evidence: evidenceFolderIn(folder),
    clock: stage.clock,
    recorder,
  };
  const quietly = await workFor(request, stage, victims);
  say('Looking at everything');
  const inTheEnd = await look(stage, nodes, folder);
  const shown = await checkNodes(stage);
  const proved = await verifyTown(nodeAt(nodes, 0));
  const violations = [
    ...new Map(
      [...quietly, ...inTheEnd.violations, ...shown.violations, ...proved.violations].map(
        (violation) => [`${violation.invariant} ${violation.sentence}`, violation],
      ),
    ).values(),
  ];
  if (violations.length > 0) {
    await keepViolations(keepIn, recorder.file, db, violations);
    for (const { index, output } of nodes) {
      writeFileSync(join(keepIn, `node-${index}.log`), output());
    }
  }
  const { faults } = await readHistory(recorder.file);
  const summary = {
    seed,
    operations: recorder.sent,
    conflicts: stage.tally.conflicts,
    faults: countBy(faults.map(({ fault }) => fault)),
    violations: violations.length,
    probes: { ...inTheEnd.probes, API: shown.looked, verify: proved.looked },
  };
  return { summary, violations };
}

function nodeAt(nodes: readonly Node[], index: number): Node {
  const node = nodes[index];
  if (node === undefined) throw new Error(`There is no node ${index}.`);
  return node;
}

/** Founds the town through the first node, and introduces everybody to the others. */
async function setStage(
  { seed, folder, say }: TortureRequest,
  { nodes, db }: Machinery,
): Promise<Stage> {
  const { url, firstAdministratorUrl } = nodeAt(nodes, 0);
  if (firstAdministratorUrl === null) throw new Error('The database has an administrator already.');
  const account = {
    firstname: 'Torture',
    email: 'torture@example.org',
    password: `Aa1${randomBytes(18).toString('base64url')}`,
  };
  say('Founding the town');
  const administrator = await registerFirstAdministrator({
    url,
    firstAdministratorUrl,
    account,
    fetch: sendPatiently,
  });
  const town = await foundTown({
    url,
    administrator,
    random: createRandom(seed, -1),
    fetch: sendPatiently,
  });
  return {
    town,
    urls: nodes.map((node) => node.url),
    administrators: nodes.map((node) => administrator.at(node.url)),
    recorder: createRecorder(join(folder, 'history.jsonl')),
    db,
    clock: createTownClock(administrator),
    openings: [],
    claimIds: [],
    tally: { conflicts: 0 },
  };
}

/** Sends as a browser behind a proxy does, which gives requests their ids, and waits for so long. */
const sendPatiently: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('x-request-id', randomUUID());
  return fetch(input, { ...init, headers, signal: AbortSignal.timeout(REQUEST_PATIENCE_MS) });
};

/** Lets everybody work until the time is up; gives what was found whenever all stood still. */
async function workFor(
  { minutes, seed, faults, say, folder }: TortureRequest,
  stage: Stage,
  victims: Victims,
): Promise<Violation[]> {
  const gate = new Gate();
  const end = Date.now() + minutes * MINUTE_MS;
  const found: Violation[] = [];
  let streams = 0;
  const loop = async (
    pause: readonly [least: number, most: number],
    step: (random: Random) => Promise<void>,
  ) => {
    streams += 1;
    const random = createRandom(seed, streams);
    while (Date.now() < end) {
      await gate.step(() => step(random));
      await wait(random.integer(...pause));
    }
  };
  const offices = new AdministratorsWork(stage, createRandom(seed, -2));
  for (let task = 0; task < TASKS_AT_FIRST; task += 1) {
    await offices.publish((['open', 'apply', 'assign'] as const)[task % 3] ?? 'open');
  }
  say(`Working for ${minutes} minutes, seed ${seed}, faults: ${faults.join(', ') || 'none'}`);
  await Promise.all([
    ...castOf(stage).map(([actor, step]) => loop(THINK_MS, (random) => step(stage, random, actor))),
    loop(ADMINISTRATE_EVERY_MS, () => offices.step()),
    loop(MEET_EVERY_MS, (random) => random.pick(MEETINGS)(stage, random)),
    ...(faults.length === 0 ? [] : [loop(FAULT_EVERY_MS, faultStep(faults, victims, say))]),
    lookNowAndThen(end, () =>
      gate.quiet(async () => {
        const { violations } = await look(stage, victims.nodes, folder, isQuick);
        say(`${stage.recorder.sent} requests, ${stage.tally.conflicts} conflicts`);
        found.push(...violations);
      }),
    ),
  ]);
  await offices.restore();
  return found;
}

function faultStep(faults: readonly Fault[], victims: Victims, say: (line: string) => void) {
  return async (random: Random) => {
    const fault = random.pick(faults);
    say(`  ${fault}`);
    await doFault(fault, victims, random);
  };
}

function isQuick(invariant: Invariant): boolean {
  return !AT_THE_END.has(invariant);
}

async function lookNowAndThen(end: number, lookOnce: () => Promise<void>): Promise<void> {
  while (Date.now() + QUIET_EVERY_MS < end) {
    await wait(QUIET_EVERY_MS);
    await lookOnce();
  }
}

function castOf({ town }: Stage): (readonly [Actor, Step])[] {
  const cast = (actors: readonly Actor[], step: Step) =>
    actors.map((actor) => [actor, step] as const);
  return [
    ...cast(town.claimants, claimantStep),
    ...cast(town.leavers, claimantStep),
    ...cast(town.representatives, representativeStep),
    ...cast(town.evaluators, evaluatorStep),
    ...cast(town.managers, managerStep),
    ...town.deputies.map((actor) => [actor, deputyStep(officeOf(actor.id))] as const),
  ];
}

/** Waits until everything is there and done, and checks what one moment of the database holds. */
async function look(
  { db, recorder, clock, administrators }: Stage,
  nodes: readonly Node[],
  folder: string,
  isWanted: (invariant: Invariant) => boolean = () => true,
): Promise<Verdict> {
  await untilReady(nodes);
  for (const administrator of administrators) await clock.settle(administrator);
  const history = await readHistory(recorder.file);
  const invariants = (Object.keys(CHECKS) as Invariant[]).filter(isWanted);
  return db.transaction(
    (trx) =>
      checkTorture(
        { db: trx, journal: journalOf(history), files: evidenceFolderIn(folder), history },
        invariants,
      ),
    { isolationLevel: 'repeatable read' },
  );
}

function countBy(items: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
}
