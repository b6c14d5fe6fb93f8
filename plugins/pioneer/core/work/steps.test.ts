import { HOUR } from '../time';
import { findStepsProblem, startOf, stepDeadlines } from './steps';

const LINE = [
  { id: 'cooperative-3', kind: 'cooperative' },
  { id: 'community-1', kind: 'community' },
  { id: 'town', kind: 'town' },
];

describe('a step', () => {
  test.each([
    [null, 'cooperative-3'],
    ['cooperative', 'cooperative-3'],
    ['community', 'community-1'],
    ['town', 'town'],
    ['county', undefined],
  ])('of level %j starts in the nearest organisation of that kind: %j', (level, id) => {
    expect(startOf({ level }, LINE)?.id).toBe(id);
  });

  test('of the second level starts there also for what already is of it', () => {
    expect(startOf({ level: 'community' }, LINE.slice(1))?.id).toBe('community-1');
  });

  test('has its limit and its reminder counted from when it begins', () => {
    expect(stepDeadlines({ hours: 48, remindHours: 24 }, 1000)).toEqual({
      stepEndsAt: 1000 + 48 * HOUR,
      stepRemindsAt: 1000 + 24 * HOUR,
    });
    expect(stepDeadlines({ hours: null, remindHours: null }, 1000)).toEqual({
      stepEndsAt: null,
      stepRemindsAt: null,
    });
  });
});

describe('steps', () => {
  const step = (key: string, hours: number | null = null, remindHours: number | null = null) => ({
    key,
    hours,
    remindHours,
  });

  test('follow each other under keys of their own', () => {
    expect(findStepsProblem([step('community'), step('town')])).toBeNull();
    expect(findStepsProblem([step('town'), step('town')])).toEqual({
      code: 'WORKFLOW_STEPS_REPEATED',
      facts: { key: 'town' },
    });
  });

  test.each([
    [48, 24, null],
    [null, 24, null],
    [48, null, null],
    [48, 48, 'WORKFLOW_STEP_REMINDS_LATE'],
    [24, 48, 'WORKFLOW_STEP_REMINDS_LATE'],
  ])('of %j hours may remind after %j: %j', (hours, remindHours, code) => {
    expect(findStepsProblem([step('town', hours, remindHours)])?.code ?? null).toBe(code);
  });
});
