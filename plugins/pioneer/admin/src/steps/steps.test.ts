import { workflowStepsSchema } from '../../../contract';
import {
  areStepsComplete,
  findStepProblems,
  NEW_STEP,
  readEvaluators,
  readStep,
  type StepDraft,
} from './steps';

function step(key: string, parts: Partial<StepDraft> = {}): StepDraft {
  return { key, label: { zh: '社区初验' }, ...NEW_STEP, ...parts };
}

test.each([
  ['a limit of 0 hours', { hours: 0 }, { hours: 'malformed' }],
  ['half an hour', { hours: 0.5 }, { hours: 'malformed' }],
  ['a reminder at the end', { hours: 24, remindHours: 24 }, { remindHours: 'malformed' }],
  ['a reminder after the end', { hours: 24, remindHours: 48 }, { remindHours: 'malformed' }],
  ['nothing in a step without limits', {}, {}],
  ['nothing in a reminder without limit', { remindHours: 24 }, {}],
])('names %s', (_, parts, expected) => {
  const steps = [step('community'), step('town', parts)];
  expect(findStepProblems(steps, 1)).toEqual(expected);
  expect(areStepsComplete(steps)).toBe(Object.keys(expected).length === 0);
});

test('calls steps complete exactly when the contract accepts them', () => {
  const steps = [
    step('community', { level: 'community', hours: 48, remindHours: 24 }),
    step('town', { tree: 'claimant', evaluators: ['M0001'] }),
  ];
  expect(areStepsComplete(steps)).toBe(true);
  expect(workflowStepsSchema.parse(steps)).toEqual(steps);
});

test.each([
  ['', []],
  ['M0001', ['M0001']],
  ['M0001, M0002，M0003、M0004  M0005', ['M0001', 'M0002', 'M0003', 'M0004', 'M0005']],
])('reads the evaluators in "%s"', (text, numbers) => {
  expect(readEvaluators(text)).toEqual(numbers);
});

test('reads a step of which only the name is known', () => {
  expect(readStep({ key: 'town', label: { zh: '镇终验' } })).toEqual({
    ...step('town'),
    label: { zh: '镇终验' },
  });
  expect(readStep('town')).toBeNull();
});
