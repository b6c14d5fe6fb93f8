import { DAY, HOUR } from '../time';
import { allowedCommands, arrivalOf, decideClaim, isClosable, isStepDue } from './decide-claim';
import type { ActorFacts, ClaimFacts } from './claim-facts';
import { isOverdue } from './guards';
import { CLAIM_STATES } from './states';
import type { ClaimCommand } from './transitions';

const NOW = Date.UTC(2026, 5, 1, 8);

const active: ClaimFacts = {
  state: 'active',
  version: 4,
  round: 1,
  step: 1,
  percent: 30,
  leaseEndsAt: NOW + HOUR,
  dueAt: null,
  dueRemindsAt: null,
  acknowledgedAt: null,
  appealEndsAt: null,
  stepEndsAt: null,
  stepRemindsAt: null,
  leaseHours: 48,
  appealWindowDays: 3,
  offerEndsAt: null,
  withdrawalAskedAt: null,
  extended: 0,
  offerHours: 48,
  extensions: 1,
  withdrawalNeedsApproval: false,
  passMark: 60,
  hasNewerTerms: false,
  steps: [{ hours: null, remindHours: null }],
};
const returned: ClaimFacts = { ...active, state: 'returned', round: 2 };
const submitted: ClaimFacts = { ...active, state: 'submitted', leaseEndsAt: null };
const rejected: ClaimFacts = { ...submitted, state: 'rejected', appealEndsAt: NOW + DAY };

const claimant: ActorFacts = {
  roles: ['claimant'],
  hadPart: true,
  isOwnWork: true,
  isAsked: false,
};
const evaluator: ActorFacts = {
  roles: ['evaluator'],
  hadPart: false,
  isOwnWork: false,
  isAsked: true,
};
const system: ActorFacts = { roles: ['system'], hadPart: false, isOwnWork: false, isAsked: false };

function codeOf(decision: ReturnType<typeof decideClaim>): string {
  return decision.ok ? 'ok' : decision.refusal.code;
}

describe('the order of refusals', () => {
  const staleVersion = { version: 3, score: 10 };
  const cases: [title: string, ClaimCommand, ClaimFacts, ActorFacts, code: string][] = [
    ['names the role before the state', 'accept', active, claimant, 'CLAIM_NOT_YOURS'],
    ['names the state before the guards', 'accept', active, evaluator, 'CLAIM_STATE_REFUSES'],
    [
      'names the guards before the version',
      'accept',
      submitted,
      { ...evaluator, hadPart: true },
      'EVALUATION_OWN_WORK',
    ],
    ['names the version before the score', 'accept', submitted, evaluator, 'CLAIM_CHANGED'],
    [
      'names the end of the lease before the missing acknowledgement',
      'submit',
      { ...returned, leaseEndsAt: NOW },
      claimant,
      'CLAIM_LEASE_ENDED',
    ],
    [
      'names the missing acknowledgement before the version',
      'submit',
      returned,
      claimant,
      'CLAIM_NOT_ACKNOWLEDGED',
    ],
  ];

  test.each(cases)('%s', (_title, command, claim, actor, code) => {
    expect(codeOf(decideClaim(command, claim, actor, staleVersion, NOW))).toBe(code);
  });
});

describe('a stale version', () => {
  test('is refused with both versions, whether it is older or newer', () => {
    for (const expected of [3, 5]) {
      const decision = decideClaim('report', active, claimant, { version: expected }, NOW);
      expect(decision).toEqual({
        ok: false,
        refusal: { code: 'CLAIM_CHANGED', facts: { found: 4, expected } },
      });
    }
  });

  test('cannot happen to the system, which sees the latest', () => {
    const due = { ...active, leaseEndsAt: NOW };
    expect(codeOf(decideClaim('expire', due, system, {}, NOW))).toBe('ok');
  });
});

describe('what a command changes', () => {
  const given = { version: 4, percent: 70, score: 80 };
  const NO_STEP = { stepEndsAt: null, stepRemindsAt: null };
  const FIRST_STEP = { step: 1, ...NO_STEP };
  const cases: [ClaimCommand, ClaimFacts, ActorFacts, changes: object][] = [
    ['report', active, claimant, { percent: 70, leaseEndsAt: NOW + 48 * HOUR }],
    ['report', returned, claimant, { percent: 70, leaseEndsAt: NOW + 48 * HOUR }],
    [
      'submit',
      active,
      claimant,
      {
        state: 'submitted',
        percent: 100,
        leaseEndsAt: null,
        submittedAt: NOW,
        round: 1,
        acknowledgedAt: null,
        withdrawalAskedAt: null,
        ...FIRST_STEP,
      },
    ],
    [
      'submit',
      { ...returned, acknowledgedAt: NOW - 1 },
      claimant,
      {
        state: 'submitted',
        percent: 100,
        leaseEndsAt: null,
        submittedAt: NOW,
        round: 3,
        acknowledgedAt: null,
        withdrawalAskedAt: null,
        ...FIRST_STEP,
      },
    ],
    ['acknowledge', returned, claimant, { acknowledgedAt: NOW }],
    ['withdraw', active, claimant, { state: 'withdrawn', endedAt: NOW, leaseEndsAt: null }],
    ['accept', submitted, evaluator, { state: 'accepted', decidedAt: NOW, score: 80, ...NO_STEP }],
    [
      'return',
      submitted,
      evaluator,
      { state: 'returned', leaseEndsAt: NOW + 48 * HOUR, ...NO_STEP },
    ],
    [
      'reject',
      submitted,
      evaluator,
      { state: 'rejected', decidedAt: NOW, score: 80, appealEndsAt: NOW + 3 * DAY, ...NO_STEP },
    ],
  ];

  test.each(cases)('%s changes exactly its columns', (command, claim, actor, changes) => {
    expect(decideClaim(command, claim, actor, given, NOW)).toEqual({ ok: true, changes });
  });

  test('a report may say less than the one before', () => {
    const decision = decideClaim('report', active, claimant, { version: 4, percent: 0 }, NOW);
    expect(decision).toMatchObject({ ok: true, changes: { percent: 0 } });
  });
});

describe('the pass mark', () => {
  test.each([
    ['accept', 59.99, 'SCORE_BELOW_PASS_MARK'],
    ['accept', 60, 'ok'],
    ['accept', 100, 'ok'],
    ['reject', 0, 'ok'],
    ['reject', 100, 'ok'],
  ] as const)('%s with a score of %d gives %s', (command, score, code) => {
    const decision = decideClaim(command, submitted, evaluator, { version: 4, score }, NOW);
    expect(codeOf(decision)).toBe(code);
  });
});

describe('the lease', () => {
  test.each([
    [NOW - 1, 'CLAIM_LEASE_ENDED', 'ok', true],
    [NOW, 'CLAIM_LEASE_ENDED', 'ok', true],
    [NOW + 1, 'ok', 'CLAIM_LEASE_RUNS', false],
    [null, 'ok', 'CLAIM_LEASE_RUNS', false],
  ])(
    'that ends at %j leaves room for exactly one of report and expire',
    (end, report, expire, due) => {
      for (const claim of [active, returned]) {
        const ending = { ...claim, leaseEndsAt: end };
        expect(codeOf(decideClaim('report', ending, claimant, { version: 4 }, NOW))).toBe(report);
        expect(codeOf(decideClaim('expire', ending, system, {}, NOW))).toBe(expire);
        expect(isOverdue(ending, NOW)).toBe(due);
      }
    },
  );

  test('runs only while the claimant works', () => {
    const ended = { leaseEndsAt: NOW - 1, offerEndsAt: null };
    const leased = CLAIM_STATES.filter((state) => isOverdue({ state, ...ended }, NOW));
    expect(leased).toEqual(['active', 'returned']);
  });

  test('is for the system alone to end', () => {
    const due = { ...active, leaseEndsAt: NOW };
    for (const actor of [claimant, evaluator]) {
      expect(codeOf(decideClaim('expire', due, actor, {}, NOW))).toBe('CLAIM_NOT_YOURS');
    }
  });

  test('leaves an expired claim ended, without a lease', () => {
    const decision = decideClaim('expire', { ...active, leaseEndsAt: NOW }, system, {}, NOW);
    const changes = { state: 'expired', endedAt: NOW, leaseEndsAt: null };
    expect(decision).toEqual({ ok: true, changes });
  });
});

describe('an offer', () => {
  const offered: ClaimFacts = {
    ...active,
    state: 'offered',
    leaseEndsAt: null,
    offerEndsAt: NOW + 1,
  };

  test('becomes a claim with a whole lease when it is accepted', () => {
    expect(decideClaim('acceptOffer', offered, claimant, { version: 4 }, NOW)).toEqual({
      ok: true,
      changes: { state: 'active', leaseEndsAt: NOW + 48 * HOUR, offerEndsAt: null },
    });
  });

  test('ends with a no', () => {
    expect(decideClaim('decline', offered, claimant, { version: 4 }, NOW)).toMatchObject({
      ok: true,
      changes: { state: 'declined', endedAt: NOW },
    });
  });

  test.each([
    [NOW + 1, 'ok', 'CLAIM_LEASE_RUNS', false],
    [NOW, 'CLAIM_OFFER_ENDED', 'ok', true],
    [NOW - 1, 'CLAIM_OFFER_ENDED', 'ok', true],
  ])(
    'that is kept until %j leaves room for one of answer and expiry',
    (end, answer, expiry, due) => {
      const claim = { ...offered, offerEndsAt: end };
      for (const command of ['acceptOffer', 'decline'] as const) {
        expect(codeOf(decideClaim(command, claim, claimant, { version: 4 }, NOW))).toBe(answer);
      }
      expect(codeOf(decideClaim('expire', claim, system, {}, NOW))).toBe(expiry);
      expect(isOverdue(claim, NOW)).toBe(due);
    },
  );

  test('is made to who waits, for as long as the terms say', () => {
    const waiting: ClaimFacts = { ...offered, state: 'waiting', offerEndsAt: null };
    expect(decideClaim('promote', waiting, system, {}, NOW)).toEqual({
      ok: true,
      changes: { state: 'offered', offerEndsAt: NOW + 48 * HOUR },
    });
  });
});

describe('an extension', () => {
  const manager: ActorFacts = {
    roles: ['manager'],
    hadPart: false,
    isOwnWork: false,
    isAsked: false,
  };
  const used = { ...active, extended: 1 };

  test('adds a whole lease to the present one and counts for the claimant', () => {
    expect(decideClaim('extend', active, claimant, { version: 4 }, NOW)).toEqual({
      ok: true,
      changes: { leaseEndsAt: NOW + 49 * HOUR, extended: 1 },
    });
  });

  test('is refused to a claimant who has used them up, and names how many', () => {
    expect(decideClaim('extend', used, claimant, { version: 4 }, NOW)).toEqual({
      ok: false,
      refusal: { code: 'CLAIM_EXTENSIONS_USED', facts: { extended: 1, extensions: 1 } },
    });
  });

  test('by a manager of their own claim is one of the claimant’s', () => {
    const both: ActorFacts = { ...claimant, roles: ['claimant', 'manager'] };
    expect(decideClaim('extend', active, both, { version: 4 }, NOW)).toMatchObject({
      changes: { extended: 1 },
    });
    expect(codeOf(decideClaim('extend', used, both, { version: 4 }, NOW))).toBe(
      'CLAIM_EXTENSIONS_USED',
    );
  });

  test('is refused to a manager who once reported for the claimant and does not any more', () => {
    const former: ActorFacts = { ...manager, hadPart: true, isOwnWork: true };
    expect(codeOf(decideClaim('extend', active, former, { version: 4 }, NOW))).toBe(
      'CLAIM_OWN_WORK',
    );
  });

  test('by a manager is always possible and costs the claimant none', () => {
    for (const claim of [active, used]) {
      expect(decideClaim('extend', claim, manager, { version: 4 }, NOW)).toEqual({
        ok: true,
        changes: { leaseEndsAt: NOW + 49 * HOUR },
      });
    }
  });
});

describe('a due date', () => {
  const manager: ActorFacts = {
    roles: ['manager'],
    hadPart: false,
    isOwnWork: false,
    isAsked: false,
  };
  const due = { ...active, dueAt: NOW, dueRemindsAt: NOW };

  test('that passes while the claimant works is reminded of once, and changes nothing else', () => {
    for (const claim of [due, { ...due, state: 'returned' as const }]) {
      const decision = decideClaim('remind', claim, system, {}, NOW);
      expect(decision).toEqual({ ok: true, changes: { dueRemindsAt: null } });
      const reminded = { ...claim, dueRemindsAt: null };
      expect(codeOf(decideClaim('remind', reminded, system, {}, NOW))).toBe('CLAIM_NOT_DUE');
    }
  });

  test('is not what evaluators are reminded of', () => {
    const waiting = { ...submitted, dueAt: NOW, dueRemindsAt: NOW, stepRemindsAt: NOW };
    const decision = decideClaim('remind', waiting, system, {}, NOW);
    expect(decision).toEqual({ ok: true, changes: { stepRemindsAt: null } });
  });

  test('is moved with the lease by a manager, and reminded of anew', () => {
    const dueAt = NOW + 72 * HOUR;
    expect(decideClaim('extend', due, manager, { version: 4, dueAt }, NOW)).toEqual({
      ok: true,
      changes: { leaseEndsAt: NOW + 49 * HOUR, dueAt, dueRemindsAt: dueAt },
    });
  });

  test('is not moved by the claimant, nor to an earlier moment', () => {
    const given = { version: 4, dueAt: NOW + 72 * HOUR };
    expect(codeOf(decideClaim('extend', due, claimant, given, NOW))).toBe(
      'CLAIM_DUE_DATE_OF_MANAGERS',
    );
    expect(codeOf(decideClaim('extend', due, manager, { ...given, dueAt: NOW }, NOW))).toBe(
      'CLAIM_DUE_DATE_NOT_LATER',
    );
  });

  test('is that of the terms that the claim is moved to', () => {
    const outdated = { ...due, hasNewerTerms: true };
    const decide = (dueAt: number | null) =>
      decideClaim('moveToTerms', outdated, manager, { version: 4, dueAt }, NOW);
    expect(decide(NOW + HOUR)).toEqual({
      ok: true,
      changes: { dueAt: NOW + HOUR, dueRemindsAt: NOW + HOUR },
    });
    expect(decide(NOW)).toEqual({ ok: true, changes: {} });
    expect(decide(null)).toEqual({ ok: true, changes: { dueAt: null, dueRemindsAt: null } });
  });
});

describe('separation of duties', () => {
  const other: ActorFacts = {
    roles: ['manager'],
    hadPart: false,
    isOwnWork: false,
    isAsked: false,
  };
  const own: ActorFacts = {
    ...other,
    roles: ['claimant', 'manager'],
    hadPart: true,
    isOwnWork: true,
  };
  const bound = { ...active, withdrawalNeedsApproval: true, withdrawalAskedAt: NOW };
  const cases: [ClaimCommand, ClaimFacts, ownCode: string][] = [
    ['approve', { ...active, state: 'applied' }, 'CLAIM_OWN_WORK'],
    ['refuse', { ...active, state: 'applied' }, 'CLAIM_OWN_WORK'],
    ['allowWithdrawal', bound, 'CLAIM_OWN_WORK'],
    ['denyWithdrawal', bound, 'CLAIM_OWN_WORK'],
    ['moveToTerms', { ...active, hasNewerTerms: true }, 'CLAIM_OWN_WORK'],
    // Ends one's own claim for a reason that is recorded, and gains nothing.
    ['cancel', active, 'ok'],
  ];

  test.each(cases)('%s is for a manager without part in the claim', (command, claim, ownCode) => {
    expect(codeOf(decideClaim(command, claim, other, { version: 4 }, NOW))).toBe('ok');
    expect(codeOf(decideClaim(command, claim, own, { version: 4 }, NOW))).toBe(ownCode);
  });

  test('lets a manager manage who gave the verdict of another step', () => {
    const judge: ActorFacts = { ...other, hadPart: true };
    expect(codeOf(decideClaim('extend', active, judge, { version: 4 }, NOW))).toBe('ok');
  });
});

describe('a withdrawal that needs a yes', () => {
  const manager: ActorFacts = {
    roles: ['manager'],
    hadPart: false,
    isOwnWork: false,
    isAsked: false,
  };
  const bound = { ...active, withdrawalNeedsApproval: true };
  const asked = { ...bound, withdrawalAskedAt: NOW - HOUR };
  const decide = (command: ClaimCommand, claim: ClaimFacts, actor: ActorFacts) =>
    decideClaim(command, claim, actor, { version: 4 }, NOW);

  test('is asked for, once, while the claim goes on', () => {
    expect(decide('withdraw', bound, claimant)).toEqual({
      ok: true,
      changes: { withdrawalAskedAt: NOW },
    });
    expect(arrivalOf('withdraw', bound).event).toBe('claim.withdrawalAsked');
    expect(codeOf(decide('withdraw', asked, claimant))).toBe('CLAIM_WITHDRAWAL_ASKED');
    expect(codeOf(decide('report', asked, claimant))).toBe('ok');
  });

  test('is allowed or denied by a manager, and only when it was asked for', () => {
    expect(decide('allowWithdrawal', asked, manager)).toMatchObject({
      ok: true,
      changes: { state: 'withdrawn', endedAt: NOW },
    });
    expect(decide('denyWithdrawal', asked, manager)).toEqual({
      ok: true,
      changes: { withdrawalAskedAt: null },
    });
    for (const command of ['allowWithdrawal', 'denyWithdrawal'] as const) {
      expect(codeOf(decide(command, bound, manager))).toBe('CLAIM_WITHDRAWAL_NOT_ASKED');
    }
  });

  test('is not needed before work has begun', () => {
    for (const state of ['waiting', 'applied'] as const) {
      expect(decide('withdraw', { ...bound, state, leaseEndsAt: null }, claimant)).toMatchObject({
        ok: true,
        changes: { state: 'withdrawn' },
      });
    }
  });
});

describe('steps of evaluation', () => {
  const steps = [
    { hours: 48, remindHours: 24 },
    { hours: null, remindHours: null },
  ];
  const first = { ...submitted, steps };
  const last = { ...first, step: 2 };
  const given = { version: 4, score: 80 };

  test('begin with the first when work is submitted, also after a return', () => {
    for (const claim of [active, { ...returned, acknowledgedAt: NOW, step: 2 }]) {
      expect(decideClaim('submit', { ...claim, steps }, claimant, given, NOW)).toMatchObject({
        ok: true,
        changes: { step: 1, stepEndsAt: NOW + 48 * HOUR, stepRemindsAt: NOW + 24 * HOUR },
      });
    }
  });

  test('follow each other: acceptance passes the claim on until the last', () => {
    expect(decideClaim('accept', first, evaluator, given, NOW)).toEqual({
      ok: true,
      changes: { state: 'submitted', step: 2, stepEndsAt: null, stepRemindsAt: null },
    });
    expect(decideClaim('accept', last, evaluator, given, NOW)).toMatchObject({
      ok: true,
      changes: { state: 'accepted', decidedAt: NOW, score: 80 },
    });
    expect(arrivalOf('accept', first).event).toBe('claim.passedOn');
    expect(arrivalOf('accept', last).event).toBe('claim.accepted');
  });

  test.each(['return', 'reject'] as const)('end at once with %s', (command) => {
    const decision = decideClaim(command, first, evaluator, given, NOW);
    expect(decision).toMatchObject({ ok: true, changes: { stepEndsAt: null } });
  });

  test('are for who is asked: for other evaluators it is not their turn', () => {
    const other = { ...evaluator, isAsked: false };
    for (const command of ['accept', 'return', 'reject'] as const) {
      expect(decideClaim(command, last, other, given, NOW)).toEqual({
        ok: false,
        refusal: { code: 'EVALUATION_NOT_YOUR_TURN', facts: { step: 2 } },
      });
    }
  });

  test.each([
    [NOW - 1, 'ok', true],
    [NOW, 'ok', true],
    [NOW + 1, 'CLAIM_STEP_RUNS', false],
    [null, 'CLAIM_STEP_RUNS', false],
  ])('whose limit or reminder is at %j: %s', (moment, code, due) => {
    const limited = { ...first, stepEndsAt: moment };
    const reminded = { ...first, stepRemindsAt: moment };
    expect(codeOf(decideClaim('escalate', limited, system, {}, NOW))).toBe(code);
    expect(codeOf(decideClaim('remind', reminded, system, {}, NOW))).toBe(code);
    expect(isStepDue(limited, NOW)).toBe(due);
    expect(isStepDue(reminded, NOW)).toBe(due);
  });

  test('begin again one level higher when their limit has passed, and end their limit at the top', () => {
    const overdue = { ...first, stepEndsAt: NOW };
    expect(decideClaim('escalate', overdue, system, { climbs: true }, NOW)).toEqual({
      ok: true,
      changes: { step: 1, stepEndsAt: NOW + 48 * HOUR, stepRemindsAt: NOW + 24 * HOUR },
    });
    expect(decideClaim('escalate', overdue, system, { climbs: false }, NOW)).toEqual({
      ok: true,
      changes: { stepEndsAt: null, stepRemindsAt: null },
    });
  });

  test('remind once', () => {
    const due = { ...first, stepRemindsAt: NOW };
    const decision = decideClaim('remind', due, system, {}, NOW);
    expect(decision).toEqual({ ok: true, changes: { stepRemindsAt: null } });
  });
});

describe('the appeal window', () => {
  test.each([
    [NOW + 1, 'CLAIM_APPEAL_OPEN', false],
    [NOW, 'ok', true],
    [null, 'ok', true],
  ])('that ends at %j lets the system close: %s', (appealEndsAt, code, closable) => {
    const claim = { ...rejected, appealEndsAt };
    expect(codeOf(decideClaim('close', claim, system, {}, NOW))).toBe(code);
    expect(isClosable(claim, NOW)).toBe(closable);
  });

  test('belongs to rejected claims alone', () => {
    const closable = CLAIM_STATES.filter((state) =>
      isClosable({ state, appealEndsAt: NOW - 1 }, NOW),
    );
    expect(closable).toEqual(['rejected']);
  });
});

describe('the commands that a reader may give', () => {
  const readers: ActorFacts[] = [
    claimant,
    evaluator,
    { roles: ['claimant', 'evaluator'], hadPart: true, isOwnWork: true, isAsked: true },
    { roles: ['evaluator'], hadPart: false, isOwnWork: false, isAsked: false },
    { roles: ['manager'], hadPart: false, isOwnWork: false, isAsked: false },
    { roles: [], hadPart: false, isOwnWork: false, isAsked: false },
  ];

  test('are the same that are carried out, with the same refusals', () => {
    for (const state of CLAIM_STATES) {
      for (const actor of readers) {
        const claim = { ...active, state };
        for (const { command, refusal } of allowedCommands(claim, actor, NOW)) {
          const given = { version: claim.version, percent: 1, score: 100 };
          const decision = decideClaim(command, claim, actor, given, NOW);
          expect(decision.ok ? null : decision.refusal).toEqual(refusal);
        }
      }
    }
  });

  test('let managers move to other terms only what the opening has other terms for', () => {
    const managing = {
      roles: ['manager'],
      hadPart: false,
      isOwnWork: false,
      isAsked: false,
    } as const;
    const refusalOf = (hasNewerTerms: boolean) =>
      allowedCommands({ ...active, hasNewerTerms }, managing, NOW).find(
        ({ command }) => command === 'moveToTerms',
      )?.refusal;
    expect(refusalOf(true)).toBeNull();
    expect(refusalOf(false)?.code).toBe('CLAIM_TERMS_CURRENT');
  });

  test('are never those of the system and never those that are not built', () => {
    const commands = allowedCommands(active, claimant, NOW).map(({ command }) => command);
    expect(commands.sort()).toEqual(
      [
        ...['acceptOffer', 'decline', 'report', 'submit', 'acknowledge', 'withdraw', 'extend'],
        ...['approve', 'refuse', 'allowWithdrawal', 'denyWithdrawal', 'cancel'],
        'moveToTerms',
        ...['accept', 'return', 'reject'],
      ].sort(),
    );
  });
});
