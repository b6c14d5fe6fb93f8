import { useState } from 'react';
import type { Schedule } from '../../../contract';
import type { Task } from '../api';
import { FormModal } from '../form-modal';
import { PanelNote } from '../panel-note';
import { useWords } from '../use-words';
import { useEditPioneerRecurrencesMutation, type TaskSchedule } from './recurrences-api';
import { isFilled, ScheduleFields } from './schedule-fields';

interface EditRecurrencesProps {
  readonly task: Task;
  readonly schedule: TaskSchedule;
  readonly onClose: () => void;
}

/** Another schedule for all posts that have this one. */
export function EditRecurrences({ task, schedule, onClose }: EditRecurrencesProps) {
  const { t, language } = useWords();
  const { title, posts } = schedule;
  const from = scheduleOf(schedule);
  const [to, setTo] = useState(from);
  const [edit, { isLoading, error }] = useEditPioneerRecurrencesMutation();
  const submit = () => {
    void edit({ task, title, from, to, language })
      .unwrap()
      .then(onClose, () => undefined);
  };
  return (
    <FormModal
      title={t('recurrences.edit.title', { title })}
      submitLabel={t('recurrences.edit.save')}
      isBusy={isLoading}
      isReady={isFilled(to)}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PanelNote>{t('recurrences.edit.text', { count: posts })}</PanelNote>
      <ScheduleFields schedule={to} onChange={setTo} />
    </FormModal>
  );
}

/** The schedule alone, as requests name it. */
export function scheduleOf({ rule, dayOffRule, hour, firstDay }: TaskSchedule): Schedule {
  return { rule, dayOffRule, hour, firstDay };
}
