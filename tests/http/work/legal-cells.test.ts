import { randomUUID } from 'node:crypto';
import { kebabCase, uniqBy } from 'lodash';
import type { ClaimView } from 'strapi-plugin-pioneer/contract';
import { linkTo } from '../../support/content-manager';
import {
  BEGINNING_STATES,
  beginClaim,
  WORKFLOW_FOR,
  type BeginningState,
} from '../../support/beginnings';
import { endLease } from '../../support/end-lease';
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
  look,
  POOR_SCORES,
  type Opening,
  type ReachableState,
} from '../../support/work';
import { allCells, type Cell } from './cells';

/** What people do to claims; deadlines.test.ts tells of the system. */
const cells = allCells.filter(({ command, role }) => command !== 'claim' && role !== 'system');

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
/** By the state whose claims need one of their own. */
let workflows: Readonly<Record<string, object>>;
let parts: Readonly<Record<string, Part>>;

beforeAll(async () => {
  const above = await buildOrganisation(town);
  organisation = await buildOrganisation(town, { parent: above });
  const [claimant, evaluator, evaluatorAbove, both, manager, managing, bystander] =
    await Promise.all([
      buildMember(town, [['member', organisation]]),
      buildMember(town, [['evaluator', organisation]]),
      buildMember(town, [['evaluator', above]]),
      buildMember(town, [
        ['member', organisation],
        ['evaluator', organisation],
      ]),
      buildMember(town, [['manager', organisation]]),
      buildMember(town, [
        ['member', organisation],
        ['manager', organisation],
      ]),
      buildMember(town, [['member', organisation]]),
    ]);
  parts = {
    claimant: { giver: claimant, claimant, canRead: true },
    evaluator: { giver: evaluator, claimant, canRead: true },
    'evaluator-above': { giver: evaluatorAbove, claimant, canRead: true },
    'evaluator-who-had-part': { giver: both, claimant: both, canRead: true },
    manager: { giver: manager, claimant, canRead: true },
    'manager-who-had-part': { giver: managing, claimant: managing, canRead: true },
    bystander: { giver: bystander, claimant, canRead: false },
    anonymous: { giver: null, claimant, canRead: false },
  };
  // "closed" follows from "rejected" at once when nobody may appeal.
  const contents = { ...WORKFLOW_FOR, rejected: { appealWindowDays: 7 } };
  const made = Object.entries(contents).map(async ([state, content]) => {
    return [state, linkTo(await buildWorkflow(town, content))] as const;
  });
  workflows = Object.fromEntries(await Promise.all(made));
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
  const workflow = workflows[state];
  const data = workflow === undefined ? {} : { workflow };
  const opening = await buildOpening(town, { organisation, data });
  const claimId = await lead(state, opening, claimant);
  expect((await look(claimant, claimId)).state).toBe(state.replace('-acknowledged', ''));
  return { claimId, opening };
}

/** Leads a claim into the state and gives its id. */
async function lead(state: string, opening: Opening, claimant: Member): Promise<string> {
  const [evaluator, manager] = [partOf('evaluator').giver, partOf('manager').giver];
  if (evaluator === null || manager === null) throw new Error('nobody decides');
  if (isBeginning(state)) return (await beginClaim(town, state, { opening, claimant, manager })).id;
  const work = await buildClaim(town, { state: reachedBy(state), opening, claimant, evaluator });
  if (state === 'expired') await endLease(town, work.claim.id);
  return work.claim.id;
}

function isBeginning(state: string): state is BeginningState {
  return (BEGINNING_STATES as readonly string[]).includes(state);
}

/** How far commands lead; what the clock does after that is said above. */
function reachedBy(state: string): ReachableState {
  if (state === 'expired') return 'active';
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
    acceptOffer: { version },
    decline: { version, reason },
    extend: { version },
    approve: { version },
    refuse: { version, reason },
    allowWithdrawal: { version },
    denyWithdrawal: { version, reason },
    cancel: { version, reason },
    moveToTerms: { version, reason },
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
    path: `/api/pioneer/claims/${claimId}/${kebabCase(cell.command)}`,
    token: partOf(cell.role).giver?.token,
    body: bodyOf(cell.command, Number(version)),
  });
}

/** What the claim says that its reader may do, command by command. */
async function readAllowed(role: string, { claimId }: Standing): Promise<ClaimView['allowed']> {
  const call = partOf(role).giver?.call ?? town.visitor;
  return (await call('claims.findOne', { params: { id: claimId } })).data.allowed;
}

async function readRefusal({ role, command }: Cell, work: Standing) {
  const allowed = await readAllowed(role, work);
  return allowed.find((one) => one.command === command)?.refusal;
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

const readers = uniqBy(cells, ({ state, role }) => `${state} ${role}`).filter(
  ({ role }) => !['bystander', 'anonymous'].includes(role),
);

describe('a claim', () => {
  test.each(readers)('that is $state tells a $role beforehand what is allowed', async (reader) => {
    const work = await claimIn(reader.state, partOf(reader.role).claimant);
    const allowed = await readAllowed(reader.role, work);

    const told = allowed.map(({ command, refusal }) => [command, refusal?.code ?? null]);
    const expected = cells
      .filter(({ state, role }) => state === reader.state && role === reader.role)
      .map(({ command, outcome }) => [command, isRefusal(outcome) ? outcome : null]);
    expect(new Map(told as [string, string][])).toEqual(new Map(expected as [string, string][]));
  });
});

/** Core answers every cell; over HTTP each refusal of a command to a role is tried once. */
const refused = uniqBy(
  cells.filter(({ outcome }) => isRefusal(outcome)),
  ({ command, role, outcome }) => `${command} ${role} ${outcome}`,
);

describe('a command that is refused', () => {
  test.each(refused)(
    'changes nothing: $command on a claim that is $state, by $role, is $outcome',
    async (cell) => {
      const part = partOf(cell.role);
      const work = await claimIn(cell.state, part.claimant);
      const before = await untouchedRowsOf(work);
      const foretold = part.canRead ? await readRefusal(cell, work) : undefined;

      const answer = await give(cell, work, before.claim?.version);

      expect(codeOf(answer)).toBe(cell.outcome);
      expect(await footprintOf(town, placeOf(work))).toEqual(before);
      if (foretold !== undefined) expect(foretold?.message).toBe(answer.body.error?.message);
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
      expect(await readRefusal(cell, work)).toBeNull();

      const answer = await give(cell, work, before.version);

      expect(codeOf(answer)).toBe('200');
      const state = cell.outcome === 'same' ? before.state : cell.outcome;
      const version = Number(before.version) + 1;
      expect(answer.body.data as ClaimView).toMatchObject({ state, version });
      expect(await rowOf(work.claimId)).toMatchObject({ state, version });
      const events = town.rows('pioneer_events').where({ subject_id: work.claimId });
      const [last] = await events.clone().orderBy('subject_version', 'desc').limit(1);
      expect(last).toMatchObject({ subject_version: version, actor_id: part.giver?.id });
      expect(await count(events)).toBe(version);
      const { stored, counted } = await countersOf(town, work.opening.id);
      expect(stored).toEqual(counted);
    },
  );
});
