import { useState } from 'react';
import { Button, Flex, Loader } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { Task } from '../api';
import { PanelNote } from '../panel-note';
import { useErrorText } from '../refusal-text';
import { useWords } from '../use-words';
import { AddRecurrences } from './add-recurrences';
import { EditRecurrences } from './edit-recurrences';
import { EndRecurrences } from './end-recurrences';
import { useFindPioneerRecurrencesQuery, type TaskSchedule } from './recurrences-api';
import { ScheduleCard } from './schedule-card';

type Opened =
  | { readonly what: 'add' }
  | { readonly what: 'edit' | 'end'; readonly schedule: TaskSchedule };

/** By which schedules a task recurs, posts of one title together, with the ways to change that. */
export function RecurrencesOfTask({ task }: { task: Task }) {
  const { t, language } = useWords();
  const errorText = useErrorText();
  const { data, error, isLoading } = useFindPioneerRecurrencesQuery(
    { ...task, language },
    { refetchOnMountOrArgChange: true },
  );
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  if (isLoading) return <Loader small>{t('recurrences.loading')}</Loader>;
  if (data === undefined) return <PanelNote>{errorText(error)}</PanelNote>;
  const { schedules, titles } = data;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      {schedules.length === 0 ? <PanelNote>{t('recurrences.none')}</PanelNote> : null}
      {schedules.map((schedule) => (
        <ScheduleCard
          key={JSON.stringify(schedule)}
          schedule={schedule}
          onEdit={() => setOpened({ what: 'edit', schedule })}
          onEnd={() => setOpened({ what: 'end', schedule })}
        />
      ))}
      {titles === null ? (
        <PanelNote>{t('recurrences.unpublished')}</PanelNote>
      ) : titles.length === 0 ? (
        <PanelNote>{t('recurrences.noPosts')}</PanelNote>
      ) : (
        <Button
          variant="secondary"
          fullWidth
          startIcon={<Plus />}
          onClick={() => setOpened({ what: 'add' })}
        >
          {t('recurrences.add')}
        </Button>
      )}
      {opened?.what === 'add' ? (
        <AddRecurrences task={task} titles={titles ?? []} onClose={close} />
      ) : null}
      {opened?.what === 'edit' ? (
        <EditRecurrences task={task} schedule={opened.schedule} onClose={close} />
      ) : null}
      {opened?.what === 'end' ? (
        <EndRecurrences task={task} schedule={opened.schedule} onClose={close} />
      ) : null}
    </Flex>
  );
}
