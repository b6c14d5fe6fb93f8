import { findStaleAnswers } from '../../../tools/torture/checks/seen-everywhere';
import { findNamelessAnswers } from '../../../tools/torture/checks/named-answers';
import { findUnequalAnswers } from '../../../tools/torture/checks/once-per-key';
import { findStaleRights } from '../../../tools/torture/checks/revocations';
import type { TortureCheck, TortureEvidence } from '../../../tools/torture/checks/evidence';
import type { Attempt, FaultSpan } from '../../../tools/torture/history';

let lines = 0;

/** A request that was answered as wished, from one moment to another. */
function attempt(from: number, to: number, told: Partial<Attempt> = {}): Attempt {
  lines += 1;
  return {
    id: lines,
    key: `key ${lines}`,
    node: 0,
    actor: 'chen',
    op: 'report',
    about: { claimId: 'claim' },
    outcome: 'ok',
    status: 200,
    code: null,
    from,
    to,
    ...told,
  };
}

function look(
  check: TortureCheck,
  attempts: readonly Attempt[],
  faults: readonly FaultSpan[] = [],
) {
  // These look at the history alone.
  return check({ history: { attempts, faults } } as unknown as TortureEvidence);
}

const seen = { claimId: 'claim' };
const read = { op: 'read', ...seen };
const twice = { key: 'same' };
const member = { about: { memberId: 'chen' }, actor: 'administrator' };
const failed = { outcome: 'unknown', status: 500, code: 'UNEXPECTED' } as const;
const away = { outcome: 'unknown', status: 503, code: 'DATABASE_UNAVAILABLE' } as const;
const fault: FaultSpan = { fault: 'kill-node', node: 0, from: 100, to: 200 };

/** By the check: a history that it must find something in, and one that is sound. */
const HISTORIES: readonly (readonly [
  what: string,
  check: TortureCheck,
  broken: readonly Attempt[],
  sound: readonly Attempt[],
])[] = [
  [
    'I4: a node that shows what was before',
    findStaleAnswers,
    [attempt(1, 2, { ...seen, version: 2 }), attempt(3, 4, { ...read, version: 1, node: 1 })],
    [attempt(1, 4, { ...seen, version: 2 }), attempt(3, 5, { ...read, version: 1, node: 1 })],
  ],
  [
    'I18: two answers to one request',
    findUnequalAnswers,
    [attempt(1, 2, { ...twice, digest: 'a' }), attempt(3, 4, { ...twice, digest: 'b', node: 1 })],
    [attempt(1, 2, { ...twice, digest: 'a' }), attempt(3, 4, { ...twice, digest: 'a', node: 1 })],
  ],
  [
    'I18: other content under a key that was used',
    findUnequalAnswers,
    [attempt(1, 2, twice), attempt(3, 4, { ...twice, isSpoilt: true })],
    [attempt(1, 2, twice), attempt(3, 4, { ...twice, isSpoilt: true, outcome: 'refused' })],
  ],
  [
    'I23: an answer without a name, also during a fault',
    findNamelessAnswers,
    [attempt(120, 130, failed)],
    [attempt(120, 130, away)],
  ],
  [
    'I23: an absence while nothing is broken',
    findNamelessAnswers,
    [attempt(1, 2, away)],
    [attempt(150, 160, { outcome: 'unknown', status: null, code: 'NO_ANSWER' })],
  ],
  [
    'I24: somebody who is blocked and served',
    findStaleRights,
    [attempt(1, 2, { op: 'block', ...member }), attempt(3, 4, { node: 1 })],
    [
      attempt(1, 2, { op: 'block', ...member }),
      attempt(3, 4, { outcome: 'refused' }),
      attempt(5, 6, { op: 'unblock', ...member }),
      attempt(7, 8),
    ],
  ],
  [
    'I24: an office that is used after its end',
    findStaleRights,
    [
      attempt(1, 2, { op: 'endMembership', about: { officeId: 'office' } }),
      attempt(3, 4, { op: 'assign', about: { underOfficeId: 'office' } }),
    ],
    [
      attempt(1, 4, { op: 'endMembership', about: { officeId: 'office' } }),
      attempt(3, 5, { op: 'assign', about: { underOfficeId: 'office' } }),
    ],
  ],
  [
    'I24: a permission that is taken and goes on',
    findStaleRights,
    [attempt(1, 2, { op: 'revoke', about: { action: 'report' } }), attempt(3, 4)],
    [attempt(1, 2, { op: 'revoke', about: { action: 'report' } }), attempt(3, 4, { op: 'submit' })],
  ],
];

it.each(HISTORIES)('%s is noticed', async (_what, check, broken) => {
  expect((await look(check, broken, [fault])).breaches).toHaveLength(1);
});

it.each(HISTORIES)(
  '%s: nothing is noticed where it is not so',
  async (_what, check, _broken, sound) => {
    expect((await look(check, sound, [fault])).breaches).toEqual([]);
  },
);
