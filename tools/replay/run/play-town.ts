import { randomBytes } from 'node:crypto';
import pLimit from 'p-limit';
import {
  createClient,
  MAX_PAGE_SIZE,
  type Call,
  type OpeningView,
} from 'strapi-plugin-pioneer/contract';
import { activateMembers } from '../../http/activate-members';
import { registerFirstAdministrator, type Administrator } from '../../http/administrator';
import { readPages } from '../../http/read-pages';
import { createJournal, type Journal } from '../evidence/journal';
import type { DatabaseEnv } from '../evidence/open-database';
import { planPeople } from '../plan/plan-people';
import { actingMembers, planWork, type SpotPlan } from '../plan/plan-work';
import type { Progress } from '../progress';
import { createRandom } from '../random';
import { organisationTreeOf } from '../spots/organisation-codes';
import type { Spot } from '../spots/spot';
import { createAnswerMeter, type AnswerCounts } from './answer-meter';
import { LEASE_HOURS, prepareTown, type Town } from './prepare-town';
import { publishTask } from './publish-task';
import { startServer } from './start-server';
import { witness, type WitnessedMember } from './witnessed-member';
import { workOpenings } from './work-openings';

export interface PlayRequest {
  readonly spots: readonly Spot[];
  readonly databaseEnv: DatabaseEnv;
  readonly journalFile: string;
  readonly contenders: number;
  readonly seed: number;
  readonly progress: Progress;
}

export interface Play {
  readonly counts: Readonly<AnswerCounts>;
  /** Openings that could not be worked on to their end, and why. */
  readonly failures: readonly string[];
  /** Answers that nobody expected. */
  readonly surprises: readonly string[];
}

/** The ways to a running server, and what is noted about them. */
interface Stage {
  readonly url: string;
  readonly send: typeof fetch;
  readonly administrator: Administrator;
  readonly visitor: Call;
  readonly journal: Journal;
  readonly progress: Progress;
}

/** Tasks that are published at the same time: an administrator with two hands and a script. */
const PUBLISHED_AT_ONCE = 2;
const HOUR = 60 * 60 * 1000;

/** Starts a server on the database, plays the whole plan through HTTP, and stops it. */
export async function playTown(request: PlayRequest): Promise<Play> {
  const { spots, contenders, seed, progress } = request;
  const tree = organisationTreeOf(spots);
  const people = planPeople({ spots, tree, contenders, random: createRandom(seed, -1) });
  const plans = planWork({ ...request, tree, people, random: createRandom(seed, -2) });
  const meter = createAnswerMeter();

  progress.start('Starting the server', 1);
  const server = await startServer(request.databaseEnv);
  progress.step();
  try {
    const { url, firstAdministratorUrl } = server;
    const stage: Stage = {
      url,
      send: meter.fetch,
      administrator: await registerAdministrator(url, firstAdministratorUrl, meter.fetch),
      visitor: createClient({ url, fetch: meter.fetch }),
      journal: createJournal(request.journalFile),
      progress,
    };
    const town = await prepareTown(stage.administrator, stage.visitor, {
      organisations: tree.rows,
      members: people.rows,
      categories: [...new Set(spots.map(({ category }) => category))],
    });
    const openings = await publishTasks(stage, plans, town);
    const members = await gatherMembers(stage, plans);
    const failures = await playWork(stage, plans, openings, members);
    return { counts: meter.counts, failures, surprises: meter.surprises };
  } finally {
    progress.stop();
    await server.stop();
  }
}

function registerAdministrator(
  url: string,
  firstAdministratorUrl: string | null,
  send: typeof fetch,
): Promise<Administrator> {
  if (firstAdministratorUrl === null) throw new Error('The database has an administrator already.');
  const password = `Aa1${randomBytes(18).toString('base64url')}`;
  const account = { firstname: 'Replay', email: 'replay@example.org', password };
  return registerFirstAdministrator({ url, firstAdministratorUrl, account, fetch: send });
}

/** Publishes a task for each row and finds its opening on the board, as members do. */
async function publishTasks(
  { administrator, visitor, journal, progress }: Stage,
  plans: readonly SpotPlan[],
  town: Town,
): Promise<ReadonlyMap<SpotPlan, OpeningView>> {
  progress.start('Publishing tasks', plans.length);
  const limit = pLimit(PUBLISHED_AT_ONCE);
  const tasks = await Promise.all(
    plans.map((plan, place) =>
      limit(async () => {
        const taskId = await publishTask(administrator, plan, town, place);
        journal.note({ what: 'publish', outcome: 'acknowledged', taskId });
        progress.step();
        return { plan, taskId };
      }),
    ),
  );
  const board = await readPages((cursor) =>
    visitor('openings.find', { query: { cursor, limit: MAX_PAGE_SIZE } }),
  );
  const openingOfTask = new Map(board.map((opening) => [opening.task.id, opening]));
  return new Map(
    tasks.flatMap(({ plan, taskId }) => {
      const opening = openingOfTask.get(taskId);
      return opening === undefined ? [] : [[plan, opening] as const];
    }),
  );
}

/** Activates those who will act, and nobody else. */
async function gatherMembers(
  { url, send, administrator, journal, progress }: Stage,
  plans: readonly SpotPlan[],
): Promise<ReadonlyMap<string, WitnessedMember>> {
  const accounts = actingMembers(plans).map((number) => ({
    number,
    password: randomBytes(12).toString('base64url'),
  }));
  progress.start('Activating members', accounts.length);
  const onActivated = progress.step;
  const options = { url, administrator, accounts, fetch: send, onActivated };
  const members = await activateMembers(options);
  return new Map([...members].map(([number, member]) => [number, witness(member, journal)]));
}

async function playWork(
  { administrator, progress }: Stage,
  plans: readonly SpotPlan[],
  openings: ReadonlyMap<SpotPlan, OpeningView>,
  members: ReadonlyMap<string, WitnessedMember>,
): Promise<string[]> {
  progress.start('Working', plans.length);
  const failures = await workOpenings({
    plans,
    openingOf: (plan) => demand(openings.get(plan), 'the task has no opening on the board'),
    memberOf: (number) => demand(members.get(number), `member ${number} was never activated`),
    async letLeasesEnd() {
      const offsetMs = (LEASE_HOURS + 1) * HOUR;
      await administrator.call('clock.adjust', { body: { offsetMs } });
    },
    onDone: progress.step,
  });
  return failures.map(({ key, error }) => `row ${key}: ${String((error as Error).message)}`);
}

function demand<Value>(value: Value | undefined, problem: string): Value {
  if (value === undefined) throw new Error(problem);
  return value;
}
