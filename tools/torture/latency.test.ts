import type { Attempt, FaultSpan } from './history';
import { p99OfAnswers } from './latency';

const FAULT: FaultSpan = { fault: 'kill-node', node: 0, from: 50_000, to: 60_000 };

function answered(from: number, ms: number, outcome: Attempt['outcome'] = 'ok'): Attempt {
  const asked = { key: `key ${from}`, node: 0, actor: 'chen', op: 'read', about: {} };
  const told = { outcome, status: 200, code: null };
  return { id: from, ...asked, ...told, from, to: from + ms };
}

it('is the time within which 99 of 100 answers came', () => {
  const attempts = Array.from({ length: 200 }, (_, place) => answered(place, 200 - place));
  expect(p99OfAnswers({ attempts, faults: [] })).toBe(198);
});

it('leaves out what a fault held up, and what nobody answered', () => {
  const attempts = [
    answered(0, 10),
    answered(49_000, 2000),
    answered(55_000, 30_000),
    answered(70_000, 30_000, 'unknown'),
  ];
  expect(p99OfAnswers({ attempts, faults: [FAULT] })).toBe(10);
});

it('is nothing where nothing was answered while all was well', () => {
  expect(p99OfAnswers({ attempts: [answered(55_000, 5)], faults: [FAULT] })).toBeNull();
});
