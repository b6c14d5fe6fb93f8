import type { Knex } from 'knex';
import type { WorkflowStep } from '../../../contract/work-rules';
import type { Pseudonym } from '../../../core/privacy/erasure';
import { signInNameOf } from '../people/sign-in-name';
import type { Actor } from '../record/event-table';
import { eraseAllRecorded } from '../record/recorded-writes';
import type { Reading, Transaction } from '../shared/database';
import { findRows } from '../shared/rows';
import { workflows, type WorkflowRow } from '../work/tables';

/** Workflows whose steps name a member by number. */
export async function findNaming(
  reading: Reading,
  signInName: string,
  options: { readonly isLocked?: boolean } = {},
): Promise<WorkflowRow[]> {
  const withSteps = (select: Knex.QueryBuilder) => select.whereNotNull('x.steps');
  const found = await findRows(reading, workflows, withSteps, options);
  return found.filter(({ steps }) =>
    (steps ?? []).some((step) => numbersIn(step).map(signInNameOf).includes(signInName)),
  );
}

/** Puts the pseudonym where workflows name the member, so that they can be edited as before. */
export async function renameInSteps(
  transaction: Transaction,
  signInName: string,
  change: { readonly pseudonym: Pseudonym; readonly actor: Actor },
): Promise<void> {
  const { pseudonym, actor } = change;
  const naming = await findNaming(transaction, signInName, { isLocked: true });
  const rename = (number: string) =>
    signInNameOf(number) === signInName ? pseudonym.number : number;
  const renamed = ({ steps }: WorkflowRow) => ({
    steps: (steps ?? []).map((step) => ({ ...step, evaluators: numbersIn(step).map(rename) })),
  });
  const happening = { type: 'workflow.memberErased', actor };
  await eraseAllRecorded(transaction, workflows, naming, renamed, happening);
}

/** As the Content Manager wrote it, a step need not say what has a default. */
function numbersIn({ evaluators }: Partial<WorkflowStep>): readonly string[] {
  return evaluators ?? [];
}
