import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSpots } from './read-spots';

const HEADER =
  'key,opened_at,closed_at,category,complaint,detail,address,district,neighborhood,latitude,longitude';
const ROW =
  '1,2016-03-01 08:00:00+00:00,2016-03-02 09:30:00+00:00,Litter,Bin full,,1 Oak Road,3,East End,22.8,113.1';

const folder = mkdtempSync(join(tmpdir(), 'pioneer-spots-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(...lines: string[]) {
  const file = join(folder, 'spots.csv');
  writeFileSync(file, lines.join('\n'));
  return readSpots(file);
}

it('reads a row with its moments, its place and its organisation', async () => {
  const { spots, reports } = await read(HEADER, ROW);
  expect(reports).toEqual([]);
  expect(spots).toEqual([
    {
      key: '1',
      category: 'Litter',
      complaint: 'Bin full',
      detail: '',
      address: '1 Oak Road',
      district: '3',
      neighbourhood: 'East End',
      latitude: 22.8,
      longitude: 113.1,
      openedAt: new Date('2016-03-01T08:00:00Z'),
      closedAt: new Date('2016-03-02T09:30:00Z'),
    },
  ]);
});

it('reads a byte order mark, columns in any order and a field over two lines', async () => {
  const reversed = [HEADER, ROW].map((line) => line.split(',').reverse().join(','));
  const { spots } = await read(
    `\uFEFF${reversed[0]}`,
    reversed[1]?.replace('1 Oak Road', '"1 Oak\nRoad"') ?? '',
  );
  expect(spots.map(({ key }) => key)).toEqual(['1']);
});

it.each([
  ['a date that is none', ROW.replace('2016-03-01', '2016-13-01'), /opened_at/],
  ['a date without offset', ROW.replace('08:00:00+00:00', '08:00:00'), /opened_at/],
  ['a closing date that is none', ROW.replace('2016-03-02 09:30:00+00:00', 'soon'), /closed_at/],
  ['a latitude beyond the pole', ROW.replace('22.8', '95'), /latitude/],
  ['a longitude that is no number', ROW.replace('113.1', '1e2'), /longitude/],
  ['no neighbourhood', ROW.replace('East End', ' '), /neighborhood/],
  ['a character that databases refuse', ROW.replace('Bin', 'B\u0000n'), /U\+0000/],
  ['a column too few', ROW.replace(',113.1', ''), /length/i],
  ['a key that was there before', ROW, /second time/],
])('leaves out %s and goes on', async (_what, row, reason) => {
  const { spots, reports } = await read(HEADER, ROW, row, ROW.replace('1,', '2,'));
  expect(spots.map(({ key }) => key)).toEqual(['1', '2']);
  expect(reports).toEqual([
    { line: 3, reason: expect.stringMatching(reason) as string, used: false },
  ]);
});

it.each([
  ['closes before it opens', ROW.replace('2016-03-02', '2016-02-28'), /closes at/],
  ['lies in a district -1', ROW.replace(',3,', ',-1,'), /district "-1"/],
])('reports and uses a row that %s', async (_what, row, reason) => {
  const { spots, reports } = await read(HEADER, row);
  expect(spots).toHaveLength(1);
  expect(reports).toEqual([
    { line: 2, reason: expect.stringMatching(reason) as string, used: true },
  ]);
});

it('stops at once when a column is missing, and names it', async () => {
  const lines = read(HEADER.replace('district,', ''), ROW);
  await expect(lines).rejects.toThrow(/lacks the column district/);
});

it('stops when nothing can be used', async () => {
  await expect(read(HEADER)).rejects.toThrow(/no row that can be used/);
  await expect(read('')).rejects.toThrow(/no row that can be used/);
  await expect(readSpots(join(folder, 'nowhere.csv'))).rejects.toThrow(/cannot be read/);
});
