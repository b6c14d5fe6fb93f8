import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core, UID } from '@strapi/strapi';
import { gradeOf } from '../../../core/work/scoring';
import type { Criterion, LocalizedText, WorkStandard } from '../../../core/work/standard';
import { isoOf, type Instant } from '../../../core/time';
import type { ClaimContext } from './claim-context';
import type { Transaction } from '../shared/database';
import { isPostgres } from '../shared/dialect';
import { typesWithPart } from './parts';
import type { OpeningRow, VerdictRow } from './tables';

const writing = new AsyncLocalStorage<true>();

/** Whether the running code is the rules' own writing; editors may not write these documents. */
export function isWrittenByRules(): boolean {
  return writing.getStore() === true;
}

type Decided = Pick<VerdictRow, 'claimId' | 'decision' | 'score' | 'scores' | 'decidedAt'>;

/** What an evaluation document says of the verdict that it follows from. */
export interface Outcome {
  readonly claimId: string;
  readonly decision: VerdictRow['decision'];
  readonly score: number | null;
  readonly passMark: number;
  /** The key of the grade and what it is called; null for what was not accepted. */
  readonly grade: string | null;
  readonly gradeLabel: LocalizedText | null;
  /** A criterion without score did not apply, or nothing was scored. */
  readonly criteria: readonly (Criterion & { readonly score: number | null })[];
  readonly decidedAt: Instant;
}

/** The outcome of a verdict under a standard: what is written, and what verify expects to find. */
export function outcomeOf(verdict: Decided, standard: WorkStandard): Outcome {
  const { claimId, decision, score, scores, decidedAt } = verdict;
  const isGraded = decision === 'accept' && score !== null;
  const grade = isGraded ? gradeOf(standard.grades, score) : null;
  return {
    claimId,
    decision,
    score,
    passMark: standard.passMark,
    grade: grade?.key ?? null,
    gradeLabel: grade?.label ?? null,
    criteria: standard.criteria.map((criterion) => ({
      ...criterion,
      score: scores?.[criterion.key] ?? null,
    })),
    decidedAt,
  };
}

/**
 * Keeps the rows of an opening's task from being published anew before this transaction ends; waits
 * for a publication that is running.
 */
export async function keepTask(
  strapi: Core.Strapi,
  { trx }: Transaction,
  { taskUid, taskId }: Pick<OpeningRow, 'taskUid' | 'taskId'>,
): Promise<void> {
  const table = strapi.contentType(taskUid as UID.ContentType)?.collectionName;
  // SQLite has one transaction at a time.
  if (table === undefined || !isPostgres(strapi)) return;
  await trx(table).where({ document_id: taskId }).forKeyShare().select('id');
}

/**
 * Writes the result of a decided claim as content that front-end sites read. The evaluator's words
 * stay with the claim: they are for those concerned and may name people. What the public reads as
 * summary, editors write.
 *
 * @returns the documentId of the evaluation; null where no type of the project plays that part
 */
export async function writeEvaluation(
  strapi: Core.Strapi,
  { claim, opening, terms }: ClaimContext,
  verdict: Decided,
): Promise<string | null> {
  const [uid] = typesWithPart(strapi, 'evaluation');
  if (uid === undefined) return null;
  const data = {
    ...outcomeOf(verdict, terms.content.standard),
    decidedAt: isoOf(verdict.decidedAt),
    task: opening.taskId,
    organisation: claim.organisationId,
  };
  return writing.run(true, async () => {
    // The project's types are not known here; the parts check has seen these attributes.
    const { documentId } = await strapi.documents(uid).create({ data: data as never });
    return documentId;
  });
}
