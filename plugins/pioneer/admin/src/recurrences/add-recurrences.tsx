import { useState } from 'react';
import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { Task } from '../api';
import { FormModal } from '../form-modal';
import { Picker, type Pickable } from '../look-up/picker';
import { useOrganisationSearch } from '../look-up/use-searches';
import { useWords } from '../use-words';
import { useAddPioneerRecurrencesMutation, type TaskRecurrences } from './recurrences-api';
import { firstSchedule, isFilled, ScheduleFields } from './schedule-fields';

interface AddRecurrencesProps {
  readonly task: Task;
  readonly titles: NonNullable<TaskRecurrences['titles']>;
  readonly onClose: () => void;
}

/** Has posts of a title do the task again and again: all of them, or those of one organisation. */
export function AddRecurrences({ task, titles, onClose }: AddRecurrencesProps) {
  const { t, language } = useWords();
  const [title, setTitle] = useState(titles[0]?.title ?? '');
  const [within, setWithin] = useState<Pickable | null>(null);
  const [schedule, setSchedule] = useState(firstSchedule);
  const [add, { isLoading, error }] = useAddPioneerRecurrencesMutation();
  const submit = () => {
    void add({ task, title, organisationId: within?.id, schedule, language })
      .unwrap()
      .then(onClose, () => undefined);
  };
  return (
    <FormModal
      title={t('recurrences.add.title')}
      submitLabel={t('recurrences.add.start')}
      isBusy={isLoading}
      isReady={isFilled(schedule)}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field.Root hint={t('recurrences.add.post.hint')}>
        <Field.Label>{t('recurrences.add.post')}</Field.Label>
        <SingleSelect value={title} onChange={(value) => setTitle(String(value))}>
          {titles.map((one) => (
            <SingleSelectOption key={one.title} value={one.title}>
              {t('recurrences.who', {
                title: one.title,
                who: t('recurrences.posts', { count: one.posts }),
              })}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <Field.Hint />
      </Field.Root>
      <Picker
        label={t('recurrences.add.within')}
        hint={t('recurrences.add.within.hint')}
        picked={within}
        onPick={setWithin}
        useSearch={useOrganisationSearch}
      />
      <ScheduleFields schedule={schedule} onChange={setSchedule} />
    </FormModal>
  );
}
