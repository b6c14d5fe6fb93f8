import { Button, Td, Tr, Typography } from '@strapi/design-system';
import { ListTable } from '../list-table';
import type { ExceptionalDay } from './calendar-api';
import { useWords } from '../use-words';

interface DayTableProps {
  readonly days: readonly ExceptionalDay[];
  readonly isSaving: boolean;
  readonly onTakeBack: (day: ExceptionalDay) => void;
}

/** Holidays and days off that are worked, each with the button that makes it usual again. */
export function DayTable({ days, isSaving, onTakeBack }: DayTableProps) {
  const { t, locale } = useWords();
  // A day of the town has no zone: in UTC it is the day that is written.
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  return (
    <ListTable
      heads={(['date', 'kind', 'name', 'action'] as const).map((head) => t(`calendar.${head}`))}
      rows={days.map((day) => (
        <Tr key={day.date}>
          <Td>
            <Typography>{format.format(new Date(day.date))}</Typography>
          </Td>
          <Td>
            <Typography textColor={day.kind === 'holiday' ? 'success700' : 'warning700'}>
              {t(`calendar.kind.${day.kind}`)}
            </Typography>
          </Td>
          <Td>
            <Typography>{day.name}</Typography>
          </Td>
          <Td>
            <Button variant="tertiary" size="S" disabled={isSaving} onClick={() => onTakeBack(day)}>
              {t('calendar.takeBack')}
            </Button>
          </Td>
        </Tr>
      ))}
    />
  );
}
