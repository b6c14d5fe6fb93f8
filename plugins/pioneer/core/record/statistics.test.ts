import { CLAIM_COMMANDS, transitionOf } from '../work/transitions';
import { addCounts, COUNTED_EVENTS, NOTHING_COUNTED, statisticsOf } from './statistics';

/** Written by hand, not made from the table of transitions. */
const EXPECTED: readonly (readonly [type: string, ...counted: string[]])[] = [
  ['opening.opened', 'opened'],
  ['opening.updated'],
  ['opening.enrolled'],
  ['opening.closed'],
  ['opening.deleted'],
  ['claim.taken', 'taken'],
  ['claim.assigned', 'taken'],
  ['claim.enrolled', 'taken'],
  ['claim.approved', 'taken'],
  ['claim.promoted', 'taken'],
  ['claim.drawn', 'taken'],
  ['claim.offered', 'taken'],
  ['claim.offerAccepted'],
  ['claim.applied'],
  ['claim.queued'],
  ['claim.submitted', 'submitted'],
  ['claim.appealGranted', 'submitted'],
  ['claim.passedOn'],
  ['claim.accepted', 'accepted'],
  ['claim.passed', 'accepted'],
  ['claim.returned', 'returned'],
  ['claim.rechecked', 'returned'],
  ['claim.rejected', 'rejected'],
  ['claim.withdrawn', 'withdrawn'],
  ['claim.withdrawalAllowed', 'withdrawn'],
  ['claim.withdrawalAsked'],
  ['claim.withdrawalDenied'],
  ['claim.expired', 'expired'],
  ['claim.reported'],
  ['claim.acknowledged'],
  ['claim.extended'],
  ['claim.handedOver'],
  ['claim.appealed'],
  ['claim.appealDismissed'],
  ['claim.movedToTerms'],
  ['claim.reminded'],
  ['claim.escalated'],
  ['claim.closed'],
  ['claim.declined'],
  ['claim.refused'],
  ['claim.cancelled'],
  ['verdict.given'],
  ['report.sent'],
];

describe('statisticsOf', () => {
  it.each(EXPECTED)('%s counts for what it says', (type, ...counted) => {
    expect(statisticsOf(type)).toEqual(counted);
  });

  it('is asked here about every event of a claim', () => {
    const told = EXPECTED.map(([type]) => type);
    for (const command of CLAIM_COMMANDS) {
      const { event, instead } = transitionOf(command);
      expect(told).toContain(event);
      if (instead !== undefined) expect(told).toContain(instead.event);
    }
  });

  it('names the events that count for anything', () => {
    const counting = EXPECTED.flatMap(([type, ...counted]) => (counted.length > 0 ? [type] : []));
    expect([...COUNTED_EVENTS].sort()).toEqual(counting.sort());
  });
});

test('counts are added one by one', () => {
  const one = { ...NOTHING_COUNTED, opened: 2, taken: 1 };
  const other = { ...NOTHING_COUNTED, taken: 3, expired: 1 };

  expect(addCounts([one, other])).toEqual({ ...NOTHING_COUNTED, opened: 2, taken: 4, expired: 1 });
  expect(addCounts([])).toEqual(NOTHING_COUNTED);
});
