import { isDeepStrictEqual } from 'node:util';
import { pick } from 'lodash';
import { findEvidenceProblem } from '../../../core/evidence/rules';
import { findAnswersProblem, type Answers } from '../../../core/work/answers';
import { findScoresProblem, type Scores } from '../../../core/work/scoring';
import { attachEvidence, chooseEvidence, momentsShown } from '../evidence/attach-evidence';
import { findEvidence } from '../evidence/find-evidence';
import { evidence, type EvidenceRow } from '../evidence/tables';
import { insertRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import { isUniqueViolation, type Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { giveCommand, type CommandResult } from './give-command';
import { reports, type ReportRow } from './tables';

interface Entry {
  readonly claimId: string;
  readonly member: CallingMember;
  readonly version: number;
  readonly clientId: string;
  readonly text: string;
  readonly answers: Answers;
  readonly evidenceIds: readonly string[];
}

/**
 * Reports progress: the claim's percent, a new lease, one report. A report that arrives a second
 * time, under the client id it had, changes nothing and is no error.
 *
 * @throws DomainError EVIDENCE_*, ANSWER_*, REPORT_CLIENT_ID_TAKEN and the refusals of giveCommand
 */
export async function reportProgress(
  transaction: Transaction,
  entry: Entry & { readonly percent: number },
): Promise<void> {
  const { percent } = entry;
  if (await arrivedBefore(transaction, entry, { kind: 'progress', percent })) return;
  const uploaded = await findEvidence(transaction, entry.claimId);
  let shown: EvidenceRow[] = [];
  const result = await giveCommand(transaction, {
    ...entry,
    command: 'report',
    prepare: ({ terms }) => {
      shown = chooseEvidence(uploaded, entry.evidenceIds);
      assertAllowed(findAnswersProblem(terms.content.reportForm, entry.answers));
      return { percent };
    },
  });
  await insertReport(transaction, entry, result, { kind: 'progress', selfCheck: null, shown });
}

/**
 * Submits the work for evaluation with the claimant's own scores by the standard.
 *
 * @throws DomainError SCORES_*, ANSWER_*, EVIDENCE_*, REPORT_CLIENT_ID_TAKEN and the refusals of
 *   giveCommand
 */
export async function submitClaim(
  transaction: Transaction,
  entry: Entry & { readonly selfCheck: Scores },
): Promise<void> {
  const { selfCheck } = entry;
  if (await arrivedBefore(transaction, entry, { kind: 'submission', selfCheck })) return;
  const uploaded = await findEvidence(transaction, entry.claimId);
  let shown: EvidenceRow[] = [];
  const result = await giveCommand(transaction, {
    ...entry,
    command: 'submit',
    prepare: ({ terms }) => {
      const { standard, reportForm, evidence: rules } = terms.content;
      assertAllowed(findScoresProblem(standard.criteria, selfCheck));
      assertAllowed(findAnswersProblem(reportForm, entry.answers));
      shown = chooseEvidence(uploaded, entry.evidenceIds);
      assertAllowed(findEvidenceProblem(rules, momentsShown(uploaded, shown)));
      return {};
    },
  });
  await insertReport(transaction, entry, result, { kind: 'submission', selfCheck, shown });
}

/**
 * Whether this very entry is there already. Another one under its client id would be lost if it
 * were taken for a repetition, so it is refused.
 */
async function arrivedBefore(
  transaction: Transaction,
  { claimId, member, clientId, text, answers, evidenceIds }: Entry,
  brought: Partial<ReportRow>,
): Promise<boolean> {
  const earlier = await findRow(transaction, reports, { clientId });
  if (earlier === null) return false;
  const sent: Partial<ReportRow> = { claimId, memberId: member.id, text, answers, ...brought };
  const shown = await transaction
    .trx(evidence.name)
    .where({ report_id: earlier.id })
    .pluck('document_id');
  const isSame =
    isDeepStrictEqual(pick(earlier, Object.keys(sent)), sent) &&
    isDeepStrictEqual(new Set(shown), new Set(evidenceIds));
  if (!isSame) throw new DomainError('REPORT_CLIENT_ID_TAKEN');
  return true;
}

async function insertReport(
  transaction: Transaction,
  entry: Entry,
  { claim }: CommandResult,
  brought: Pick<ReportRow, 'kind' | 'selfCheck'> & { readonly shown: readonly EvidenceRow[] },
): Promise<void> {
  const { shown, ...kind } = brought;
  const { claimId, member, clientId, text, answers } = entry;
  const { round, percent } = claim;
  const reportedAt = transaction.now;
  const actor = actorOf(member);
  const type = kind.kind === 'progress' ? 'report.sent' : 'report.submitted';
  try {
    const report = await insertRecorded(
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
      { type, actor },
    );
    await attachEvidence(transaction, shown, report.id, actor);
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError('REPORT_CLIENT_ID_TAKEN');
    throw error;
  }
}
