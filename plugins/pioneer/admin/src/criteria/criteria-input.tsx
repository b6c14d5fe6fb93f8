import { useId, useMemo } from 'react';
import { Button, Field, Flex, Typography, useNotifyAT } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { MAX_CRITERIA, type Criterion } from '../../../contract';
import { useWords } from '../use-words';
import { CriteriaContainer, CriteriaHeads } from './criteria-grid';
import { CriteriaTotal } from './criteria-total';
import { CriterionRow } from './criterion-row';
import {
  addCriterion,
  areComplete,
  changeCriterion,
  moveCriterion,
  readCriteria,
  removeCriterion,
  writeCriteria,
  type CriterionDraft,
} from './edit-criteria';
import { useRowFocus } from './use-row-focus';

/** What the Content Manager hands to a custom field. */
interface CriteriaInputProps {
  readonly name: string;
  readonly label?: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly error?: string;
  /** A text when the server refused, a descriptor when the Content Manager did. */
  readonly rawError?: unknown;
  readonly value?: unknown;
  readonly initialValue?: unknown;
  readonly onChange: (name: string, value: readonly Criterion[] | string) => void;
}

/** The criteria of a work standard as rows, with what is wrong with them. */
export function CriteriaInput(props: CriteriaInputProps) {
  const { name, label, hint, required = false } = props;
  const labelId = useId();
  return (
    <Field.Root name={name} error={useProblem(props)} hint={hint} required={required}>
      <Typography id={labelId} variant="pi" fontWeight="bold" textColor="neutral800">
        {label}
        {required ? <Typography textColor="danger600">*</Typography> : null}
      </Typography>
      <CriteriaRows {...props} labelId={labelId} />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

/** The Content Manager can only say "no JSON"; what the server says is meant for people. */
function useProblem({ value, error, rawError }: CriteriaInputProps): string | undefined {
  const { t } = useWords();
  if (error === undefined || typeof rawError === 'string') return error;
  return areComplete(readCriteria(value) ?? []) ? undefined : t('criteria.incomplete');
}

function CriteriaRows(props: CriteriaInputProps & { labelId: string }) {
  const { disabled = false, labelId } = props;
  const { t } = useWords();
  const read = readCriteria(props.value);
  const criteria = read ?? [];
  const { rows, add, move, remove, change } = useCriteria(props, criteria);
  const note = read === null ? 'criteria.unreadable' : 'criteria.none';
  const isFull = criteria.length >= MAX_CRITERIA;
  return (
    <CriteriaContainer ref={rows} role="group" aria-labelledby={labelId}>
      {criteria.length > 0 ? (
        <CriteriaHeads />
      ) : (
        <Typography textColor={read === null ? 'warning700' : 'neutral600'}>{t(note)}</Typography>
      )}
      {criteria.map((_, index) => (
        <CriterionRow
          key={index}
          criteria={criteria}
          index={index}
          disabled={disabled}
          wasRefused={props.error !== undefined}
          onChange={(part) => change(index, part)}
          onMove={(to, part) => move(index, to, part)}
          onRemove={() => remove(index)}
        />
      ))}
      <Flex justifyContent="space-between" alignItems="center" gap={4} wrap="wrap" paddingTop={2}>
        {disabled ? null : (
          <Button variant="secondary" startIcon={<Plus />} onClick={add} disabled={isFull}>
            {isFull ? t('criteria.most', { count: MAX_CRITERIA }) : t('criteria.add')}
          </Button>
        )}
        {criteria.length > 0 ? <CriteriaTotal criteria={criteria} /> : null}
      </Flex>
    </CriteriaContainer>
  );
}

/** The changes that the rows can ask for; each also says what happened and where to go on. */
function useCriteria(props: CriteriaInputProps, criteria: CriterionDraft[]) {
  const { name, initialValue, onChange } = props;
  const { t } = useWords();
  const { notifyStatus } = useNotifyAT();
  const { rows, focusNext } = useRowFocus(criteria);
  // Keys that are saved already stay: scores of claims refer to them.
  const fixedKeys = useMemo(
    () => new Set((readCriteria(initialValue) ?? []).map(({ key }) => key)),
    [initialValue],
  );
  const count = criteria.length;
  return {
    rows,
    change: (index: number, part: Partial<CriterionDraft>) => {
      onChange(name, writeCriteria(changeCriterion(criteria, index, part, fixedKeys)));
    },
    add: () => {
      focusNext(count, 'label.zh');
      onChange(name, writeCriteria(addCriterion(criteria)));
    },
    move: (from: number, to: number, part: string) => {
      if (to < 0 || to >= count) return;
      focusNext(to, part);
      notifyStatus(t('criteria.moved', { number: to + 1, count }));
      onChange(name, writeCriteria(moveCriterion(criteria, from, to)));
    },
    remove: (index: number) => {
      focusNext(Math.min(index, count - 2), 'remove');
      notifyStatus(t('criteria.removed', { count: count - 1 }));
      onChange(name, writeCriteria(removeCriterion(criteria, index)));
    },
  };
}
