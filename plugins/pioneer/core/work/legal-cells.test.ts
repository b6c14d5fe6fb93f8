import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { HOUR } from '../time';
import { decideBeginning, type OpeningFacts } from './claim-opening';
import type { ActorFacts, ClaimFacts } from './claim-facts';
import { decideClaim } from './decide-claim';
import { CLAIM_STATES, type ClaimantKind, type ClaimState } from './states';
import { GIVEN_COMMANDS } from './given-commands';
import { CLAIM_COMMANDS, transitionOf, type ClaimCommand } from './transitions';

/** Written by hand; nothing but tests reads it. */
const CELLS_FILE = join(__dirname, '../../../../tests/http/work/legal-cells.csv');

interface Cell {
  readonly state: string;
  readonly command: string;
  readonly role: string;
  readonly outcome: string;
}

const cells: Cell[] = parse(readFileSync(CELLS_FILE), { columns: true });

const NOW = Date.UTC(2026, 5, 1, 8);

/** Whoever is not in this list does not get as far as the rules. */
const ACTORS: Readonly<Record<string, ActorFacts>> = {
  claimant: { roles: ['claimant'], hadPart: true, isOwnWork: true, isAsked: false },
  evaluator: { roles: ['evaluator'], hadPart: false, isOwnWork: false, isAsked: true },
  'evaluator-above': { roles: ['evaluator'], hadPart: false, isOwnWork: false, isAsked: false },
  'evaluator-who-had-part': {
    roles: ['claimant', 'evaluator'],
    hadPart: true,
    isOwnWork: true,
    isAsked: true,
  },
  manager: { roles: ['manager'], hadPart: false, isOwnWork: false, isAsked: false },
  'manager-who-had-part': {
    roles: ['claimant', 'manager'],
    hadPart: true,
    isOwnWork: true,
    isAsked: false,
  },
  system: { roles: ['system'], hadPart: false, isOwnWork: false, isAsked: false },
};
const OUTSIDERS: Readonly<Record<string, string>> = {
  bystander: 'NOT_FOUND',
  anonymous: 'UNAUTHENTICATED',
};

const ACKNOWLEDGED = 'returned-acknowledged';
/** The due date of the claim has passed, and nobody was reminded. */
const PAST_DUE = '-past-due';

function claimIn(condition: string): ClaimFacts {
  const state = condition.replace(PAST_DUE, '');
  const dueAt = condition === state ? NOW + HOUR : NOW - 1;
  const known = state === ACKNOWLEDGED ? 'returned' : (state as ClaimState);
  return {
    state: known,
    version: 7,
    round: 2,
    step: 1,
    percent: 40,
    leaseEndsAt: known === 'active' || known === 'returned' ? NOW + HOUR : null,
    dueAt,
    dueRemindsAt: dueAt,
    acknowledgedAt: state === ACKNOWLEDGED ? NOW - HOUR : null,
    appealEndsAt: known === 'rejected' ? NOW + HOUR : null,
    leaseHours: 72,
    appealWindowDays: 0,
    passMark: 60,
    hasNewerTerms: false,
    stepEndsAt: null,
    stepRemindsAt: null,
    offerEndsAt: known === 'offered' ? NOW + HOUR : null,
    withdrawalAskedAt: null,
    extended: 0,
    offerHours: 48,
    extensions: 0,
    withdrawalNeedsApproval: false,
    steps: [{ hours: null, remindHours: null }],
  };
}

/** What the table answers, in the words of the cells. */
function answerOf({ state, command, role }: Cell): string {
  const actor = ACTORS[role];
  if (actor === undefined) throw new Error(`unknown role: ${role}`);
  const given = { version: 7, percent: 50, score: 80 };
  const decision = decideClaim(command as ClaimCommand, claimIn(state), actor, given, NOW);
  if (!decision.ok) return decision.refusal.code;
  return decision.changes.state ?? 'same';
}

const onClaims = cells.filter(({ command }) => command !== 'claim');

describe('the table of transitions', () => {
  test.each(onClaims.filter(({ role }) => role in ACTORS))(
    'answers $command of a $role on a claim that is $state with $outcome',
    (cell) => {
      expect(answerOf(cell)).toBe(cell.outcome);
    },
  );

  test('is covered by cells for every state, command of a person and role', () => {
    const people = Object.keys(ACTORS).filter((role) => role !== 'system');
    const expected = [...CLAIM_STATES, ACKNOWLEDGED].flatMap((state) =>
      GIVEN_COMMANDS.flatMap((command) =>
        [...people, ...Object.keys(OUTSIDERS)].map((role) => [state, command, role].join()),
      ),
    );
    const given = onClaims.filter(({ role }) => role !== 'system');
    const found = given.map(({ state, command, role }) => [state, command, role].join());
    expect(found.sort()).toEqual(expected.sort());
  });

  test('is covered by cells of the reminder for every state, before and after the due date', () => {
    const expected = [...CLAIM_STATES, ACKNOWLEDGED].flatMap((state) => [state, state + PAST_DUE]);
    const found = onClaims.filter(({ command }) => command === 'remind');
    expect(found.map(({ state }) => state).sort()).toEqual(expected.sort());
  });

  test('tells outsiders nothing, whatever the state', () => {
    for (const { role, outcome } of onClaims.filter(({ role }) => role in OUTSIDERS)) {
      expect(outcome).toBe(OUTSIDERS[role]);
    }
  });

  test('refuses commands that are not built by name, to everybody and in every state', () => {
    const later = CLAIM_COMMANDS.filter((command) => !transitionOf(command).built);
    expect(later.length).toBeGreaterThan(0);
    for (const command of later) {
      for (const state of CLAIM_STATES) {
        for (const actor of Object.values(ACTORS)) {
          const decision = decideClaim(command, claimIn(state), actor, { version: 7 }, NOW);
          expect(decision).toMatchObject({ ok: false, refusal: { code: 'COMMAND_NOT_YET' } });
        }
      }
    }
  });
});

describe('the look at an opening before a claim', () => {
  const open: OpeningFacts = {
    id: 'opening',
    state: 'open',
    termsId: 'terms',
    slots: { member: 2, organisation: 2 },
    taken: { member: 1, organisation: 1 },
    opensAt: NOW - HOUR,
    closesAt: NOW + HOUR,
    claimMode: 'open',
    waitingList: false,
  };
  /** The conditions that the opening alone decides; the others need the database. */
  const OPENINGS: Readonly<Record<string, OpeningFacts>> = {
    open,
    'not-yet-open': { ...open, opensAt: NOW + 1 },
    'past-its-closing': { ...open, closesAt: NOW },
    unpublished: { ...open, state: 'closed' },
    full: { ...open, taken: { member: 2, organisation: 2 } },
    'only-for-organisations': { ...open, slots: { member: 0, organisation: 2 } },
    'only-for-members': { ...open, slots: { member: 2, organisation: 0 } },
  };
  const KINDS: Readonly<Record<string, ClaimantKind>> = {
    member: 'member',
    representative: 'organisation',
  };
  const decided = cells.filter(
    ({ command, state, role }) => command === 'claim' && state in OPENINGS && role in KINDS,
  );

  test.each(decided)('answers a $role at an opening that is $state with $outcome', (cell) => {
    const [opening, kind] = [OPENINGS[cell.state], KINDS[cell.role]];
    if (opening === undefined || kind === undefined) throw new Error('unknown cell');
    const decision = decideBeginning(opening, kind, false, NOW);
    expect(decision.ok ? 'active' : decision.refusal.code).toBe(cell.outcome);
  });
});
