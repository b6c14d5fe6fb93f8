import type { ComponentType, ReactNode } from 'react';
import type { Problem, Problems, RowDraft } from './edit-rows';
import type { Translate } from '../use-words';

/** One part of a row: its place in the grid and what is written in it. */
export interface RowColumn<Row extends RowDraft> {
  /** What takes the focus, and what problems are named by. */
  readonly part: string;
  /** A track of CSS grid. */
  readonly width: string;
  title(t: Translate): string;
  input(cell: RowCell<Row>): ReactNode;
  /** What the reader is told of a problem. */
  explain(t: Translate, problem: Problem): string;
}

export interface RowCell<Row extends RowDraft> {
  readonly row: Row;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<Row>) => void;
}

/** Everything that distinguishes one list in a form from another. */
export interface RowsKind<Row extends RowDraft> {
  readonly columns: readonly RowColumn<Row>[];
  /** Narrower than this, a row of the field stands as a card with labels of its own. */
  readonly cardBelow: string;
  /** The most rows that the contract accepts. */
  readonly most: number;
  readonly empty: Omit<Row, keyof RowDraft>;
  /** Starts the key of a row whose label has no Latin letters to make one from. */
  readonly fallbackKey: string;
  readonly words: {
    add(t: Translate): string;
    none(t: Translate): string;
    most(t: Translate, count: number): string;
    incomplete(t: Translate): string;
  };
  /** One row as it was stored or half written; null for what is something else. */
  readRow(value: unknown): Row | null;
  findProblems(rows: readonly Row[], index: number): Problems;
  /** Whether the server would accept the rows. */
  areComplete(rows: readonly Row[]): boolean;
  /** Stands below the rows and says how the whole is doing. */
  readonly Footer?: ComponentType<{ readonly rows: readonly Row[] }>;
}
