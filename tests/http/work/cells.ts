import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** What a command comes to when somebody gives it to a claim or an opening in some state. */
export interface Cell {
  readonly state: string;
  readonly command: string;
  readonly role: string;
  /** The state that it leads to, `same`, or the code of the refusal. */
  readonly outcome: string;
}

/** Written by hand; the code never reads it. */
export const allCells: readonly Cell[] = parse(readFileSync(join(__dirname, 'legal-cells.csv')), {
  columns: true,
});
