import type { ImportRows, PendingRow } from '../import/import-rows';
import { onePerCode } from '../import/one-per-code';
import type { CsvLine } from '../import/read-csv';

/** A number of degrees, or nothing. */
const DEGREES = /^([+-]?\d+(\.\d+)?)?$/;

/** One row a line; a place that nobody measured has neither latitude nor longitude. */
export function spotRows(lines: readonly CsvLine[]): ImportRows {
  const { byCode, problems } = onePerCode(lines);
  const rows: PendingRow[] = [];
  for (const { line, cells } of byCode.values()) {
    const { latitude = '', longitude = '' } = cells;
    const bad = [latitude, longitude].find((value) => !DEGREES.test(value));
    if (bad !== undefined) {
      problems.push({ line, kind: 'notANumber', value: bad });
      continue;
    }
    const degrees = (value: string) => (value === '' ? null : Number(value));
    const place = { latitude: degrees(latitude), longitude: degrees(longitude) };
    rows.push({ lines: [line], row: { ...cells, ...place } });
  }
  return { rows, problems };
}

/** One row a line. */
export function householdRows(lines: readonly CsvLine[]): ImportRows {
  const { byCode, problems } = onePerCode(lines);
  const rows = [...byCode.values()].map(({ line, cells }) => ({ lines: [line], row: cells }));
  return { rows, problems };
}
