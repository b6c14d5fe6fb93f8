import type { Core } from '@strapi/strapi';
import { findAnswersProblem, type Answers } from '../../../core/work/answers';
import { findScoresProblem, SCORE_FORMULA, scoreOf, type Scores } from '../../../core/work/scoring';
import { insertRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { assertAllowed } from '../shared/domain-error';
import { giveCommand } from './give-command';
import { finishUnit } from './finish-unit';
import { verdicts } from './tables';
import { keepTask, writeEvaluation } from './write-evaluation';

interface Verdict {
  readonly claimId: string;
  readonly member: CallingMember;
  readonly version: number;
  readonly decision: 'accept' | 'return' | 'reject';
  readonly scores: Scores | null;
  readonly answers: Answers;
  readonly reason: string;
}

/**
 * One evaluator's decision on a submission at its present step. What ends the evaluation, the last
 * acceptance or a rejection, writes the evaluation document of the CMS with it.
 *
 * @throws DomainError ANSWER_*, SCORES_*, SCORE_* and the refusals of giveCommand
 */
export async function giveVerdict(
  strapi: Core.Strapi,
  transaction: Transaction,
  verdict: Verdict,
): Promise<void> {
  const { claimId, member, decision, scores, answers, reason } = verdict;
  let score: number | null = null;
  const { context, claim } = await giveCommand(transaction, {
    ...verdict,
    command: decision,
    prepare: async ({ opening, terms }) => {
      const { standard, verdictForm } = terms.content;
      if (scores !== null) {
        assertAllowed(findScoresProblem(standard.criteria, scores));
        score = scoreOf(standard.criteria, scores);
      }
      assertAllowed(findAnswersProblem(verdictForm, answers));
      // Task before opening, as publications lock them: the evaluation will refer to the task.
      await keepTask(strapi, transaction, opening);
      return score === null ? {} : { score };
    },
  });
  const { round, step } = context.claim;
  const given = {
    claimId,
    round,
    step,
    evaluatorId: member.id,
    decision,
    scores,
    score,
    scoreFormula: score === null ? null : SCORE_FORMULA,
    answers,
    reason,
    decidedAt: transaction.now,
  };
  if (claim.state === 'accepted') await finishUnit(transaction, context, member);
  const isDecided = claim.decidedAt !== null;
  const evaluation = isDecided ? await writeEvaluation(strapi, context, given) : null;
  await insertRecorded(transaction, verdicts, given, {
    type: 'verdict.given',
    actor: actorOf(member),
    // So that verify can hold the document against the verdict.
    payload: evaluation === null ? {} : { evaluation },
  });
}
