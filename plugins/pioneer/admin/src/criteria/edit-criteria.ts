import { criterionSchema, type Criterion } from '../../../contract';

/** A criterion while it is written: label and weight may still be missing. */
export interface CriterionDraft {
  readonly key: string;
  readonly label: { readonly zh: string; readonly en?: string };
  readonly weight: number | null;
}

/** What all weights add up to; the server refuses a standard that misses it. */
export const FULL_WEIGHT = 100;

/** Starts the key of a criterion whose label has no Latin letters to make one from. */
const FALLBACK_KEY = 'criterion';
const MAX_KEY = 40;

/** What may be wrong with one part of a criterion. */
export type CriterionProblem = 'missing' | 'malformed' | 'repeated';
export type CriterionProblems = Partial<Record<'label' | 'key' | 'weight', CriterionProblem>>;

/** In front of criteria that cannot be saved yet: it makes them no JSON. */
const UNFINISHED = 'unfinished ';

/**
 * Criteria as the form holds them: the list itself, exactly as the contract wants it, or a text
 * while they are incomplete. The Content Manager refuses to send what is no JSON; an update that
 * the server refuses would make it forget what was typed.
 */
export function writeCriteria(criteria: readonly CriterionDraft[]): readonly Criterion[] | string {
  return areComplete(criteria) ? criteria : UNFINISHED + JSON.stringify(criteria);
}

/** The criteria in a value of the form; null when it is something else, which nobody should lose. */
export function readCriteria(value: unknown): CriterionDraft[] | null {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'string') {
    try {
      return readCriteria(JSON.parse(value.replace(UNFINISHED, '')) as unknown);
    } catch {
      return null;
    }
  }
  return Array.isArray(value) && value.every(isDraft) ? value : null;
}

function isDraft(value: unknown): value is CriterionDraft {
  const { key, label, weight } = (value ?? {}) as Partial<CriterionDraft>;
  return (
    typeof key === 'string' &&
    typeof label?.zh === 'string' &&
    (label.en === undefined || typeof label.en === 'string') &&
    (weight === null || typeof weight === 'number')
  );
}

/** What the weights add up to; missing ones count nothing. */
export function totalWeight(criteria: readonly CriterionDraft[]): number {
  return criteria.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
}

/** Puts an empty criterion at the end. */
export function addCriterion(criteria: readonly CriterionDraft[]): CriterionDraft[] {
  const label = { zh: '' };
  return [...criteria, { key: makeKey(label, keysOf(criteria)), label, weight: null }];
}

export function removeCriterion(
  criteria: readonly CriterionDraft[],
  index: number,
): CriterionDraft[] {
  return criteria.filter((_, place) => place !== index);
}

/** Moves one criterion to another place; a place outside the list changes nothing. */
export function moveCriterion(
  criteria: readonly CriterionDraft[],
  from: number,
  to: number,
): CriterionDraft[] {
  const moved = criteria[from];
  if (moved === undefined || to < 0 || to >= criteria.length) return [...criteria];
  const others = removeCriterion(criteria, from);
  return [...others.slice(0, to), moved, ...others.slice(to)];
}

/**
 * Changes one criterion. Its key follows the label until somebody writes it by hand; a fixed key,
 * one that was saved before, stays, because scores refer to it.
 */
export function changeCriterion(
  criteria: readonly CriterionDraft[],
  index: number,
  change: Partial<CriterionDraft>,
  fixedKeys: ReadonlySet<string> = new Set(),
): CriterionDraft[] {
  return criteria.map((criterion, place) => {
    if (place !== index) return criterion;
    const changed = { ...criterion, ...change };
    const follows =
      change.label !== undefined &&
      !fixedKeys.has(criterion.key) &&
      isMadeFrom(criterion.label, criterion.key);
    if (!follows) return changed;
    return { ...changed, key: makeKey(changed.label, keysOf(removeCriterion(criteria, index))) };
  });
}

/** A key for this label that no other criterion has. */
export function makeKey(label: CriterionDraft['label'], taken: ReadonlySet<string>): string {
  const base = baseOf(label);
  if (base !== FALLBACK_KEY && !taken.has(base)) return base;
  const start = base === FALLBACK_KEY ? 1 : 2;
  for (let number = start; ; number += 1) {
    const key = `${base}-${number}`;
    if (!taken.has(key)) return key;
  }
}

/** A weight as somebody writes it, full-width digits too; undefined for what can be no weight. */
export function readWeight(text: string): number | null | undefined {
  const digits = text.normalize('NFKC').trim();
  if (digits === '') return null;
  return /^[\d.]{1,6}$/.test(digits) && Number.isFinite(Number(digits))
    ? Number(digits)
    : undefined;
}

/** What is wrong with the criterion at this place, part by part. */
export function findCriterionProblems(
  criteria: readonly CriterionDraft[],
  index: number,
): CriterionProblems {
  const criterion = criteria[index];
  if (criterion === undefined) return {};
  const { key, label, weight } = criterion;
  const problems: CriterionProblems = {};
  if (label.zh.trim() === '') problems.label = 'missing';
  if (key === '') problems.key = 'missing';
  else if (!criterionSchema.shape.key.safeParse(key).success) problems.key = 'malformed';
  else if (criteria.some((other, place) => place !== index && other.key === key)) {
    problems.key = 'repeated';
  }
  if (weight === null) problems.weight = 'missing';
  else if (!criterionSchema.shape.weight.safeParse(weight).success) problems.weight = 'malformed';
  return problems;
}

/** Whether drafts are what the server accepts. */
export function areComplete(criteria: readonly CriterionDraft[]): criteria is Criterion[] {
  return (
    totalWeight(criteria) === FULL_WEIGHT &&
    criteria.every((_, index) => Object.keys(findCriterionProblems(criteria, index)).length === 0)
  );
}

function keysOf(criteria: readonly CriterionDraft[]): Set<string> {
  return new Set(criteria.map(({ key }) => key));
}

function isMadeFrom(label: CriterionDraft['label'], key: string): boolean {
  const base = baseOf(label);
  return (
    key === '' || key === base || /^-\d+$/.test(key.startsWith(base) ? key.slice(base.length) : '')
  );
}

function baseOf({ zh, en }: CriterionDraft['label']): string {
  return slugOf(en ?? '') || slugOf(zh) || FALLBACK_KEY;
}

/** Lower-case Latin letters and digits, words joined by dashes; room is left for a number. */
function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, MAX_KEY - 3)
    .replace(/-+$/, '');
}
