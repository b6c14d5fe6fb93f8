import { partOf, type EditLayout } from '../content-manager';

/** What the use case writes when a claim is decided; the server refuses changes by anybody else. */
const GOVERNED_FIELDS: ReadonlySet<string> = new Set([
  'claimId',
  'task',
  'organisation',
  'decision',
  'score',
  'passMark',
  'grade',
  'criteria',
  'decidedAt',
]);

/** Makes governed fields of an evaluation read-only; every other edit view stays as it is. */
export function lockGovernedFields<Passed extends { layout: EditLayout }>(passed: Passed): Passed {
  if (partOf(passed.layout) !== 'evaluation') return passed;
  const layout = passed.layout.layout.map((panel) =>
    panel.map((row) =>
      row.map((field) => (GOVERNED_FIELDS.has(field.name) ? { ...field, disabled: true } : field)),
    ),
  );
  return { ...passed, layout: { ...passed.layout, layout } };
}
