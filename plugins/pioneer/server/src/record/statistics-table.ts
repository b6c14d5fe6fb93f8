import { initially, integer, string, unrecorded } from '../shared/columns';
import { governedTable } from '../shared/table';

const count = () => unrecorded(initially(0, integer()));

/**
 * What happened to one opening and its claims in one month, see core/record/statistics.ts. Derived
 * from events by the reader of what is pending. Drive and organisation are the opening's, so they
 * are found by a join and whatever changes them takes its counts along.
 */
export const openingCounts = governedTable({
  subject: 'openingCount',
  plural: 'opening-counts',
  displayName: 'Opening count',
  columns: {
    openingId: unrecorded(string()),
    /** A month of the town's calendar: 2026-05. */
    period: unrecorded(string()),
    opened: count(),
    taken: count(),
    submitted: count(),
    accepted: count(),
    returned: count(),
    rejected: count(),
    withdrawn: count(),
    expired: count(),
  },
  unique: [['openingId', 'period']],
});
