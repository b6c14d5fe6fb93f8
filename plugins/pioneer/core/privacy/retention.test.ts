import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY } from '../time';
import { keptSince, RETENTION, type RetentionLine, type RetentionRule } from './retention';

const DOCUMENTATION = join(__dirname, '../../../../docs/privacy.md');
const rules = Object.entries(RETENTION) as [RetentionLine, RetentionRule][];

describe('how long things are kept', () => {
  test('is what docs/privacy.md says, no more and no less', () => {
    const rows = readFileSync(DOCUMENTATION, 'utf8').matchAll(
      /^\| `(\w+)` +\| (\d+) days? +\| ([^|]+?) +\| (\w+) +\| ([^|]+?) +\|$/gm,
    );
    const documented = [...rows].map(([, line, days, since, clock, then]) => {
      return { line, life: Number(days) * DAY, since, clock, then };
    });
    expect(documented).toEqual(rules.map(([line, rule]) => ({ line, ...rule })));
  });

  test('is six calendar months at least for the access log, whichever they are', () => {
    const months = Array.from({ length: 48 }, (_, month) => Date.UTC(2024, month, 1));
    for (const [index, start] of months.slice(0, -6).entries()) {
      expect(keptSince('accessLog', months[index + 6] ?? 0)).toBeLessThan(start);
    }
  });
});
