import type { ErrorCode } from 'strapi-plugin-pioneer/contract';
import { isDuring, type Attempt, type FaultSpan } from '../history';
import type { Fault } from '../options';
import type { Findings, TortureEvidence } from './evidence';

const NO_ANSWER = 'NO_ANSWER';

/** Who has waited, for the database or for those before them, and is told to come again. */
const IN_VAIN = ['DATABASE_UNAVAILABLE', 'TOO_MANY_AT_ONCE'] as const;

/** What people may be told because of a fault, and only while it lasts. */
const EXCUSED: Readonly<Record<Fault, readonly (ErrorCode | typeof NO_ANSWER)[]>> = {
  'kill-node': [NO_ANSWER],
  // Its locks are held meanwhile, which others wait for at every node.
  'stop-node': [NO_ANSWER, ...IN_VAIN],
  'kill-postgres': [...IN_VAIN, 'ACCESS_NOT_LOGGED'],
  'stop-postgres': [...IN_VAIN, 'ACCESS_NOT_LOGGED'],
  'drop-connections': [NO_ANSWER, ...IN_VAIN, 'ACCESS_NOT_LOGGED'],
  'disk-full': ['FILE_NOT_KEPT'],
  'store-away': ['FILE_NOT_KEPT'],
  clock: [],
  skew: [NO_ANSWER],
};

/** No node gives up on its database sooner: whoever is told so later has met a busy machine. */
const IN_VAIN_MS = 1000;
/** What people are told comes sooner: no statement lasts so long, and nobody waits longer for a lock. */
const LATEST_MS = 20_000;
/** More of these, as a part of all requests, are no accident. */
const MOST_IN_VAIN = 0.01;

/**
 * I23: nothing that people or faults do brings an answer that nobody has a name for, none says
 * that something is broken which was not when it was asked for, and where nothing is broken none comes
 * later than the server gives up on its database.
 */
export async function findNamelessAnswers({ history }: TortureEvidence): Promise<Findings> {
  const { attempts, faults } = history;
  const unexcused = attempts.filter(
    (attempt) =>
      attempt.outcome === 'unknown' && !faults.some((fault) => isExcusedBy(attempt, fault)),
  );
  const inVain = unexcused.filter(isInVain);
  const breaches = unexcused
    .filter((attempt) => !isInVain(attempt))
    .map(
      ({ op, node, key, status, code }) =>
        `${op} at node ${node} under key ${key}: HTTP ${status ?? 'none'} ${code}`,
    );
  if (inVain.length > attempts.length * MOST_IN_VAIN) {
    const all = `${inVain.length} of ${attempts.length} requests`;
    breaches.push(`${all} waited for the database in vain while nothing was broken`);
  }
  breaches.push(
    ...attempts
      .filter((attempt) => isTooLate(attempt, faults))
      .map(({ op, node, key, from, to }) => {
        const asked = `${op} at node ${node} under key ${key}`;
        return `${asked} was answered after ${Math.round(to - from)} ms while nothing was broken`;
      }),
  );
  return { breaches, looked: attempts.length };
}

function isInVain({ code, from, to }: Attempt): boolean {
  return IN_VAIN.some((waited) => waited === code) && to - from > IN_VAIN_MS;
}

function isExcusedBy(attempt: Attempt, fault: FaultSpan): boolean {
  const codes: readonly (string | null)[] = EXCUSED[fault.fault];
  return codes.includes(attempt.code) && isDuring(attempt, fault);
}

function isTooLate(attempt: Attempt, faults: readonly FaultSpan[]): boolean {
  const { outcome, from, to } = attempt;
  if (outcome === 'unknown' || to - from <= LATEST_MS) return false;
  return !faults.some((fault) => isDuring(attempt, fault));
}
