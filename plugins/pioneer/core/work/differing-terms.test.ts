import { differingTerms } from './differing-terms';
import type { Terms } from './terms';

const TERMS = {
  leaseHours: 72,
  slots: { member: 1, organisation: 0 },
  steps: [{ key: 'a' }, { key: 'b' }],
} as unknown as Terms;

describe('two versions of terms', () => {
  test('do not differ by the order in which they were written', () => {
    const again = { ...TERMS, slots: { organisation: 0, member: 1 } };
    expect(differingTerms(TERMS, again)).toEqual([]);
  });

  test('differ by every part that says something else', () => {
    const newer = { ...TERMS, leaseHours: 48, steps: [...TERMS.steps].reverse() };
    expect(differingTerms(TERMS, newer)).toEqual(['leaseHours', 'steps']);
  });

  test('differ by a part that the older one did not have', () => {
    const newer = { ...TERMS, extensions: 2 } as Terms;
    expect(differingTerms(TERMS, newer)).toEqual(['extensions']);
  });
});
