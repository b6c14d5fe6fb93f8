import { isDeepStrictEqual } from 'node:util';
import { pick } from 'lodash';
import { findAnswersProblem, type Answers } from '../../../core/work/answers';
import { findScoresProblem, type Scores } from '../../../core/work/scoring';
import { insertRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import { isUniqueViolation, type Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { giveCommand, type CommandResult } from './give-command';
import { reports, type ReportRow } from './tables';

interface Entry {
  readonly claimId: string;
  readonly member: CallingMember;
  readonly version: number;
  readonly clientId: string;
  readonly text: string;
  readonly answers: Answers;
}

/**
 * Reports progress: the claim's percent, a new lease, one report. A report that arrives a second
 * time, under the client id it had, changes nothing and is no error.
 *
 * @throws DomainError ANSWER_*, REPORT_CLIENT_ID_TAKEN and the refusals of giveCommand
 */
export async function reportProgress(
  transaction: Transaction,
  entry: Entry & { readonly percent: number },
): Promise<void> {
  const { percent } = entry;
  if (await arrivedBefore(transaction, entry, { kind: 'progress', percent })) return;
  const result = await giveCommand(transaction, {
    ...entry,
    command: 'report',
    prepare: ({ terms }) => {
      assertAllowed(findAnswersProblem(terms.content.reportForm, entry.answers));
      return { percent };
    },
  });
  await insertReport(transaction, entry, result, { kind: 'progress', selfCheck: null });
}

/**
 * Submits the work for evaluation with the claimant's own scores by the standard.
 *
 * @throws DomainError SCORES_*, ANSWER_*, REPORT_CLIENT_ID_TAKEN and the refusals of giveCommand
 */
export async function submitClaim(
  transaction: Transaction,
  entry: Entry & { readonly selfCheck: Scores },
): Promise<void> {
  const { selfCheck } = entry;
  if (await arrivedBefore(transaction, entry, { kind: 'submission', selfCheck })) return;
  const result = await giveCommand(transaction, {
    ...entry,
    command: 'submit',
    prepare: ({ terms }) => {
      const { standard, reportForm } = terms.content;
      assertAllowed(findScoresProblem(standard.criteria, selfCheck));
      assertAllowed(findAnswersProblem(reportForm, entry.answers));
      return {};
    },
  });
  await insertReport(transaction, entry, result, { kind: 'submission', selfCheck });
}

/**
 * Whether this very entry is there already. Another one under its client id would be lost if it
 * were taken for a repetition, so it is refused.
 */
async function arrivedBefore(
  { trx }: Transaction,
  { claimId, member, clientId, text, answers }: Entry,
  brought: Partial<ReportRow>,
): Promise<boolean> {
  const found = await trx(`${reports.name} as r`)
    .where('r.client_id', clientId)
    .select(selectOf(reports, 'r'))
    .first<Record<string, unknown> | undefined>();
  if (found === undefined) return false;
  const earlier: Partial<ReportRow> = rowIn(reports, 'r', found);
  const sent: Partial<ReportRow> = { claimId, memberId: member.id, text, answers, ...brought };
  const isSame = isDeepStrictEqual(pick(earlier, Object.keys(sent)), sent);
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
  const { claimId, member, clientId, text, answers } = entry;
  const { round, percent } = claim;
  const reportedAt = transaction.now;
  const type = kind.kind === 'progress' ? 'report.sent' : 'report.submitted';
  try {
    await insertRecorded(
      transaction,
      reports,
      {
        ...kind,
        claimId,
        memberId: member.id,
        clientId,
        round,
        percent,
        text,
        answers,
        reportedAt,
      },
      { type, actor: actorOf(member) },
    );
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError('REPORT_CLIENT_ID_TAKEN');
    throw error;
  }
}
