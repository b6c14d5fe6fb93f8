import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import { Field } from '@strapi/design-system';
import { useWords } from '../use-words';
import type { Problem, Problems, RowDraft } from './edit-rows';
import { RowActions } from './row-actions';
import { gridOf, RowGrid } from './rows-grid';
import type { RowCell, RowColumn, RowsKind } from './rows-kind';

interface OneRowProps<Row extends RowDraft> {
  readonly kind: RowsKind<Row>;
  readonly rows: readonly Row[];
  readonly index: number;
  readonly disabled: boolean;
  /** Whether somebody tried to save, so that missing entries are named too. */
  readonly wasRefused: boolean;
  readonly onChange: (change: Partial<Row>) => void;
  /** Moves the row; `part` is what keeps the focus. */
  readonly onMove: (to: number, part: string) => void;
  readonly onRemove: () => void;
}

/** One row. A wrong entry is named at once, a missing one when the row was left. */
export function OneRow<Row extends RowDraft>(props: OneRowProps<Row>) {
  const { kind, rows, index, disabled, wasRefused, onChange, onMove, onRemove } = props;
  const { t } = useWords();
  const [wasLeft, setWasLeft] = useState(false);
  const row = rows[index];
  if (row === undefined) return null;

  const problems = kind.findProblems(rows, index);
  const shown = wasLeft || wasRefused ? problems : withoutMissing(problems);
  const moveByKey = (event: KeyboardEvent) => {
    const to = event.key === 'ArrowUp' ? index - 1 : event.key === 'ArrowDown' ? index + 1 : null;
    if (to === null || !event.altKey || disabled) return;
    // Taken before the number input sees it, which would count up or down.
    event.preventDefault();
    event.stopPropagation();
    onMove(to, partOf(event.target));
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setWasLeft(true);
  };
  return (
    <RowGrid
      {...gridOf(kind)}
      data-row={index}
      role="group"
      aria-label={t('rows.row', { number: index + 1 })}
      onKeyDownCapture={moveByKey}
      onBlur={leave}
    >
      {kind.columns.map((column) => (
        <Cell
          key={column.part}
          column={column}
          problem={shown[column.part]}
          cell={{ row, disabled, onChange }}
        />
      ))}
      {disabled ? null : (
        <RowActions
          number={index + 1}
          isFirst={index === 0}
          isLast={index === rows.length - 1}
          onUp={() => onMove(index - 1, 'up')}
          onDown={() => onMove(index + 1, 'down')}
          onRemove={onRemove}
        />
      )}
    </RowGrid>
  );
}

interface CellProps<Row extends RowDraft> {
  readonly column: RowColumn<Row>;
  readonly problem: Problem | undefined;
  readonly cell: RowCell<Row>;
}

/** One input with its label and its problem. */
function Cell<Row extends RowDraft>({ column, problem, cell }: CellProps<Row>) {
  const { t } = useWords();
  return (
    <Field.Root minWidth={0} {...(problem && { error: column.explain(t, problem) })}>
      <Field.Label className="cell-label">{column.title(t)}</Field.Label>
      {column.input(cell)}
      <Field.Error />
    </Field.Root>
  );
}

function withoutMissing(problems: Problems): Problems {
  return Object.fromEntries(
    Object.entries(problems).filter(([, problem]) => problem !== 'missing'),
  );
}

function partOf(target: EventTarget): string {
  const part = target instanceof HTMLElement ? target.closest('[data-part]') : null;
  return part?.getAttribute('data-part') ?? 'label.zh';
}
