import { randomUUID } from 'node:crypto';
import type { ClaimView } from 'strapi-plugin-pioneer/contract';
import { linkTo } from '../../support/content-manager';
import { endLease, FORCED_STATES, forceState, type ForcedState } from '../../support/forced-states';
import { codeOf } from '../../support/http';
import {
  buildMember,
  buildOrganisation,
  type Member,
  type Organisation,
} from '../../support/people';
import { count, countersOf, footprintOf, type Footprint, type Row } from '../../support/rows';
import { enterTown } from '../../support/town';
import {
  buildClaim,
  buildOpening,
  buildWorkflow,
  GOOD_SCORES,
  POOR_SCORES,
  type Opening,
  type ReachableState,
} from '../../support/work';
import { allCells, type Cell } from './cells';

const cells = allCells.filter(({ command }) => command !== 'claim');

const isRefusal = (outcome: string) => /^[A-Z]/.test(outcome);

const town = enterTown();
afterAll(() => town.leave());

/** Who gives the command, and whose claim it is about. */
interface Part {
  readonly giver: Member | null;
  readonly claimant: Member;
  /** Outsiders learn nothing of the claim; the others read what they may do. */
  readonly canRead: boolean;
}

let organisation: Organisation;
let appealable: object;
let parts: Readonly<Record<string, Part>>;

beforeAll(async () => {
  const above = await buildOrganisation(town);
  organisation = await buildOrganisation(town, { parent: above });
  const [claimant, evaluator, evaluatorAbove, both, manager, bystander] = await Promise.all([
    buildMember(town, [['member', organisation]]),
    buildMember(town, [['evaluator', organisation]]),
    buildMember(town, [['evaluator', above]]),
    buildMember(town, [
      ['member', organisation],
      ['evaluator', organisation],
    ]),
    buildMember(town, [['manager', organisation]]),
    buildMember(town, [['member', organisation]]),
  ]);
  parts = {
    claimant: { giver: claimant, claimant, canRead: true },
    evaluator: { giver: evaluator, claimant, canRead: true },
    'evaluator-above': { giver: evaluatorAbove, claimant, canRead: true },
    'evaluator-who-had-part': { giver: both, claimant: both, canRead: true },
    manager: { giver: manager, claimant, canRead: true },
    bystander: { giver: bystander, claimant, canRead: false },
    anonymous: { giver: null, claimant, canRead: false },
  };
  appealable = linkTo(await buildWorkflow(town, { appealWindowDays: 7 }));
});

function partOf(role: string): Part {
  const part = parts[role];
  if (part === undefined) throw new Error(`unknown role: ${role}`);
  return part;
}

interface Standing {
  readonly claimId: string;
  readonly opening: Opening;
}

/** Claims that stand in a state; refusals leave them there, so that many cells share one. */
const standing = new Map<string, Standing>();

async function claimIn(state: string, claimant: Member): Promise<Standing> {
  const key = `${state} ${claimant.id}`;
  const found = standing.get(key) ?? (await buildStanding(state, claimant));
  standing.set(key, found);
  return found;
}

async function buildStanding(state: string, claimant: Member): Promise<Standing> {
  // "closed" follows from "rejected" at once when nobody may appeal.
  const data = state === 'rejected' ? { workflow: appealable } : {};
  const opening = await buildOpening(town, { organisation, data });
  const { giver: evaluator } = partOf('evaluator');
  if (evaluator === null) throw new Error('nobody evaluates');
  const work = await buildClaim(town, { state: reachedBy(state), opening, claimant, evaluator });
  const claimId = work.claim.id;
  if (isForced(state)) await forceState(town, { claimId, opening, state });
  if (state === 'expired') await endLease(town, claimId);
  const { data: read } = await claimant.call('claims.findOne', { params: { id: claimId } });
  expect(read.state).toBe(state.replace('-acknowledged', ''));
  return { claimId, opening };
}

function isForced(state: string): state is ForcedState {
  return (FORCED_STATES as readonly string[]).includes(state);
}

/** How far commands lead; what the clock or SQL does after that is said above. */
function reachedBy(state: string): ReachableState {
  if (isForced(state) || state === 'expired') return 'active';
  return state === 'closed' ? 'rejected' : (state as ReachableState);
}

async function rowOf(claimId: string): Promise<Row> {
  const row = await town.rows('pioneer_claims').where({ document_id: claimId }).first<Row>();
  if (row === undefined) throw new Error(`no claim ${claimId}`);
  return row;
}

function bodyOf(command: string, version: number): object {
  const reason = '理由如下。';
  const entry = { version, clientId: randomUUID(), text: '进展顺利。' };
  const bodies: Readonly<Record<string, object>> = {
    report: { ...entry, percent: 55 },
    submit: { ...entry, selfCheck: GOOD_SCORES },
    acknowledge: { version },
    withdraw: { version, reason },
    accept: { version, scores: GOOD_SCORES, reason },
    return: { version, reason },
    reject: { version, scores: POOR_SCORES, reason },
  };
  return bodies[command] ?? {};
}

async function give(cell: Cell, { claimId }: Standing, version: unknown) {
  return town.send({
    method: 'POST',
    path: `/api/pioneer/claims/${claimId}/${cell.command}`,
    token: partOf(cell.role).giver?.token,
    body: bodyOf(cell.command, Number(version)),
  });
}

/** What a claim that stands says to each of its readers; refusals do not change it. */
const told = new Map<string, ClaimView['allowed']>();

/** What the claim itself says that its reader may do. */
async function readAllowed(cell: Cell, { claimId }: Standing) {
  const key = `${claimId} ${cell.role}`;
  const allowed = told.get(key) ?? (await ask(cell, claimId));
  told.set(key, allowed);
  return allowed.find(({ command }) => command === cell.command)?.refusal;
}

async function ask({ role }: Cell, id: string): Promise<ClaimView['allowed']> {
  const call = partOf(role).giver?.call ?? town.visitor;
  return (await call('claims.findOne', { params: { id } })).data.allowed;
}

/** The rows of a claim that stands: as they were before the next command, and after the last. */
const untouched = new Map<string, Footprint>();

async function untouchedRowsOf(work: Standing): Promise<Footprint> {
  const rows = untouched.get(work.claimId) ?? (await footprintOf(town, placeOf(work)));
  untouched.set(work.claimId, rows);
  return rows;
}

function placeOf({ claimId, opening }: Standing) {
  return { claimId, openingId: opening.id };
}

describe('a command that is refused', () => {
  test.each(cells.filter(({ outcome }) => isRefusal(outcome)))(
    'changes nothing: $command on a claim that is $state, by $role, is $outcome',
    async (cell) => {
      const part = partOf(cell.role);
      const work = await claimIn(cell.state, part.claimant);
      const before = await untouchedRowsOf(work);
      const foretold = part.canRead ? await readAllowed(cell, work) : undefined;

      const answer = await give(cell, work, before.claim?.version);

      expect(codeOf(answer)).toBe(cell.outcome);
      expect(await footprintOf(town, placeOf(work))).toEqual(before);
      if (foretold === undefined) return;
      expect(foretold).toMatchObject({ code: cell.outcome, message: answer.body.error?.message });
    },
  );
});

describe('a command that is carried out', () => {
  test.each(cells.filter(({ outcome }) => !isRefusal(outcome)))(
    '$command by $role leads from $state to $outcome by one version and one event',
    async (cell) => {
      const part = partOf(cell.role);
      const work = await claimIn(cell.state, part.claimant);
      standing.delete(`${cell.state} ${part.claimant.id}`);
      const before = await rowOf(work.claimId);
      expect(await readAllowed(cell, work)).toBeNull();

      const answer = await give(cell, work, before.version);

      expect(codeOf(answer)).toBe('200');
      const state = cell.outcome === 'same' ? before.state : cell.outcome;
      const version = Number(before.version) + 1;
      expect(answer.body.data as ClaimView).toMatchObject({ state, version });
      expect(await rowOf(work.claimId)).toMatchObject({ state, version });
      const events = town.rows('pioneer_events').where({ subject_id: work.claimId });
      const [last] = await events.clone().orderBy('subject_version', 'desc').limit(1);
      expect(last).toMatchObject({ subject_version: version, actor_id: part.giver?.id });
      // Claims that SQL put into their state have no event of that.
      expect(await count(events)).toBe(version);
      const { stored, counted } = await countersOf(town, work.opening.id);
      expect(stored).toEqual(counted);
    },
  );
});
