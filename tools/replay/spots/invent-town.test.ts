import { inventTown } from './invent-town';

function sizesOf(scale: number) {
  const { spots, tree, members } = inventTown(scale, 1);
  const kinds = tree.rows.map(({ kind }) => kind);
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  return {
    towns: count('town'),
    communities: count('community'),
    cooperatives: count('cooperative'),
    spots: spots.length,
    members,
  };
}

it('has the size of the town of the mission', () => {
  const expected = { towns: 1, communities: 27, cooperatives: 245, spots: 3292, members: 5000 };
  expect(sizesOf(1)).toEqual(expected);
});

it('is smaller by a scale, down to one cooperative', () => {
  expect(sizesOf(0.1)).toMatchObject({ communities: 3, cooperatives: 25, spots: 330 });
  expect(sizesOf(0.001)).toMatchObject({ communities: 1, cooperatives: 1, spots: 4, members: 5 });
});

it('is the same for the same seed', () => {
  expect(inventTown(0.05, 3).spots).toEqual(inventTown(0.05, 3).spots);
  expect(inventTown(0.05, 3).spots).not.toEqual(inventTown(0.05, 4).spots);
});
