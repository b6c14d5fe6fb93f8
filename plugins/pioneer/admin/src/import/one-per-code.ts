import type { LineProblem } from './import-rows';
import type { CsvLine } from './read-csv';

/** The first line of each code; the server sees one part at a time, so the others are found here. */
export function onePerCode(lines: readonly CsvLine[]): {
  readonly byCode: ReadonlyMap<string, CsvLine>;
  readonly problems: LineProblem[];
} {
  const byCode = new Map<string, CsvLine>();
  const problems: LineProblem[] = [];
  for (const line of lines) {
    const { code = '' } = line.cells;
    const first = code === '' ? undefined : byCode.get(code);
    // Lines without a code do not stand for each other; the server refuses each of them.
    if (first === undefined) byCode.set(code || `line ${line.line}`, line);
    else problems.push({ line: line.line, kind: 'codeRepeated', code, otherLine: first.line });
  }
  return { byCode, problems };
}
