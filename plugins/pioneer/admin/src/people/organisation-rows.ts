import type { ImportRows } from '../import/import-rows';
import { onePerCode } from '../import/one-per-code';
import type { CsvLine } from '../import/read-csv';

/** One row a line, parents before their children, because the server needs them in that order. */
export function organisationRows(lines: readonly CsvLine[]): ImportRows {
  const { byCode, problems } = onePerCode(lines);
  const rows = parentsFirst(byCode).map(({ line, cells }) => ({
    lines: [line],
    row: { ...cells, parentCode: cells.parentCode === '' ? null : cells.parentCode },
  }));
  return { rows, problems };
}

/** Keeps the order of the file but lets each parent go before its children; a loop stays put. */
function parentsFirst(byCode: ReadonlyMap<string, CsvLine>): CsvLine[] {
  const ordered = new Set<CsvLine>();
  for (const line of byCode.values()) {
    const path: CsvLine[] = [];
    let next: CsvLine | undefined = line;
    while (next !== undefined && !ordered.has(next) && !path.includes(next)) {
      path.push(next);
      next = byCode.get(next.cells.parentCode ?? '');
    }
    path.reverse().forEach((step) => ordered.add(step));
  }
  return [...ordered];
}
