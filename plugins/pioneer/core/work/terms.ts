import { refusal, type Refusal } from '../errors';
import type { EvidenceRules } from '../evidence/rules';
import type { Expressions } from './audience';
import { findFormProblem, type Form } from './form';
import type { WorkStandard } from './standard';
import type { EvaluationStep } from './steps';
import type { ClaimMode } from './states';
import type { Instant } from '../time';
import type { UnitKind, UnitSelection } from '../units/units';

/** The content type and document that an opening is about; the locale only chooses the text. */
export interface Subject {
  readonly uid: string;
  readonly id: string;
}

export interface Slots {
  readonly member: number;
  readonly organisation: number;
}

/** How claims are taken, kept and given back. */
export interface ClaimRules {
  readonly leaseHours: number;
  readonly appealWindowDays: number;
  /** Whether claimants may wait for a slot when all are taken. */
  readonly waitingList: boolean;
  /** How long a slot that is offered waits for an answer. */
  readonly offerHours: number;
  /** How many claims a claimant may have running under the workflow; null: any number. */
  readonly liveLimit: number | null;
  /** How long whoever let a claim expire waits before claiming again under the workflow. */
  readonly coolDownHours: number;
  /** How many times claimants may extend the lease of a claim by themselves. */
  readonly extensions: number;
  /** Whether giving up work that has begun needs a manager's yes. */
  readonly withdrawalNeedsApproval: boolean;
}

export interface Workflow extends ClaimRules, Expressions {
  readonly id: string;
  readonly name: string;
  readonly claimMode: ClaimMode;
  readonly steps: readonly EvaluationStep[];
}

export const DIFFICULTIES = ['easy', 'normal', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** An immutable version of everything a claim is taken under. */
export interface Terms extends ClaimRules, Expressions {
  readonly subject: Subject;
  readonly workflowId: string;
  readonly claimMode: ClaimMode;
  /** In claim mode everyone: which kinds are enrolled; the openings grow with them. */
  readonly slots: Slots;
  readonly units: UnitSelection;
  readonly steps: readonly EvaluationStep[];
  readonly standard: WorkStandard;
  /** What claimants answer with every report and submission. */
  readonly reportForm: Form;
  /** What evaluators answer with every verdict. */
  readonly verdictForm: Form;
  readonly evidence: EvidenceRules;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly points: number;
  readonly difficulty: Difficulty;
}

/** A work standard with the forms to fill in and the evidence to show under it. */
export interface StandardSource extends WorkStandard {
  readonly reportForm: Form;
  readonly verdictForm: Form;
  readonly evidence: EvidenceRules;
}

/** What a task says for itself and what its drive says for all its tasks. */
interface TermsSource extends Expressions {
  readonly standard: StandardSource | null;
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
  readonly units: UnitSelection;
  readonly points: number;
  readonly difficulty: Difficulty;
}

export interface DriveSource extends TermsSource {
  /** Asked in reports of all its tasks, after what the standard asks. */
  readonly reportForm: Form;
}

export type TermsDecision =
  | { readonly ok: true; readonly terms: Terms }
  | { readonly ok: false; readonly refusal: Refusal };

/** Resolves the terms of a task: the task's word over its drive's, over the workflow's. */
export function resolveTerms(task: TaskSource, drive: DriveSource | null): TermsDecision {
  const { standard, workflow } = rulesOf(task, drive);
  const [problem = null] = findTermsProblems(task, drive);
  if (problem !== null || standard === null || workflow === null) {
    return { ok: false, refusal: problem ?? incomplete(task, drive) };
  }
  const claimMode = task.claimMode ?? workflow.claimMode;
  const dates = datesOf(task, drive);
  const { reportForm: _ownForm, verdictForm, evidence, ...measured } = standard;
  const reportForm = reportFormOf(task, drive);

  const { id: workflowId, name: _name, claimMode: _claimMode, ...rules } = workflow;
  const { subject, slots, units, points, difficulty } = task;
  return {
    ok: true,
    terms: {
      subject,
      workflowId,
      claimMode,
      slots,
      units: hasCategory(units.kind) ? units : { ...units, category: null },
      ...rules,
      standard: measured,
      reportForm,
      verdictForm,
      evidence,
      audience: task.audience ?? drive?.audience ?? workflow.audience,
      eligibility: task.eligibility ?? drive?.eligibility ?? workflow.eligibility,
      ...dates,
      points,
      difficulty,
    },
  };
}

/** Everything that keeps a task from having terms; the first is what publishing is refused with. */
export function findTermsProblems(task: TaskSource, drive: DriveSource | null): Refusal[] {
  const { slots } = task;
  const problems = [
    missingParts(task, drive).length > 0 ? incomplete(task, drive) : null,
    slots.member + slots.organisation === 0 ? refusal('TASK_WITHOUT_SLOTS') : null,
    findDatesProblem(task, drive),
    findDateDisorder(datesOf(task, drive)),
    findFormProblem(reportFormOf(task, drive)),
  ];
  return problems.filter((problem) => problem !== null);
}

/** Neither the task as a whole nor a date belongs to a category. */
function hasCategory(kind: UnitKind): boolean {
  return kind !== 'none' && kind !== 'date';
}

/** Dates of posts are assigned to their holders, who are members. */
function findDatesProblem(task: TaskSource, drive: DriveSource | null): Refusal | null {
  const { units, slots } = task;
  const mode = task.claimMode ?? rulesOf(task, drive).workflow?.claimMode;
  if (units.kind !== 'date' || mode === undefined) return null;
  if (mode === 'assign' && slots.member > 0) return null;
  return refusal('TASK_DATES_UNASSIGNED', { mode, slots: slots.member });
}

function rulesOf(task: TaskSource, drive: DriveSource | null) {
  return {
    standard: task.standard ?? drive?.standard ?? null,
    workflow: task.workflow ?? drive?.workflow ?? null,
  };
}

function datesOf(task: TaskSource, drive: DriveSource | null) {
  return {
    opensAt: task.opensAt ?? drive?.opensAt ?? null,
    closesAt: task.closesAt ?? drive?.closesAt ?? null,
    dueAt: task.dueAt ?? drive?.dueAt ?? null,
  };
}

/** What the standard asks, then what the drive asks of all its tasks. */
function reportFormOf(task: TaskSource, drive: DriveSource | null): Form {
  return [...(rulesOf(task, drive).standard?.reportForm ?? []), ...(drive?.reportForm ?? [])];
}

function incomplete(task: TaskSource, drive: DriveSource | null): Refusal {
  return refusal('TASK_INCOMPLETE', { missing: missingParts(task, drive).join(', ') });
}

function missingParts(task: TaskSource, drive: DriveSource | null): string[] {
  const { standard, workflow } = rulesOf(task, drive);
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

/** One year: a claim that may rest longer than that is not a claim. */
export const MAX_LEASE_HOURS = 24 * 366;
export const MAX_APPEAL_DAYS = 90;
/** A month: whoever has not answered an offer by then will not. */
export const MAX_OFFER_HOURS = 24 * 31;
export const MAX_LIVE_CLAIMS = 1000;
export const MAX_COOL_DOWN_HOURS = 24 * 92;
export const MAX_EXTENSIONS = 20;

type Figure = Exclude<keyof ClaimRules, 'waitingList' | 'withdrawalNeedsApproval'>;

/** What the figures of a workflow may be. */
const FIGURES: Readonly<Record<Figure, readonly [least: number, most: number]>> = {
  leaseHours: [1, MAX_LEASE_HOURS],
  appealWindowDays: [0, MAX_APPEAL_DAYS],
  offerHours: [1, MAX_OFFER_HOURS],
  liveLimit: [1, MAX_LIVE_CLAIMS],
  coolDownHours: [0, MAX_COOL_DOWN_HOURS],
  extensions: [0, MAX_EXTENSIONS],
};

/** Whether a workflow's figures can be used; the first problem is named. */
export function findWorkflowProblem(workflow: Pick<ClaimRules, Figure>): Refusal | null {
  for (const [field, [least, most]] of Object.entries(FIGURES)) {
    const found = workflow[field as Figure];
    if (field === 'liveLimit' && found === null) continue;
    if (Number.isInteger(found) && Number(found) >= least && Number(found) <= most) continue;
    return refusal('WORKFLOW_INVALID', { field, found, expected: `${least} … ${most}` });
  }
  return null;
}
