import { useState } from 'react';
import { FormModal } from '../form-modal';
import { Picker, type Pickable } from '../look-up/picker';
import { useMemberNumberSearch } from '../look-up/use-searches';
import { PanelNote } from '../panel-note';
import { useWords } from '../use-words';
import { useAppointPioneerHolderMutation } from './posts-api';

/** A post with a free place. */
export interface Vacancy {
  readonly postId: string;
  readonly title: string;
  readonly organisation: string;
}

interface AppointHolderProps {
  readonly vacancy: Vacancy;
  readonly onClose: () => void;
}

/** Gives a member a post, from now until its term is over. */
export function AppointHolder({ vacancy, onClose }: AppointHolderProps) {
  const { t, language } = useWords();
  const { postId: id, title, organisation } = vacancy;
  const [member, setMember] = useState<Pickable | null>(null);
  const [appoint, { isLoading, error }] = useAppointPioneerHolderMutation();
  const submit = () => {
    if (member === null) return;
    void appoint({ id, number: member.id, language })
      .unwrap()
      .then(onClose, () => undefined);
  };
  return (
    <FormModal
      title={t('posts.appoint.title', { title })}
      submitLabel={t('posts.appoint')}
      isBusy={isLoading}
      isReady={member !== null}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PanelNote>{t('posts.appoint.text', { organisation })}</PanelNote>
      <Picker
        label={t('posts.appoint.member')}
        picked={member}
        onPick={setMember}
        useSearch={useMemberNumberSearch}
      />
    </FormModal>
  );
}
