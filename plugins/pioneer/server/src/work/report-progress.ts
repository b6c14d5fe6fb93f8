import type { Scores } from '../../../core/work/scoring';
import { findScoresProblem } from '../../../core/work/scoring';
import { insertRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import { isUniqueViolation, type Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { giveCommand, type CommandResult } from './give-command';
import { claims, reports } from './tables';

interface Entry {
  readonly claimId: string;
  readonly member: CallingMember;
  readonly version: number;
  readonly clientId: string;
  readonly text: string;
}

/**
 * Reports progress: the claim's percent, a new lease, one report. A report that arrives a second
 * time, under the client id it had, changes nothing and is no error.
 *
 * @throws DomainError REPORT_CLIENT_ID_TAKEN and the refusals of giveCommand
 */
export async function reportProgress(
  transaction: Transaction,
  entry: Entry & { readonly percent: number },
): Promise<void> {
  if (await arrivedBefore(transaction, entry)) return;
  const { percent } = entry;
  const result = await giveCommand(transaction, {
    ...entry,
    command: 'report',
    prepare: () => ({ percent }),
  });
  await insertReport(transaction, entry, result, { kind: 'progress', selfCheck: null });
}

/**
 * Submits the work for evaluation with the claimant's own scores by the standard.
 *
 * @throws DomainError SCORES_INVALID, REPORT_CLIENT_ID_TAKEN and the refusals of giveCommand
 */
export async function submitClaim(
  transaction: Transaction,
  entry: Entry & { readonly selfCheck: Scores },
): Promise<void> {
  if (await arrivedBefore(transaction, entry)) return;
  const { selfCheck } = entry;
  const result = await giveCommand(transaction, {
    ...entry,
    command: 'submit',
    prepare: ({ terms }) => {
      assertAllowed(findScoresProblem(terms.content.standard.criteria, selfCheck));
      return {};
    },
  });
  await insertReport(transaction, entry, result, { kind: 'submission', selfCheck });
}

async function arrivedBefore({ trx }: Transaction, entry: Entry): Promise<boolean> {
  const earlier = await trx(`${reports.name} as r`)
    .join(`${claims.name} as c`, 'c.document_id', 'r.claim_id')
    .where('r.client_id', entry.clientId)
    .first<{ claim_id: string; member_id: string } | undefined>('r.claim_id', 'r.member_id');
  if (earlier === undefined) return false;
  const isSame = earlier.claim_id === entry.claimId && earlier.member_id === entry.member.id;
  if (!isSame) throw new DomainError('REPORT_CLIENT_ID_TAKEN');
  return true;
}

async function insertReport(
  transaction: Transaction,
  entry: Entry,
  { claim }: CommandResult,
  kind:
    | { readonly kind: 'progress'; readonly selfCheck: null }
    | { readonly kind: 'submission'; readonly selfCheck: Scores },
): Promise<void> {
  const { claimId, member, clientId, text } = entry;
  const { round, percent } = claim;
  const reportedAt = transaction.now;
  const type = kind.kind === 'progress' ? 'report.sent' : 'report.submitted';
  try {
    await insertRecorded(
      transaction,
      reports,
      { ...kind, claimId, memberId: member.id, clientId, round, percent, text, reportedAt },
      { type, actor: actorOf(member) },
    );
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError('REPORT_CLIENT_ID_TAKEN');
    throw error;
  }
}
