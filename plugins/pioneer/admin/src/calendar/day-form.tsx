import { useState, type FormEvent } from 'react';
import {
  Box,
  Button,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system';
import type { CalendarRow } from '../../../contract';
import { useWords } from '../use-words';

interface DayFormProps {
  readonly year: string;
  readonly isSaving: boolean;
  readonly onSave: (day: CalendarRow) => Promise<void>;
  readonly onCancel: () => void;
}

/** One more day of the year that is not as its weekday says. */
export function DayForm({ year, isSaving, onSave, onCancel }: DayFormProps) {
  const { t } = useWords();
  const [day, setDay] = useState<CalendarRow>({ date: '', kind: 'holiday', name: '' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onSave(day);
  };
  return (
    <Box tag="form" onSubmit={submit} background="neutral100" hasRadius padding={4}>
      <Flex gap={4} alignItems="flex-end" wrap="wrap">
        <Field.Root required>
          <Field.Label>{t('calendar.date')}</Field.Label>
          <TextInput
            type="date"
            required
            min={`${year}-01-01`}
            max={`${year}-12-31`}
            value={day.date}
            onChange={(event) => setDay({ ...day, date: event.target.value })}
          />
        </Field.Root>
        <Field.Root>
          <Field.Label>{t('calendar.kind')}</Field.Label>
          <SingleSelect
            value={day.kind}
            onChange={(kind) =>
              setDay({ ...day, kind: kind === 'workday' ? 'workday' : 'holiday' })
            }
          >
            <SingleSelectOption value="holiday">{t('calendar.kind.holiday')}</SingleSelectOption>
            <SingleSelectOption value="workday">{t('calendar.kind.workday')}</SingleSelectOption>
          </SingleSelect>
        </Field.Root>
        <Field.Root>
          <Field.Label>{t('calendar.name')}</Field.Label>
          <TextInput
            maxLength={60}
            value={day.name}
            onChange={(event) => setDay({ ...day, name: event.target.value })}
          />
        </Field.Root>
        <Button type="submit" loading={isSaving} disabled={day.date === ''}>
          {t('calendar.save')}
        </Button>
        <Button variant="tertiary" onClick={onCancel}>
          {t('calendar.cancel')}
        </Button>
      </Flex>
    </Box>
  );
}
