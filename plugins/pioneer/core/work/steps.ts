import { refusal, type Refusal } from '../errors';
import { HOUR, type Instant } from '../time';
import type { LocalizedText } from './standard';

export const STEP_TREES = ['opening', 'claimant'] as const;
/** Whose line of organisations a step climbs: the opening's, or that of who did the work. */
export type StepTree = (typeof STEP_TREES)[number];

/** One level of evaluation 环节. */
export interface EvaluationStep {
  readonly key: string;
  readonly label: LocalizedText;
  readonly tree: StepTree;
  /**
   * The kind of organisation whose evaluators are asked, such as `community`: the nearest one in
   * the line. Null: the organisation in which the line begins.
   */
  readonly level: string | null;
  /** Members who are asked by name, whatever their roles; empty: the level's evaluators. */
  readonly evaluatorIds: readonly string[];
  /** How long evaluators have before the claim climbs to the next organisation; null: no limit. */
  readonly hours: number | null;
  /** How long after the claim came to them evaluators are reminded once; null: never. */
  readonly remindHours: number | null;
}

/** What a workflow without a word about it asks for. */
export const DEFAULT_STEPS: readonly EvaluationStep[] = [
  {
    key: 'acceptance',
    label: { zh: '验收', en: 'Acceptance' },
    tree: 'opening',
    level: null,
    evaluatorIds: [],
    hours: null,
    remindHours: null,
  },
];

export const MAX_STEPS = 10;
/** A quarter of a year: who needs longer has not got a step but a shelf. */
export const MAX_STEP_HOURS = 24 * 92;

/** Whether steps can be gone through; the first problem is named. */
export function findStepsProblem(
  steps: readonly Pick<EvaluationStep, 'key' | 'hours' | 'remindHours'>[],
): Refusal | null {
  const seen = new Set<string>();
  for (const { key, hours, remindHours } of steps) {
    if (seen.has(key)) return refusal('WORKFLOW_STEPS_REPEATED', { key });
    seen.add(key);
    if (hours !== null && remindHours !== null && remindHours >= hours) {
      return refusal('WORKFLOW_STEP_REMINDS_LATE', { key, hours, remindHours });
    }
  }
  return null;
}

/** An organisation in a line from the bottom up. */
export interface LineOrganisation {
  readonly id: string;
  readonly kind: string;
}

/**
 * Where a step starts to look for evaluators: the first organisation of the line that is of the
 * step's level. Null when the line has none.
 *
 * @param line from the organisation itself to the root
 */
export function startOf(
  step: Pick<EvaluationStep, 'level'>,
  line: readonly LineOrganisation[],
): LineOrganisation | null {
  const { level } = step;
  const found = level === null ? line[0] : line.find(({ kind }) => kind === level);
  return found ?? null;
}

/** When the limit and the reminder of a step fall that begins now. */
export function stepDeadlines(
  step: Pick<EvaluationStep, 'hours' | 'remindHours'>,
  now: Instant,
): { readonly stepEndsAt: Instant | null; readonly stepRemindsAt: Instant | null } {
  const after = (hours: number | null) => (hours === null ? null : now + hours * HOUR);
  return { stepEndsAt: after(step.hours), stepRemindsAt: after(step.remindHours) };
}
