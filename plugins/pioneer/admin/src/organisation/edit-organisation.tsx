import { useState } from 'react';
import { Field, TextInput } from '@strapi/design-system';
import { FormModal } from '../form-modal';
import type { Organisation } from '../look-up/look-ups-api';
import { useWords } from '../use-words';
import { useEditPioneerOrganisationMutation } from './organisation-api';

interface EditOrganisationProps {
  readonly organisation: Organisation;
  readonly onClose: () => void;
}

/** Another name or kind; the code is what imports know it by and stays. */
export function EditOrganisation({ organisation, onClose }: EditOrganisationProps) {
  const { t, language } = useWords();
  const { id, version, code } = organisation;
  const [name, setName] = useState(organisation.name);
  const [kind, setKind] = useState(organisation.kind);
  const [edit, { isLoading, error }] = useEditPioneerOrganisationMutation();
  const submit = () => {
    void edit({ id, version, name, kind, language })
      .unwrap()
      .then(onClose, () => undefined);
  };
  return (
    <FormModal
      title={t('organisation.edit.title')}
      submitLabel={t('organisation.edit.save')}
      isBusy={isLoading}
      isReady={name.trim() !== '' && kind.trim() !== ''}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field.Root required>
        <Field.Label>{t('organisation.edit.name')}</Field.Label>
        <TextInput value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
      </Field.Root>
      <Field.Root required hint={t('organisation.edit.kind.hint')}>
        <Field.Label>{t('organisation.edit.kind')}</Field.Label>
        <TextInput value={kind} maxLength={40} onChange={(event) => setKind(event.target.value)} />
        <Field.Hint />
      </Field.Root>
      <Field.Root hint={t('organisation.edit.code.hint')}>
        <Field.Label>{t('organisation.edit.code')}</Field.Label>
        <TextInput value={code} disabled />
        <Field.Hint />
      </Field.Root>
    </FormModal>
  );
}
