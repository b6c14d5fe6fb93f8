import { orderOrganisations, type Placed } from './order-organisations';

const row = (code: string, parentCode: string | null): Placed => ({ code, parentCode });

function order(rows: readonly Placed[], existing: readonly string[] = []) {
  const { levels, refused } = orderOrganisations(rows, new Set(existing));
  return {
    levels: levels.map((level) => level.map(({ code }) => code)),
    refused: Object.fromEntries(refused.map((one) => [one.row.code, one.refusal])),
  };
}

describe('order of organisations', () => {
  it('puts parents before children, also when they come after', () => {
    const rows = [row('grid', 'village'), row('village', 'town'), row('town', null)];
    expect(order(rows)).toEqual({ levels: [['town'], ['village'], ['grid']], refused: {} });
  });

  it('takes parents that existed before', () => {
    expect(order([row('village', 'town')], ['town'])).toEqual({
      levels: [['village']],
      refused: {},
    });
  });

  it('refuses an unknown parent and what lies below, and places the rest', () => {
    expect(order([row('a', 'nowhere'), row('b', 'a'), row('town', null)])).toEqual({
      levels: [['town']],
      refused: {
        a: { code: 'ORGANISATION_PARENT_UNKNOWN', facts: { parentCode: 'nowhere' } },
        b: { code: 'ORGANISATION_PARENT_UNKNOWN', facts: { parentCode: 'a' } },
      },
    });
  });

  it('refuses a cycle and what lies below it', () => {
    const { levels, refused } = order([row('a', 'b'), row('b', 'a'), row('c', 'a'), row('d', 'd')]);
    expect(levels).toEqual([]);
    for (const code of ['a', 'b', 'c', 'd']) {
      expect(refused[code]).toEqual({ code: 'ORGANISATION_CYCLE', facts: { organisation: code } });
    }
  });
});
