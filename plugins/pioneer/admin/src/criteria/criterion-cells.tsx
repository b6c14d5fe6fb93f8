import type { ReactNode } from 'react';
import { Field, TextInput } from '@strapi/design-system';
import { useWords, type WordKey } from '../use-words';
import type { Column } from './criteria-grid';
import { readWeight, type CriterionDraft, type CriterionProblems } from './edit-criteria';

interface CriterionCellsProps {
  readonly criterion: CriterionDraft;
  readonly problems: CriterionProblems;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<CriterionDraft>) => void;
}

/** The inputs of one criterion, each with its problem below. */
export function CriterionCells({ criterion, problems, disabled, onChange }: CriterionCellsProps) {
  const { key, label, weight } = criterion;
  const { zh, en = '' } = label;
  const changeLabel = (chinese: string, english: string) =>
    onChange({ label: english === '' ? { zh: chinese } : { zh: chinese, en: english } });
  const trimLabel = () => {
    if (zh !== zh.trim() || en !== en.trim()) changeLabel(zh.trim(), en.trim());
  };
  const problem = (part: keyof CriterionProblems): WordKey | null =>
    problems[part] === undefined ? null : (`criteria.problem.${part}.${problems[part]}` as WordKey);

  return (
    <>
      <Cell column="label.zh" problem={problem('label')}>
        <TextInput
          data-part="label.zh"
          value={zh}
          disabled={disabled}
          maxLength={200}
          onChange={(event) => changeLabel(event.target.value, en)}
          onBlur={trimLabel}
        />
      </Cell>
      <Cell column="label.en" problem={null}>
        <TextInput
          data-part="label.en"
          value={en}
          disabled={disabled}
          maxLength={200}
          onChange={(event) => changeLabel(zh, event.target.value)}
          onBlur={trimLabel}
        />
      </Cell>
      <Cell column="key" problem={problem('key')}>
        <TextInput
          data-part="key"
          value={key}
          disabled={disabled}
          maxLength={40}
          spellCheck={false}
          onChange={(event) => onChange({ key: event.target.value })}
        />
      </Cell>
      <Cell column="weight" problem={problem('weight')}>
        <TextInput
          data-part="weight"
          value={weight === null ? '' : String(weight)}
          disabled={disabled}
          inputMode="numeric"
          onChange={({ target: { value } }) => {
            const written = readWeight(value);
            if (written !== undefined) onChange({ weight: written });
          }}
        />
      </Cell>
    </>
  );
}

interface CellProps {
  readonly column: Column;
  readonly problem: WordKey | null;
  readonly children: ReactNode;
}

function Cell({ column, problem, children }: CellProps) {
  const { t } = useWords();
  return (
    <Field.Root minWidth={0} {...(problem === null ? {} : { error: t(problem) })}>
      <Field.Label className="cell-label">{t(`criteria.column.${column}`)}</Field.Label>
      {children}
      <Field.Error />
    </Field.Root>
  );
}
