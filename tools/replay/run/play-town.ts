import { randomBytes } from 'node:crypto';
import {
  createClient,
  type Call,
  type ClaimMode,
  type SpotImportRow,
} from 'strapi-plugin-pioneer/contract';
import { activateMembers } from '../../http/activate-members';
import { registerFirstAdministrator, type Administrator } from '../../http/administrator';
import { createJournal, type Journal } from '../evidence/journal';
import type { DatabaseEnv } from '../evidence/open-database';
import { planModes } from '../plan/plan-modes';
import { planPeople } from '../plan/plan-people';
import {
  actingMembers,
  planOrganisations,
  planWork,
  type OrganisationPlan,
  type SpotPlan,
} from '../plan/plan-work';
import type { Progress } from '../progress';
import { createRandom } from '../random';
import type { OrganisationTree } from '../spots/organisation-codes';
import type { Spot } from '../spots/spot';
import { createAnswerMeter, type AnswerCounts } from './answer-meter';
import { enrolMembers } from './enrol-members';
import { LEASE_HOURS, prepareTown, type Town } from './prepare-town';
import { publishTasks, type Board } from './publish-tasks';
import { startServer } from './start-server';
import { witness, type WitnessedMember } from './witnessed-member';
import { workOpenings } from './work-openings';

export interface PlayRequest {
  readonly spots: readonly Spot[];
  readonly tree: OrganisationTree;
  /** How many members the town has at least. */
  readonly members: number;
  readonly databaseEnv: DatabaseEnv;
  readonly journalFile: string;
  /** Where the server keeps files. */
  readonly folder: string;
  readonly contenders: number;
  readonly seed: number;
  readonly progress: Progress;
}

export interface Play {
  readonly counts: Readonly<AnswerCounts>;
  /** How long it took until every member was enrolled in one task. */
  readonly enrolSeconds: number;
  /** Openings that could not be worked on to their end, and why. */
  readonly failures: readonly string[];
  /** Answers that nobody expected. */
  readonly surprises: readonly string[];
}

/** What is going to happen, decided by the seed. */
interface Script {
  readonly plans: readonly SpotPlan[];
  readonly organisations: readonly OrganisationPlan[];
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

const HOUR = 60 * 60 * 1000;

/** Starts a server on the database, plays the whole plan through HTTP, and stops it. */
export async function playTown(request: PlayRequest): Promise<Play> {
  const { spots, tree, contenders, seed, progress } = request;
  const size = request.members;
  const people = planPeople({ spots, tree, contenders, size, random: createRandom(seed, -1) });
  const modes = planModes(spots);
  const given = { spots, tree, people, modes, contenders, seed, random: createRandom(seed, -2) };
  const script = { plans: planWork(given), organisations: planOrganisations(given) };
  const meter = createAnswerMeter();

  progress.start('Starting the server', 1);
  const server = await startServer(request.databaseEnv, request.folder);
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
    progress.start('Importing', 1);
    const town = await prepareTown(stage.administrator, stage.visitor, {
      organisations: tree.rows,
      members: people.rows,
      spots: script.plans.map(spotRowOf),
      modes: new Map<string, ClaimMode>(modes),
    });
    const board = await publishTasks(stage, script.plans, town);
    const members = await gatherMembers(stage, script);
    const failures = await playWork(stage, script, { town, board, members });
    const enrolSeconds = await enrolMembers(stage, town);
    return { counts: meter.counts, enrolSeconds, failures, surprises: meter.surprises };
  } finally {
    progress.stop();
    await server.stop();
  }
}

function spotRowOf({ spot, organisationCode }: SpotPlan): SpotImportRow {
  const { key: code, category, address, latitude, longitude, openedAt } = spot;
  const foundAt = openedAt.toISOString();
  return { code, organisationCode, category, address, latitude, longitude, foundAt };
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

/** Activates those who will act, and nobody else. */
async function gatherMembers(
  { url, send, administrator, journal, progress }: Stage,
  { plans, organisations }: Script,
): Promise<ReadonlyMap<string, WitnessedMember>> {
  const accounts = actingMembers(plans, organisations).map((number) => ({
    number,
    password: randomBytes(12).toString('base64url'),
  }));
  progress.start('Activating members', accounts.length);
  const onActivated = progress.step;
  const options = { url, administrator, accounts, fetchFor: () => send, onActivated };
  const members = await activateMembers(options);
  return new Map([...members].map(([number, member]) => [number, witness(member, journal)]));
}

async function playWork(
  { administrator, progress }: Stage,
  { plans, organisations }: Script,
  place: {
    readonly town: Town;
    readonly board: Board;
    readonly members: ReadonlyMap<string, WitnessedMember>;
  },
): Promise<string[]> {
  const { town, board, members } = place;
  progress.start('Working', plans.length + organisations.length);
  const failures = await workOpenings({
    plans,
    organisations,
    openingOf: (plan) => {
      const opening =
        'spot' in plan
          ? board.spots.get(plan.spot.key)
          : board.organisations.get(town.organisations.get(plan.organisationCode) ?? '');
      return demand(opening, 'it has no opening on the board');
    },
    memberOf: (number) => demand(members.get(number), `member ${number} was never activated`),
    async letLeasesEnd() {
      const offsetMs = (LEASE_HOURS + 1) * HOUR;
      await administrator.call('clock.adjust', { body: { offsetMs } });
    },
    onDone: progress.step,
  });
  return failures.map(({ key, error }) => `${key}: ${String((error as Error).message)}`);
}

function demand<Value>(value: Value | undefined, problem: string): Value {
  if (value === undefined) throw new Error(problem);
  return value;
}
