import type { CsvLine } from './read-csv';

/** A row as the server wants it, and the lines of the file that it was made from. */
export interface PendingRow {
  readonly lines: readonly number[];
  readonly row: object;
}

/** A line that cannot be sent, with why. */
export type LineProblem =
  | {
      readonly line: number;
      readonly kind: 'codeRepeated';
      readonly code: string;
      readonly otherLine: number;
    }
  | { readonly line: number; readonly kind: 'roleUnknown'; readonly role: string }
  | {
      readonly line: number;
      readonly kind: 'notANumber' | 'dayKindUnknown';
      readonly value: string;
    }
  | {
      readonly line: number;
      readonly kind: 'nameDiffers';
      readonly number: string;
      readonly name: string;
      readonly otherLine: number;
    }
  | {
      readonly line: number;
      readonly kind: 'phoneDiffers';
      readonly number: string;
      readonly otherLine: number;
    };

export interface ImportRows {
  readonly rows: PendingRow[];
  readonly problems: LineProblem[];
}

/** Makes the rows of one kind of import from the lines of a file. */
export type ToRows = (lines: readonly CsvLine[]) => ImportRows;
