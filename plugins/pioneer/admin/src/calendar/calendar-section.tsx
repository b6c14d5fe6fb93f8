import { useState } from 'react';
import { Button, Flex, IconButton, Loader, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';
import { useImportPioneerRowsMutation } from '../import/import-api';
import { ImportCard } from '../import/import-card';
import { Notice } from '../notice';
import { useErrorText, refusalText } from '../refusal-text';
import { SectionCard } from '../section-card';
import { useWords } from '../use-words';
import { useFindPioneerYearQuery } from './calendar-api';
import { calendarRows } from './calendar-rows';
import { DayForm } from './day-form';
import { DayTable } from './day-table';
import type { CalendarRow } from '../../../contract';

/** The town's calendar: the days of a year that are not as their weekday says, to read and change. */
export function CalendarSection() {
  const { t } = useWords();
  const [year, setYear] = useState(new Date().getFullYear());
  return (
    <Flex direction="column" alignItems="stretch" gap={6} paddingTop={6}>
      <SectionCard title={t('calendar.title')} intro={t('calendar.intro')}>
        <Flex gap={3} alignItems="center">
          <IconButton label={t('calendar.before')} onClick={() => setYear(year - 1)}>
            <ChevronLeft />
          </IconButton>
          <Typography variant="delta" tag="h3">
            {String(year)}
          </Typography>
          <IconButton label={t('calendar.after')} onClick={() => setYear(year + 1)}>
            <ChevronRight />
          </IconButton>
        </Flex>
        <Year key={year} year={String(year)} />
      </SectionCard>
      <ImportCard kind="calendar" toRows={calendarRows} />
    </Flex>
  );
}

function Year({ year }: { year: string }) {
  const { t, language } = useWords();
  const errorText = useErrorText();
  const { data, error, isLoading } = useFindPioneerYearQuery({ year, language });
  const [send, { isLoading: isSaving }] = useImportPioneerRowsMutation();
  const [problem, setProblem] = useState<string | null>(null);
  const [isAdding, setIsAdding] = useState(false);

  /** One day goes the way of an import, with one row. */
  const save = async (row: CalendarRow): Promise<boolean> => {
    try {
      const { refused } = await send({ kind: 'calendar', language, rows: [row] }).unwrap();
      const [first] = refused;
      setProblem(first === undefined ? null : refusalText(first.refusal, language));
      return first === undefined;
    } catch (failure) {
      setProblem(errorText(failure));
      return false;
    }
  };

  if (isLoading) return <Loader small>{t('calendar.loading')}</Loader>;
  if (error !== undefined || data === undefined) {
    return <Notice variant="danger">{errorText(error)}</Notice>;
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {data.length === 0 ? (
        <Typography textColor="neutral600">{t('calendar.none', { year })}</Typography>
      ) : (
        <DayTable
          days={data}
          isSaving={isSaving}
          onTakeBack={({ date }) => void save({ date, kind: 'usual', name: '' })}
        />
      )}
      {problem === null ? null : <Notice variant="danger">{problem}</Notice>}
      {isAdding ? (
        <DayForm
          year={year}
          isSaving={isSaving}
          onCancel={() => setIsAdding(false)}
          onSave={async (day) => {
            if (await save(day)) setIsAdding(false);
          }}
        />
      ) : (
        <Flex>
          <Button variant="secondary" onClick={() => setIsAdding(true)}>
            {t('calendar.add')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
