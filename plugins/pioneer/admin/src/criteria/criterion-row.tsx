import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useWords } from '../use-words';
import { CriteriaRow } from './criteria-grid';
import { CriterionCells } from './criterion-cells';
import {
  findCriterionProblems,
  type CriterionDraft,
  type CriterionProblems,
} from './edit-criteria';
import { RowActions } from './row-actions';

interface CriterionRowProps {
  readonly criteria: readonly CriterionDraft[];
  readonly index: number;
  readonly disabled: boolean;
  /** Whether somebody tried to save, so that missing entries are named too. */
  readonly wasRefused: boolean;
  readonly onChange: (change: Partial<CriterionDraft>) => void;
  /** Moves the row; `part` is what keeps the focus. */
  readonly onMove: (to: number, part: string) => void;
  readonly onRemove: () => void;
}

/** One criterion. A wrong entry is named at once, a missing one when the row was left. */
export function CriterionRow(props: CriterionRowProps) {
  const { criteria, index, disabled, wasRefused, onChange, onMove, onRemove } = props;
  const { t } = useWords();
  const [wasLeft, setWasLeft] = useState(false);
  const criterion = criteria[index];
  if (criterion === undefined) return null;

  const problems = findCriterionProblems(criteria, index);
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
    <CriteriaRow
      data-row={index}
      role="group"
      aria-label={t('criteria.row', { number: index + 1 })}
      onKeyDownCapture={moveByKey}
      onBlur={leave}
    >
      <CriterionCells
        criterion={criterion}
        problems={wasLeft || wasRefused ? problems : withoutMissing(problems)}
        disabled={disabled}
        onChange={onChange}
      />
      {disabled ? null : (
        <RowActions
          number={index + 1}
          isFirst={index === 0}
          isLast={index === criteria.length - 1}
          onUp={() => onMove(index - 1, 'up')}
          onDown={() => onMove(index + 1, 'down')}
          onRemove={onRemove}
        />
      )}
    </CriteriaRow>
  );
}

function withoutMissing(problems: CriterionProblems): CriterionProblems {
  return Object.fromEntries(
    Object.entries(problems).filter(([, problem]) => problem !== 'missing'),
  );
}

function partOf(target: EventTarget): string {
  const part = target instanceof HTMLElement ? target.closest('[data-part]') : null;
  return part?.getAttribute('data-part') ?? 'label.zh';
}
