import type { Task } from '../api';
import { ConfirmModal } from '../confirm-modal';
import { useWords } from '../use-words';
import { scheduleOf } from './edit-recurrences';
import { useEndPioneerRecurrencesMutation, type TaskSchedule } from './recurrences-api';

interface EndRecurrencesProps {
  readonly task: Task;
  readonly schedule: TaskSchedule;
  readonly onClose: () => void;
}

/** Asks, then makes no more dates by this schedule. */
export function EndRecurrences({ task, schedule, onClose }: EndRecurrencesProps) {
  const { t, language } = useWords();
  const { title, posts } = schedule;
  const [end, { isLoading, error }] = useEndPioneerRecurrencesMutation();
  return (
    <ConfirmModal
      title={t('recurrences.end.title')}
      text={t('recurrences.end.text', { title, count: posts })}
      confirmLabel={t('recurrences.end')}
      isBusy={isLoading}
      error={error}
      onConfirm={() =>
        void end({ task, title, schedule: scheduleOf(schedule), language })
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}
