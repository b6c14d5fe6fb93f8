import { foreseeEvaluators, groupProspects, type Foresight } from './foresee-evaluators';

const LINE = [
  { id: 'cooperative', kind: 'cooperative' },
  { id: 'community', kind: 'community' },
  { id: 'town', kind: 'town' },
];

const step = (
  level: string | null,
  evaluatorIds: string[] = [],
  tree: 'opening' | 'claimant' = 'opening',
) => ({
  level,
  evaluatorIds,
  tree,
});

/** Evaluators of organisations, each written as one letter. */
function evaluators(by: Readonly<Record<string, string>>) {
  return new Map(Object.entries(by).map(([id, letters]) => [id, new Set(letters)]));
}

const inWords = ({ prospect, startId, evaluatingId }: Foresight) =>
  `${startId} ${prospect} ${evaluatingId ?? '-'}`;

describe('before there is a claim, a step', () => {
  test.each([
    [
      'has evaluators where it begins',
      step('community'),
      { community: 'a' },
      'community here community',
    ],
    [
      'is for the next above when there are none',
      step('community'),
      { town: 't' },
      'community above town',
    ],
    ['skips an organisation without any', step(null), { town: 't' }, 'cooperative above town'],
    ['does not look below where it begins', step('town'), { community: 'a' }, 'town nobody -'],
    ['meets nobody in a town without evaluators', step(null), {}, 'cooperative nobody -'],
    ['is for who is named', step('community', ['n']), {}, 'community named -'],
    [
      'names a level that the line lacks',
      step('county'),
      { town: 't' },
      'cooperative withoutLevel town',
    ],
    [
      'of the claimant begins in its organisation when the line lacks the level',
      step('county', [], 'claimant'),
      { cooperative: 'c' },
      'cooperative here cooperative',
    ],
  ])('%s', (_what, only, by, expected) => {
    expect(foreseeEvaluators([only], LINE, evaluators(by)).map(inWords)).toEqual([expected]);
  });
});

describe('nobody evaluates at two steps, so', () => {
  const two = [step('community'), step('town')];
  test.each([
    ['different people are fine', two, { community: 'a', town: 't' }, 'here', 'here'],
    ['the only one of both leaves nobody', two, { community: 'a', town: 'a' }, 'here', 'exhausted'],
    ['two people for two steps are enough', two, { community: 'ab', town: 'ab' }, 'here', 'here'],
    ['one of several may be used up', two, { community: 'ab', town: 'a' }, 'here', 'exhausted'],
    [
      'a community that is asked twice needs two, or the town is asked',
      [step('community'), step('community')],
      { community: 'a', town: 't' },
      'here',
      'shared',
    ],
    [
      'who is named may have decided before',
      [step('community', ['n']), step('town', ['n'])],
      { town: 't' },
      'named',
      'shared',
    ],
    ['who stands in for an earlier step is not left', two, { town: 't' }, 'above', 'exhausted'],
  ])('%s', (_what, steps, by, first, second) => {
    const found = foreseeEvaluators(steps, LINE, evaluators(by));
    expect(found.map(({ prospect }) => prospect)).toEqual([first, second]);
  });

  test('a third step counts those who may have had to step in at the second', () => {
    const steps = [step('community'), step('community'), step('town')];
    const found = foreseeEvaluators(steps, LINE, evaluators({ community: 'a', town: 't' }));
    expect(found.map(({ prospect }) => prospect)).toEqual(['here', 'shared', 'exhausted']);
  });
});

describe('places of one step', () => {
  const place = (count: number, foresight: Foresight) => ({ count, unit: `u${count}`, foresight });
  const above = (startId: string): Foresight => ({
    prospect: 'above',
    startId,
    evaluatingId: 'town',
  });
  const here: Foresight = { prospect: 'here', startId: 'a', evaluatingId: 'a' };
  const nobody: Foresight = { prospect: 'nobody', startId: 'z', evaluatingId: null };

  test('are counted by prospect, the gravest first', () => {
    const groups = groupProspects([place(9, here), place(3, above('b')), place(1, nobody)]);
    expect(groups.map(({ prospect, count }) => [prospect, count])).toEqual([
      ['nobody', 1],
      ['above', 3],
      ['here', 9],
    ]);
  });

  test('between the same organisations are one example; the largest come first, three at most', () => {
    const many = ['b', 'c', 'd', 'e', 'f', 'g'].map((id) => place(1, above(id)));
    const [group] = groupProspects([...many, place(4, above('g'))]);
    expect(group?.count).toBe(10);
    expect(group?.examples).toHaveLength(3);
    expect(group?.examples[0]).toMatchObject({ count: 5, foresight: { startId: 'g' } });
  });
});
