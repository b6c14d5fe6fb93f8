import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import type { Scores } from '../../../core/work/scoring';
import { isoOf } from '../../../core/time';
import type { Transaction } from '../shared/database';
import type { ClaimContext } from './claim-context';
import { typesWithPart } from './parts';
import type { ClaimRow } from './tables';

const writing = new AsyncLocalStorage<true>();

/** Whether the running code is the rules' own writing; editors may not write these documents. */
export function isWrittenByRules(): boolean {
  return writing.getStore() === true;
}

/**
 * Writes the result of a decided claim as content that front-end sites read. The evaluator's words
 * stay with the claim: they are for those concerned and may name people. What the public reads as
 * summary, editors write.
 */
export async function writeEvaluation(
  strapi: Core.Strapi,
  { now }: Transaction,
  decided: {
    readonly context: ClaimContext;
    readonly claim: ClaimRow;
    readonly decision: 'accept' | 'reject';
    readonly scores: Scores | null;
  },
): Promise<void> {
  const [uid] = typesWithPart(strapi, 'evaluation');
  if (uid === undefined) return;
  const { context, claim, decision, scores } = decided;
  const { standard } = context.terms.content;
  const data = {
    claimId: claim.id,
    task: context.opening.taskId,
    organisation: claim.organisationId,
    decision,
    score: claim.score,
    passMark: standard.passMark,
    criteria: standard.criteria.map((criterion) => ({
      ...criterion,
      score: scores?.[criterion.key] ?? null,
    })),
    decidedAt: isoOf(now),
  };
  await writing.run(true, async () => {
    // The project's types are not known here; the parts check has seen these attributes.
    await strapi.documents(uid).create({ data: data as never });
  });
}
