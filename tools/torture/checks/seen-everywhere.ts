import { groupBy } from '../../group';
import type { Attempt } from '../history';
import type { Findings, TortureEvidence } from './evidence';

/**
 * I4: whoever was told that something worked finds it at every node from then on. Every answer
 * about a claim shows at least the version that anybody was told of before it was asked for.
 */
export async function findStaleAnswers({ history }: TortureEvidence): Promise<Findings> {
  const answers = history.attempts.filter(isAboutVersion);
  const breaches = [...groupBy(answers, (answer) => answer.claimId)].flatMap(([claimId, own]) =>
    own.flatMap((answer) => {
      const newest = newestBefore(answer, own);
      if (newest <= answer.version) return [];
      const where = `node ${answer.node} showed version ${answer.version} of claim ${claimId}`;
      return [`${where} after version ${newest} was acknowledged`];
    }),
  );
  return { breaches, looked: answers.length };
}

type Versioned = Attempt & { readonly claimId: string; readonly version: number };

function isAboutVersion(attempt: Attempt): attempt is Versioned {
  return attempt.outcome === 'ok' && attempt.claimId !== undefined && attempt.version !== undefined;
}

/** A repeated command gets its first answer again, however old: only reads must be up to date. */
function newestBefore(answer: Versioned, all: readonly Versioned[]): number {
  if (answer.op !== 'read') return 0;
  const before = all.filter(({ to }) => to < answer.from).map(({ version }) => version);
  return Math.max(0, ...before);
}
