import type { ErrorCode } from 'strapi-plugin-pioneer/contract';
import type { Attempt, FaultSpan } from '../history';
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
};

/** No node gives up on its database sooner: whoever is told so later has met a busy machine. */
const IN_VAIN_MS = 1000;
/** More of these, as a part of all requests, are no accident. */
const MOST_IN_VAIN = 0.01;

/**
 * I23: nothing that people or faults do brings an answer that nobody has a name for, and none says
 * that something is broken which was not when it was asked for.
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
  return { breaches, looked: attempts.length };
}

function isInVain({ code, from, to }: Attempt): boolean {
  return IN_VAIN.some((waited) => waited === code) && to - from > IN_VAIN_MS;
}

function isExcusedBy({ from, to, code }: Attempt, fault: FaultSpan): boolean {
  const codes: readonly (string | null)[] = EXCUSED[fault.fault];
  return codes.includes(code) && from <= fault.to && to >= fault.from;
}
