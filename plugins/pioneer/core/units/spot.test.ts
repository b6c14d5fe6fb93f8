import { findAgain, putRight, type SpotFacts } from './spot';

const NOW = Date.UTC(2026, 5, 1);
const BEFORE = NOW - 1000;
const found: SpotFacts = { code: 'S-1', state: 'found', foundAt: BEFORE, timesFound: 1 };
const done: SpotFacts = { ...found, state: 'putRight' };

describe('a spot', () => {
  test('is put right by accepted work', () => {
    expect(putRight(found, NOW)).toEqual({ state: 'putRight', putRightAt: NOW });
  });

  test('that is put right already stays as it is', () => {
    expect(putRight(done, NOW)).toBeNull();
  });

  test('that was put right may be found again, which counts', () => {
    expect(findAgain(done, NOW)).toEqual({
      ok: true,
      changes: { state: 'found', foundAt: NOW, timesFound: 2, putRightAt: null },
    });
  });

  test('that is still in disorder cannot be found again', () => {
    expect(findAgain(found, NOW)).toMatchObject({
      ok: false,
      refusal: { code: 'SPOT_NOT_PUT_RIGHT', facts: { spot: 'S-1' } },
    });
  });
});
