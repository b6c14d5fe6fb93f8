import { PROMISES, type Promised } from '../../replay/invariants/check-invariants';
import { findUnloggedAccesses } from './accesses-logged';
import { findWrongCounters } from './counters';
import { findMissedDeadlines } from './deadlines';
import { ofRows, together, type TortureCheck, type TortureEvidence } from './evidence';
import { findUndoneJobs } from './jobs-done';
import { findTooManyClaims } from './live-limit';
import { findNamelessAnswers } from './named-answers';
import { findUnequalAnswers } from './once-per-key';
import { findRepeatedEffects } from './once-per-period';
import { findStaleRights } from './revocations';
import { findStaleAnswers } from './seen-everywhere';
import { findTrespasses } from './walls';
import { findLostWork } from './work-recorded';

interface Checked {
  readonly promise: string;
  readonly check: TortureCheck;
}

const replayed = ({ promise, findBreaches }: Promised): Checked => ({
  promise,
  check: ofRows(findBreaches),
});

/**
 * By the numbers of docs/architecture.md. That contents of evidence belong to rows (I21) is not
 * among them: whoever is killed between the two leaves a content that is forgotten within a day.
 */
export const CHECKS = {
  I1: replayed(PROMISES.I1),
  I2: replayed(PROMISES.I2),
  I3: { promise: 'nobody takes on more than they may', check: ofRows(findTooManyClaims) },
  I4: {
    promise: PROMISES.I4.promise,
    check: together(ofRows(PROMISES.I4.findBreaches), findLostWork, findStaleAnswers),
  },
  I5: replayed(PROMISES.I5),
  I6: replayed(PROMISES.I6),
  I7: replayed(PROMISES.I7),
  I8: { promise: 'what has expired is over', check: ofRows(findMissedDeadlines) },
  I9: replayed(PROMISES.I9),
  I10: replayed(PROMISES.I10),
  I11: { promise: 'counters add up', check: ofRows(findWrongCounters) },
  I18: { promise: 'what is sent twice is done once', check: findUnequalAnswers },
  I19: {
    promise: 'what the server does by itself it does once',
    check: together(ofRows(findRepeatedEffects), findUndoneJobs),
  },
  I20: { promise: 'strangers stay outside', check: findTrespasses },
  I22: { promise: 'who changes rights is logged', check: findUnloggedAccesses },
  I23: { promise: 'every answer has a name', check: findNamelessAnswers },
  I24: { promise: 'what is taken away is gone', check: findStaleRights },
} as const satisfies Record<string, Checked>;

export type Invariant = keyof typeof CHECKS;

export interface Violation {
  readonly invariant: Invariant | 'verify' | 'API' | 'memory';
  readonly sentence: string;
}

export interface Verdict {
  readonly violations: readonly Violation[];
  /** How much each check looked at. */
  readonly probes: Readonly<Record<string, number>>;
}

export async function checkTorture(
  evidence: TortureEvidence,
  invariants: readonly Invariant[] = Object.keys(CHECKS) as Invariant[],
): Promise<Verdict> {
  const violations: Violation[] = [];
  const probes: Record<string, number> = {};
  for (const invariant of invariants) {
    const { breaches, looked } = await CHECKS[invariant].check(evidence);
    probes[invariant] = looked;
    violations.push(...breaches.map((sentence) => ({ invariant, sentence })));
  }
  return { violations, probes };
}
