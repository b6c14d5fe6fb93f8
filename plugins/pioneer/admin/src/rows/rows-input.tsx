import { useId, useMemo } from 'react';
import { Button, Field, Flex, Typography, useNotifyAT } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useWords } from '../use-words';
import {
  addRow,
  changeRow,
  moveRow,
  readRows,
  removeRow,
  writeRows,
  type RowDraft,
} from './edit-rows';
import { OneRow } from './one-row';
import { RowHeads, RowsContainer } from './rows-grid';
import type { RowsKind } from './rows-kind';
import { useRowFocus } from './use-row-focus';

/** What the Content Manager hands to a custom field. */
export interface CustomFieldProps {
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
  readonly onChange: (name: string, value: readonly unknown[] | string) => void;
}

interface RowsInputProps<Row extends RowDraft> extends CustomFieldProps {
  readonly kind: RowsKind<Row>;
}

/** A list as rows of a form, with what is wrong with them. */
export function RowsInput<Row extends RowDraft>(props: RowsInputProps<Row>) {
  const { name, label, hint, required = false } = props;
  const labelId = useId();
  return (
    <Field.Root name={name} error={useProblem(props)} hint={hint} required={required}>
      <Typography id={labelId} variant="pi" fontWeight="bold" textColor="neutral800">
        {label}
        {required ? <Typography textColor="danger600">*</Typography> : null}
      </Typography>
      <Rows {...props} labelId={labelId} />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

/** The Content Manager can only say "no JSON"; what the server says is meant for people. */
function useProblem<Row extends RowDraft>(props: RowsInputProps<Row>): string | undefined {
  const { kind, value, error, rawError } = props;
  const { t } = useWords();
  if (error === undefined || typeof rawError === 'string') return error;
  return kind.areComplete(readRows(value, kind.readRow) ?? [])
    ? undefined
    : kind.words.incomplete(t);
}

function Rows<Row extends RowDraft>(props: RowsInputProps<Row> & { labelId: string }) {
  const { kind, disabled = false, labelId } = props;
  const { t } = useWords();
  const read = readRows(props.value, kind.readRow);
  const rows = read ?? [];
  const { container, add, move, remove, change } = useRows(props, rows);
  const isFull = rows.length >= kind.most;
  const { Footer } = kind;
  return (
    <RowsContainer ref={container} role="group" aria-labelledby={labelId}>
      {rows.length > 0 ? (
        <RowHeads kind={kind} />
      ) : (
        <Typography textColor={read === null ? 'warning700' : 'neutral600'}>
          {read === null ? t('rows.unreadable') : kind.words.none(t)}
        </Typography>
      )}
      {rows.map((_, index) => (
        <OneRow
          key={index}
          kind={kind}
          rows={rows}
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
            {isFull ? kind.words.most(t, kind.most) : kind.words.add(t)}
          </Button>
        )}
        {rows.length > 0 && Footer ? <Footer rows={rows} /> : null}
      </Flex>
    </RowsContainer>
  );
}

/** The changes that the rows can ask for; each also says what happened and where to go on. */
function useRows<Row extends RowDraft>(props: RowsInputProps<Row>, rows: Row[]) {
  const { kind, name, initialValue, onChange } = props;
  const { t } = useWords();
  const { notifyStatus } = useNotifyAT();
  const { container, focusNext } = useRowFocus(rows);
  const keys = useMemo(() => {
    const saved = readRows(initialValue, kind.readRow) ?? [];
    return { fixed: new Set(saved.map(({ key }) => key)), fallback: kind.fallbackKey };
  }, [kind, initialValue]);
  const count = rows.length;
  const write = (changed: Row[]) => onChange(name, writeRows(changed, kind.areComplete));
  return {
    container,
    change: (index: number, part: Partial<Row>) => write(changeRow(rows, index, part, keys)),
    add: () => {
      focusNext(count, 'label.zh');
      write(addRow(rows, kind.empty, kind.fallbackKey));
    },
    move: (from: number, to: number, part: string) => {
      if (to < 0 || to >= count) return;
      focusNext(to, part);
      notifyStatus(t('rows.moved', { number: to + 1, count }));
      write(moveRow(rows, from, to));
    },
    remove: (index: number) => {
      focusNext(Math.min(index, count - 2), 'remove');
      notifyStatus(t('rows.removed', { count: count - 1 }));
      write(removeRow(rows, index));
    },
  };
}
