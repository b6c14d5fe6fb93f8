import { refusal, type Refusal } from '../errors';
import type { WorkStandard } from './standard';
import type { EvaluationStep } from './steps';
import type { ClaimMode } from './states';
import type { Instant } from '../time';

/** The content type and document that an opening is about; the locale only chooses the text. */
export interface Subject {
  readonly uid: string;
  readonly id: string;
}

export interface Slots {
  readonly member: number;
  readonly organisation: number;
}

export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly claimMode: ClaimMode;
  readonly leaseHours: number;
  readonly appealWindowDays: number;
  readonly steps: readonly EvaluationStep[];
}

export const DIFFICULTIES = ['easy', 'normal', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** An immutable version of everything a claim is taken under. */
export interface Terms {
  readonly subject: Subject;
  readonly claimMode: ClaimMode;
  readonly slots: Slots;
  readonly leaseHours: number;
  readonly appealWindowDays: number;
  readonly steps: readonly EvaluationStep[];
  readonly standard: WorkStandard;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly points: number;
  readonly difficulty: Difficulty;
}

/** What a task says for itself and what its drive says for all its tasks. */
interface TermsSource {
  readonly standard: WorkStandard | null;
  readonly workflow: Workflow | null;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly dueAt: Instant | null;
}

export interface TaskSource extends TermsSource {
  readonly subject: Subject;
  readonly title: string;
  readonly organisationId: string | null;
  readonly claimMode: ClaimMode | null;
  readonly slots: Slots;
  readonly points: number;
  readonly difficulty: Difficulty;
}

export type DriveSource = TermsSource;

export type TermsDecision =
  | { readonly ok: true; readonly terms: Terms }
  | { readonly ok: false; readonly refusal: Refusal };

/** Resolves the terms of a task: the task's word over its drive's, over the workflow's. */
export function resolveTerms(task: TaskSource, drive: DriveSource | null): TermsDecision {
  const standard = task.standard ?? drive?.standard ?? null;
  const workflow = task.workflow ?? drive?.workflow ?? null;
  if (standard === null || workflow === null || task.organisationId === null || !task.title) {
    return refuse('TASK_INCOMPLETE', {
      missing: missingParts(task, standard, workflow).join(', '),
    });
  }
  const claimMode = task.claimMode ?? workflow.claimMode;
  if (claimMode !== 'open') return refuse('TASK_CLAIM_MODE_NOT_YET', { mode: claimMode });
  if (task.slots.member + task.slots.organisation === 0) return refuse('TASK_WITHOUT_SLOTS');

  const dates = {
    opensAt: task.opensAt ?? drive?.opensAt ?? null,
    closesAt: task.closesAt ?? drive?.closesAt ?? null,
    dueAt: task.dueAt ?? drive?.dueAt ?? null,
  };
  const disorder = findDateDisorder(dates);
  if (disorder !== null) return { ok: false, refusal: disorder };

  const { leaseHours, appealWindowDays, steps } = workflow;
  const { subject, slots, points, difficulty } = task;
  return {
    ok: true,
    terms: {
      subject,
      claimMode,
      slots,
      leaseHours,
      appealWindowDays,
      steps,
      standard,
      ...dates,
      points,
      difficulty,
    },
  };
}

function refuse(...args: Parameters<typeof refusal>): TermsDecision {
  return { ok: false, refusal: refusal(...args) };
}

function missingParts(
  task: TaskSource,
  standard: WorkStandard | null,
  workflow: Workflow | null,
): string[] {
  const parts: [present: boolean, name: string][] = [
    [Boolean(task.title), 'title'],
    [task.organisationId !== null, 'organisation'],
    [standard !== null, 'standard'],
    [workflow !== null, 'workflow'],
  ];
  return parts.filter(([present]) => !present).map(([, name]) => name);
}

function findDateDisorder(dates: {
  opensAt: Instant | null;
  closesAt: Instant | null;
  dueAt: Instant | null;
}): Refusal | null {
  const pairs = [
    ['opensAt', 'closesAt'],
    ['opensAt', 'dueAt'],
  ] as const;
  for (const [earlier, later] of pairs) {
    const [from, to] = [dates[earlier], dates[later]];
    if (from !== null && to !== null && to <= from) {
      return refusal('TASK_DATES_DISORDERED', { earlier, later });
    }
  }
  return null;
}

/** Whether a workflow's figures can be used; the first problem is named. */
export function findWorkflowProblem(workflow: {
  leaseHours: number;
  appealWindowDays: number;
}): Refusal | null {
  const limits = [
    { field: 'leaseHours', found: workflow.leaseHours, least: 1, most: MAX_LEASE_HOURS },
    {
      field: 'appealWindowDays',
      found: workflow.appealWindowDays,
      least: 0,
      most: MAX_APPEAL_DAYS,
    },
  ];
  const off = limits.find(
    ({ found, least, most }) => !(Number.isInteger(found) && found >= least && found <= most),
  );
  if (off === undefined) return null;
  const { field, found, least, most } = off;
  return refusal('WORKFLOW_INVALID', { field, found, expected: `${least} … ${most}` });
}

/** One year: a claim that may rest longer than that is not a claim. */
export const MAX_LEASE_HOURS = 24 * 366;
export const MAX_APPEAL_DAYS = 90;
