import type { JournalEntry, Outcome } from '../replay/evidence/journal';
import { byKey, type Attempt, type History } from './history';

/** The history as the checks of the replay read it: one entry for each piece of work. */
export function journalOf({ attempts }: History): JournalEntry[] {
  return byKey(attempts.filter(({ isSpoilt = false }) => !isSpoilt)).flatMap(entryOf);
}

function entryOf(sent: readonly Attempt[]): JournalEntry[] {
  const [first] = sent;
  if (first === undefined) return [];
  const told = sent.find(({ outcome }) => outcome === 'ok') ?? first;
  const { op, about, actor: memberId } = first;
  const outcome = outcomeOf(sent);
  const { claimId, version } = told;
  if (op === 'publish') return [{ what: 'publish', outcome, taskId: about.taskId ?? '' }];
  if (op === 'claim' || op === 'assign') {
    const claimant = about.memberId ?? memberId;
    // Whoever cannot be assigned is named in an answer that is a success.
    const result = outcome === 'acknowledged' && claimId === undefined ? 'refused' : outcome;
    const { openingId = '' } = about;
    const entry = { outcome: result, openingId, memberId: claimant, claimId, version };
    return [{ what: 'claim', ...entry }];
  }
  if (about.command === undefined || about.claimId === undefined) return [];
  const { command, clientId } = about;
  return [
    { what: 'command', outcome, command, claimId: about.claimId, memberId, version, clientId },
  ];
}

function outcomeOf(sent: readonly Attempt[]): Outcome {
  if (sent.some(({ outcome }) => outcome === 'ok')) return 'acknowledged';
  return sent.some(({ outcome }) => outcome === 'unknown') ? 'unknown' : 'refused';
}
