import { byKey, type Attempt } from '../history';
import type { Findings, TortureEvidence } from './evidence';

/**
 * I18: a request that is sent again under its key, at whatever node, gets the same answer; the key
 * with other content gets none. That it has one effect is I4's to see.
 */
export async function findUnequalAnswers({ history }: TortureEvidence): Promise<Findings> {
  const repeated = byKey(history.attempts).filter((sent) => sent.length > 1);
  return {
    breaches: repeated.flatMap((sent) => findProblem(sent) ?? []),
    looked: repeated.reduce((sum, sent) => sum + sent.length, 0),
  };
}

function findProblem(sent: readonly Attempt[]): string | null {
  const done = sent.filter(({ outcome }) => outcome === 'ok');
  const [first] = done;
  if (first === undefined) return null;
  const about = `${first.op} of ${first.actor} under key ${first.key}`;
  if (done.some(({ isSpoilt = false }) => isSpoilt)) return `${about} was done with other content`;
  const answers = new Set(done.map(({ digest }) => digest));
  return answers.size > 1 ? `${about} got ${answers.size} different answers` : null;
}
