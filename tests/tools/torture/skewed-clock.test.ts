import { execFileSync } from 'node:child_process';
import { skewedBy } from '../../../tools/torture/nodes';

const MINUTE = 60_000;

/** What a process whose clock is off makes of an expression, and the moment at which it was asked. */
function evaluate(expression: string, ms: number): unknown {
  const program = `process.stdout.write(JSON.stringify(${expression}))`;
  const env = { ...process.env, ...skewedBy(ms) };
  return JSON.parse(execFileSync(process.execPath, ['-e', program], { env, encoding: 'utf8' }));
}

it.each([
  ['ahead', 5 * MINUTE],
  ['behind', -5 * MINUTE],
])('a clock that is %s is so in every way in which it is asked', (_how, ms) => {
  const before = Date.now() + ms;
  const asked = '[Date.now(), +new Date(), Date.parse(Date())]';
  const told = evaluate(asked, ms) as number[];
  const after = Date.now() + ms;

  expect(told).toHaveLength(3);
  for (const moment of told) {
    // As words it has no parts of a second.
    expect(moment).toBeGreaterThan(before - 1001);
    expect(moment).toBeLessThanOrEqual(after);
  }
});

it('moments that are given stay what they are, and are dates', () => {
  const given = '[new Date(5).getTime(), Date.UTC(1970, 0), new Date(5) instanceof Date]';
  expect(evaluate(given, MINUTE)).toEqual([5, 0, true]);
  expect(evaluate('new Date(5).constructor === Date', MINUTE)).toBe(true);
});
