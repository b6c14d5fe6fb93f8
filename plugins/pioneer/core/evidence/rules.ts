import { refusal, type Refusal } from '../errors';

export const EVIDENCE_MOMENTS = ['before', 'during', 'after'] as const;
/** Which moment of the work a piece of evidence shows. */
export type EvidenceMoment = (typeof EVIDENCE_MOMENTS)[number];

/** How many pieces of evidence the reports of a claim show at least when work is submitted. */
export type EvidenceRules = Readonly<Record<EvidenceMoment, number>>;

/** More than that nobody looks at. */
export const MAX_EVIDENCE_RULE = 20;
/** Of one claim, all rounds together, attached to a report or not. */
export const MAX_EVIDENCE = 200;
/** Of one report: what an evaluator still looks at, and a phone shows in one grid. */
export const MAX_EVIDENCE_OF_REPORT = 9;
export const MAX_EVIDENCE_BYTES = 10 * 1024 * 1024;
/** What a phone takes; a small file that unfolds to more than that is a bomb. */
export const MAX_PIXELS = 50_000_000;
export const MAX_EVIDENCE_NAME = 100;

/** The attributes of a work standard in which its evidence rules stand. */
export const EVIDENCE_FIELDS = {
  before: 'evidenceBefore',
  during: 'evidenceDuring',
  after: 'evidenceAfter',
} as const satisfies Record<EvidenceMoment, string>;

/** Whether evidence rules can be met; the first problem is named. */
export function findEvidenceRulesProblem(rules: EvidenceRules): Refusal | null {
  for (const moment of EVIDENCE_MOMENTS) {
    const found = rules[moment];
    if (Number.isInteger(found) && found >= 0 && found <= MAX_EVIDENCE_RULE) continue;
    const expected = `0 … ${MAX_EVIDENCE_RULE}`;
    return refusal('STANDARD_EVIDENCE_OFF', { field: EVIDENCE_FIELDS[moment], found, expected });
  }
  return null;
}

/**
 * Whether a claim may be submitted with this evidence: what its reports show, of all rounds, the
 * submission itself included. What was uploaded and not attached to a report does not count,
 * because no evaluator would see what it belongs to.
 */
export function findEvidenceProblem(
  rules: EvidenceRules,
  shown: readonly EvidenceMoment[],
): Refusal | null {
  for (const moment of EVIDENCE_MOMENTS) {
    const found = shown.filter((item) => item === moment).length;
    const expected = rules[moment];
    if (found < expected) return refusal('EVIDENCE_MISSING', { moment, found, expected });
  }
  return null;
}

/**
 * What a file is called when somebody downloads it: the name that it came with, without its path
 * and what no file system takes, and with the ending of what it really is.
 */
export function evidenceNameOf(sent: string, ending: string): string {
  const [base = ''] = sent.normalize('NFC').split(/[/\\]/).slice(-1);
  const name = base
    .replace(/\.[^.]*$/, '')
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .trim();
  const short = [...name].slice(0, MAX_EVIDENCE_NAME).join('');
  return `${short === '' ? 'evidence' : short}.${ending}`;
}
