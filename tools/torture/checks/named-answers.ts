import { ERRORS } from 'strapi-plugin-pioneer/contract';
import type { Attempt, FaultSpan } from '../history';
import type { Findings, TortureEvidence } from './evidence';

/** How long after a fault its last victims may still hear of it: no request waits longer. */
const AFTERMATH_MS = 30_000;

const NAMED: ReadonlySet<string | null> = new Set(
  Object.entries(ERRORS)
    .filter(([, { status }]) => status === 503)
    .map(([code]) => code),
);

/**
 * I23: nothing that people or faults do brings an answer that nobody has a name for. Only while
 * something is broken may a request be told so, or get no answer.
 */
export async function findNamelessAnswers({ history }: TortureEvidence): Promise<Findings> {
  const { attempts, faults } = history;
  return {
    breaches: attempts.flatMap((attempt) => {
      const problem = findProblem(attempt, faults);
      return problem === null ? [] : [`${attempt.op} at node ${attempt.node}: ${problem}`];
    }),
    looked: attempts.length,
  };
}

function findProblem(attempt: Attempt, faults: readonly FaultSpan[]): string | null {
  const { outcome, status, code } = attempt;
  if (outcome !== 'unknown') return null;
  const answer = status === null ? String(code) : `HTTP ${status} ${code}`;
  const isNamed = status === null ? code === 'NO_ANSWER' : status === 503 && NAMED.has(code);
  if (!isNamed) return `${answer}${subjectOf(attempt)}`;
  if (faults.some((fault) => overlaps(attempt, fault))) return null;
  return `${answer} while nothing was broken${subjectOf(attempt)}`;
}

function subjectOf({ about }: Attempt): string {
  const [subject] = Object.values(about);
  return subject === undefined ? '' : `, about ${subject}`;
}

function overlaps({ from, to }: Attempt, fault: FaultSpan): boolean {
  return from <= fault.to + AFTERMATH_MS && to >= fault.from;
}
