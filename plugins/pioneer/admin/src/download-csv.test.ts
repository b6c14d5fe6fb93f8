import { toCsv } from './download-csv';

test.each(['=1+1', '+1', '-2', '@x', '\t=1', '\r=1', '＝1+1', '＋1', '－2', '＠x'])(
  'a downloaded cell never runs as a formula: %j',
  (formula) => {
    const csv = toCsv(['number'], [[formula], ['m1']]);

    expect(csv).toBe(`\uFEFFnumber\r\n"'${formula}"\r\nm1\r\n`);
  },
);
