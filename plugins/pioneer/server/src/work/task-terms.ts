import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../../core/record/canonical';
import type { Terms } from '../../../core/work/terms';
import type { Actor } from '../record/event-table';
import { insertDerived, insertRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { findRow } from '../shared/rows';
import { stepEvaluators, terms, type TermsRow } from './tables';

/** The terms of this content: the version that is there already, or a new one. */
export async function findOrInsertTerms(
  transaction: Transaction,
  content: Terms,
  actor: Actor,
): Promise<TermsRow> {
  const hash = hashOf(content);
  const { uid: taskUid, id: taskId } = content.subject;
  const known = await findRow(transaction, terms, { taskId, hash });
  if (known !== null) return known;
  const values = { taskUid, taskId, hash, content };
  const made = await insertRecorded(transaction, terms, values, { type: 'terms.made', actor });
  await insertDerived(transaction, stepEvaluators, evaluatorsByName(made));
  return made;
}

/** SHA-256 of the canonical content: what makes terms the same. */
export function hashOf(content: Terms): string {
  return createHash('sha256')
    .update(canonicalJson(content as unknown as Json))
    .digest('hex');
}

/** The members whom the steps of these terms name, for joins. */
export function evaluatorsByName({ id: termsId, content }: TermsRow) {
  return content.steps.flatMap(({ evaluatorIds }, index) =>
    [...new Set(evaluatorIds)].map((memberId) => ({ termsId, step: index + 1, memberId })),
  );
}
