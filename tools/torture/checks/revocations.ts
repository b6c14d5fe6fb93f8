import type { Attempt } from '../history';
import type { Findings, TortureEvidence } from './evidence';

/** What takes something away, what gives it back, and whose requests need it meanwhile. */
const TAKEN: Readonly<Record<string, Taken>> = {
  block: {
    restore: 'unblock',
    of: 'memberId',
    needs: ({ actor }, memberId) => actor === memberId,
  },
  erase: { restore: null, of: 'memberId', needs: ({ actor }, memberId) => actor === memberId },
  endMembership: {
    restore: 'addMembership',
    of: 'officeId',
    needs: ({ about }, officeId) => about.underOfficeId === officeId,
  },
  revoke: { restore: 'grant', of: 'action', needs: ({ op }, action) => op === action },
};

interface Taken {
  readonly restore: string | null;
  /** By which of its ids the two belong together. */
  readonly of: string;
  readonly needs: (attempt: Attempt, id: string) => boolean;
}

/**
 * I24: what was taken from somebody is gone at the next request, at every node: the account, an
 * office, a permission. Only what was sent after the one who took it was told so counts, and only
 * until somebody began to give it back.
 */
export async function findStaleRights({ history }: TortureEvidence): Promise<Findings> {
  const { attempts } = history;
  const breaches: string[] = [];
  let looked = 0;
  for (const taking of attempts) {
    const taken = TAKEN[taking.op];
    const id = taken && taking.about[taken.of];
    if (taken === undefined || id === undefined || taking.outcome !== 'ok') continue;
    const until = restoredAt(attempts, taking, taken, id);
    const later = attempts.filter(
      (attempt) => attempt.from > taking.to && attempt.from < until && taken.needs(attempt, id),
    );
    looked += later.length;
    // What was sent before under the same key may have been done then, and is told again.
    const before = new Set(attempts.flatMap(({ key, from }) => (from > taking.to ? [] : [key])));
    const served = later.filter(
      ({ key, outcome, to }) => outcome === 'ok' && to < until && !before.has(key),
    );
    breaches.push(
      ...served.map(
        ({ op, node, key }) =>
          `${op} under key ${key} was done at node ${node} after ${taking.op} under key ${taking.key}`,
      ),
    );
  }
  return { breaches, looked };
}

function restoredAt(
  attempts: readonly Attempt[],
  taking: Attempt,
  { restore, of }: Taken,
  id: string,
): number {
  const restoring = attempts.filter(
    ({ op, about, from }) => op === restore && about[of] === id && from > taking.from,
  );
  return Math.min(Infinity, ...restoring.map(({ from }) => from));
}
