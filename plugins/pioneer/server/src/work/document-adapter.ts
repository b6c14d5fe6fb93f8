import type { Core } from '@strapi/strapi';
import { workflowStepsSchema } from '../../../contract/work-rules';
import { findEvidenceRulesProblem } from '../../../core/evidence/rules';
import { findStandardProblem } from '../../../core/work/standard';
import { findStepsProblem } from '../../../core/work/steps';
import { findWorkflowProblem } from '../../../core/work/terms';
import { assertExpressions } from '../audience/assert-expressions';
import { peopleTables } from '../people/tables';
import { unitTables } from '../units/tables';
import { SYSTEM, type Actor } from '../record/event-table';
import { recordDeleted, recordWritten } from '../record/recorded-writes';
import { transact, type Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import type { RowOf } from '../shared/table';
import { typesWithPart } from './parts';
import { assertDrive, assertForms, assertLists } from './edited-lists';
import { findNamedSteps } from './published-task';
import { deleteTask, publishTask, unpublishTask, type TaskDocument } from './publish-task';
import { standards, workflows } from './tables';
import { asContentManagerError } from './content-manager-error';
import { editEvaluation } from './edit-evaluation';

/** What Strapi hands to a document middleware, as far as it is used here. */
export interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: {
    readonly documentId?: string;
    readonly status?: string;
    readonly data?: Readonly<Record<string, unknown>>;
  };
}

export type Next = () => Promise<unknown>;

/**
 * The one place where edits in the CMS meet the rules: an adapter only. Each edit and what follows
 * from it are one transaction, so that a refusal leaves neither.
 */
export function createDocumentAdapter(strapi: Core.Strapi) {
  const tasks = new Set<string>(typesWithPart(strapi, 'task'));
  const drives = new Set<string>(typesWithPart(strapi, 'drive'));
  const evaluations = new Set<string>(typesWithPart(strapi, 'evaluation'));
  /** Types with audience and eligibility. */
  const speaking = new Set<string>([...tasks, ...drives, workflows.uid]);
  const write = async (context: DocumentContext, next: Next): Promise<unknown> => {
    if (speaking.has(context.uid)) assertExpressions(context.params.data ?? {});
    if (tasks.has(context.uid)) return writeTask(strapi, context, next);
    if (evaluations.has(context.uid)) return editEvaluation(strapi, context, next);
    if (context.uid === standards.uid) return writeEdited(strapi, standards, context, next);
    if (context.uid === workflows.uid) return writeEdited(strapi, workflows, context, next);
    if (drives.has(context.uid)) assertDrive(context.params.data ?? {});
    if (KEPT_BY_IMPORT.has(context.uid)) throw new DomainError('PEOPLE_BY_IMPORT');
    return next();
  };
  return async (context: DocumentContext, next: Next): Promise<unknown> => {
    if (READS.has(context.action)) return next();
    try {
      return await write(context, next);
    } catch (error) {
      throw error instanceof DomainError ? asContentManagerError(strapi, error) : error;
    }
  };
}

/** Shown in the Content Manager for looking things up; their rules are in the import. */
const KEPT_BY_IMPORT = new Set<string>([...peopleTables, ...unitTables].map(({ uid }) => uid));

const READS = new Set(['findMany', 'findFirst', 'findOne', 'count']);

async function writeTask(strapi: Core.Strapi, context: DocumentContext, next: Next) {
  const publishes = context.action === 'publish' || context.params.status === 'published';
  return transact(strapi, async (transaction) => {
    const document = (documentId: string | undefined): TaskDocument => ({
      uid: context.uid,
      documentId: documentId ?? '',
      actor: editorOf(strapi),
    });
    await lockDocument(strapi, transaction, context);
    if (context.action === 'delete') {
      await deleteTask(transaction, document(context.params.documentId));
    }
    const result = await next();
    if (publishes) await publishTask(strapi, transaction, document(idOf(result)));
    if (context.action === 'unpublish') await unpublishTask(transaction, document(idOf(result)));
    return result;
  });
}

/** Whoever writes the same document meanwhile waits, before terms and opening are looked up. */
async function lockDocument(
  strapi: Core.Strapi,
  { trx }: Transaction,
  { uid, params: { documentId } }: DocumentContext,
): Promise<void> {
  if (documentId === undefined) return;
  const { tableName } = strapi.db.metadata.get(uid);
  await trx(tableName).where({ document_id: documentId }).orderBy('id').forUpdate().select('id');
}

/** Standards and workflows are edited in the Content Manager: checked, then recorded. */
async function writeEdited<T extends typeof standards | typeof workflows>(
  strapi: Core.Strapi,
  table: T,
  context: DocumentContext,
  next: Next,
) {
  return transact(strapi, async (transaction) => {
    const actor = editorOf(strapi);
    const before = await lockRow(transaction, table, context.params.documentId);
    assertLists(context.params.data ?? {});
    const result = await next();
    if (context.action === 'delete') {
      const happening = { type: `${table.subject}.deleted`, actor } as const;
      if (before !== null) await recordDeleted(transaction, table, before, happening);
      return result;
    }
    const after = await lockRow(transaction, table, idOf(result));
    if (after === null) return result;
    await assertUsable(transaction, after);
    const type = `${table.subject}.${before === null ? 'made' : 'changed'}`;
    const isClone = context.action === 'clone';
    const write = { before: isClone ? null : before, after };
    await recordWritten(transaction, table, write, { type, actor });
    return result;
  });
}

type EditedRow = RowOf<typeof standards> | RowOf<typeof workflows>;

async function assertUsable(transaction: Transaction, row: EditedRow): Promise<void> {
  if ('leaseHours' in row) {
    const steps = await findNamedSteps(transaction, workflowStepsSchema.parse(row.steps ?? []));
    assertAllowed(findWorkflowProblem(row) ?? findStepsProblem(steps));
  } else {
    assertAllowed(findStandardProblem({ ...row, grades: row.grades ?? [] }));
    const { evidenceBefore: before, evidenceDuring: during, evidenceAfter: after } = row;
    assertAllowed(findEvidenceRulesProblem({ before, during, after }));
    assertForms({ reportForm: row.reportForm, verdictForm: row.verdictForm });
  }
}

/** Two administrators who save at once write one version after the other. */
async function lockRow(
  transaction: Transaction,
  table: typeof standards | typeof workflows,
  id: string | undefined,
): Promise<EditedRow | null> {
  if (id === undefined) return null;
  return findRow<typeof table.columns>(transaction, table, { id }, { isLocked: true });
}

/** create and update give the entry; publish, unpublish, clone and delete give its entries. */
function idOf(result: unknown): string | undefined {
  const { documentId } = (result ?? {}) as { documentId?: string };
  return documentId;
}

/** The administrator whose request this is; scripts and jobs count as the system. */
function editorOf(strapi: Core.Strapi): Actor {
  const state = strapi.requestContext.get()?.state as
    | { user?: { documentId?: string }; route?: { info?: { type?: string } } }
    | undefined;
  const id = state?.route?.info?.type === 'admin' ? state.user?.documentId : undefined;
  return id === undefined ? SYSTEM : { kind: 'administrator', id };
}
