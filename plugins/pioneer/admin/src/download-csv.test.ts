import { toCsv } from './download-csv';

test('a downloaded cell never runs as a formula', () => {
  const csv = toCsv(['number'], [['=1+1'], ['@x'], ['-2'], ['m1']]);
  expect(csv.split('\r\n').slice(1, 5)).toEqual([`"'=1+1"`, `"'@x"`, `"'-2"`, 'm1']);
});
