import { holdsSlot, type ClaimState } from '../work/states';
import { CLAIM_COMMANDS, transitionOf, type ClaimCommand } from '../work/transitions';

/**
 * What is counted:
 * opened   openings that came into being
 * taken    claims that began to hold a slot
 * The others count claims that came into the state of this name. It is what happened that counts,
 * not how things stand: a claim that is submitted twice counts twice.
 */
export const STATISTICS = [
  'opened',
  'taken',
  'submitted',
  'accepted',
  'returned',
  'rejected',
  'withdrawn',
  'expired',
] as const;
export type Statistic = (typeof STATISTICS)[number];

/** How often each happened. */
export type Counts = Readonly<Record<Statistic, number>>;

export const NOTHING_COUNTED: Counts = {
  opened: 0,
  taken: 0,
  submitted: 0,
  accepted: 0,
  returned: 0,
  rejected: 0,
  withdrawn: 0,
  expired: 0,
};

const COUNTED = new Map<string, readonly Statistic[]>([
  ['opening.opened', ['opened']],
  ...CLAIM_COMMANDS.map((command) => [transitionOf(command).event, countedBy(command)] as const),
]);

/** The types of events that count for something. */
export const COUNTED_EVENTS: readonly string[] = [...COUNTED.keys()].filter(
  (type) => statisticsOf(type).length > 0,
);

/** What an event of this type adds one to. */
export function statisticsOf(eventType: string): readonly Statistic[] {
  return COUNTED.get(eventType) ?? [];
}

/** The sum of all. */
export function addCounts(all: readonly Counts[]): Counts {
  const sumOf = (name: Statistic) => all.reduce((sum, counts) => sum + counts[name], 0);
  return Object.fromEntries(STATISTICS.map((name) => [name, sumOf(name)])) as Counts;
}

function countedBy(command: ClaimCommand): readonly Statistic[] {
  const { from, to } = transitionOf(command);
  if (to === 'same') return [];
  const takesSlot = holdsSlot(to) && !from.some(holdsSlot);
  return [...(takesSlot ? (['taken'] as const) : []), ...(isCounted(to) ? [to] : [])];
}

function isCounted(state: ClaimState): state is ClaimState & Statistic {
  return (STATISTICS as readonly string[]).includes(state);
}
