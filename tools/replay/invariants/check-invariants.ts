import { findLostWrites } from './acknowledged-writes';
import { findAlteredEvents } from './events-immutable';
import { findUnrecordedChanges } from './events-match-rows';
import type { Check, Evidence } from './evidence';
import { findIllegalTransitions } from './legal-transitions';
import { findDoubleClaims } from './one-live-claim';
import { findLostFiles } from './files-kept';
import { findLostReports } from './reports-kept';
import { findOversoldSlots } from './slots-never-oversold';
import { findDisorderedVerdicts } from './verdicts-in-order';

/** A promise that a run is held against. */
export interface Promised {
  readonly promise: string;
  readonly findBreaches: Check;
}

/** By the numbers of docs/architecture.md; the missing ones need more than a run. */
export const PROMISES = {
  I1: { promise: 'slots are never oversold', findBreaches: findOversoldSlots },
  I2: { promise: 'nobody holds an opening twice', findBreaches: findDoubleClaims },
  I4: { promise: 'acknowledged writes are there', findBreaches: findLostWrites },
  I5: { promise: 'progress is never lost', findBreaches: findLostReports },
  I6: {
    promise: 'claims move along the table of transitions',
    findBreaches: findIllegalTransitions,
  },
  I7: { promise: 'evaluation goes in order', findBreaches: findDisorderedVerdicts },
  I9: { promise: 'every change has its event', findBreaches: findUnrecordedChanges },
  I10: { promise: 'what is recorded stays', findBreaches: findAlteredEvents },
  I21: { promise: 'evidence is there as it was stored', findBreaches: findLostFiles },
} as const satisfies Record<string, Promised>;

export type Invariant = keyof typeof PROMISES;

/** What each check found, as sentences; an empty list is a promise kept. */
export type Breaches = Readonly<Record<Invariant, readonly string[]>>;

export async function checkInvariants(evidence: Evidence): Promise<Breaches> {
  const found: Partial<Record<Invariant, string[]>> = {};
  for (const invariant of Object.keys(PROMISES) as Invariant[]) {
    found[invariant] = await PROMISES[invariant].findBreaches(evidence);
  }
  return found as Breaches;
}

/** All breaches as lines for people. */
export function describeBreaches(breaches: Breaches): string[] {
  return (Object.entries(breaches) as [Invariant, readonly string[]][]).flatMap(
    ([invariant, sentences]) =>
      sentences.map((sentence) => `${invariant}, ${PROMISES[invariant].promise}: ${sentence}`),
  );
}
