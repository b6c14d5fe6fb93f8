import { isDuring, type History } from './history';

const PART = 0.99;

/**
 * The time, in milliseconds, within which 99 of 100 answers came, of those that were asked for and
 * given while nothing was broken. It takes in the meetings, at which requests are held back. Null where
 * there was no such answer.
 */
export function p99OfAnswers({ attempts, faults }: History): number | null {
  const times = attempts
    .filter(({ outcome }) => outcome !== 'unknown')
    .filter((attempt) => !faults.some((fault) => isDuring(attempt, fault)))
    .map(({ from, to }) => to - from)
    .toSorted((one, other) => one - other);
  const time = times[Math.ceil(times.length * PART) - 1];
  return time === undefined ? null : Math.round(time);
}
