import { useState } from 'react';
import { Checkbox } from '@strapi/design-system';
import { FormModal } from '../form-modal';
import type { Organisation } from '../look-up/look-ups-api';
import { Picker, type Pickable } from '../look-up/picker';
import { useOrganisationSearch } from '../look-up/use-searches';
import { PanelNote } from '../panel-note';
import { useWords } from '../use-words';
import { useMovePioneerOrganisationMutation } from './organisation-api';

interface MoveOrganisationProps {
  readonly organisation: Organisation;
  readonly onClose: () => void;
}

/** Another organisation above it, or none; everything below it moves along. */
export function MoveOrganisation({ organisation, onClose }: MoveOrganisationProps) {
  const { t, language } = useWords();
  const { id, version, name } = organisation;
  const [parent, setParent] = useState<Pickable | null>(null);
  const [isTop, setTop] = useState(false);
  const [move, { isLoading, error }] = useMovePioneerOrganisationMutation();
  const submit = () => {
    const parentId = isTop ? null : (parent?.id ?? null);
    void move({ id, version, parentId, language })
      .unwrap()
      .then(onClose, () => undefined);
  };
  return (
    <FormModal
      title={t('organisation.move.title', { name })}
      submitLabel={t('organisation.move.start')}
      isBusy={isLoading}
      isReady={isTop || parent !== null}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PanelNote>{t('organisation.move.text')}</PanelNote>
      {isTop ? null : (
        <Picker
          label={t('organisation.move.parent')}
          picked={parent}
          onPick={setParent}
          useSearch={useOrganisationSearch}
        />
      )}
      <Checkbox checked={isTop} onCheckedChange={(checked) => setTop(checked === true)}>
        {t('organisation.move.top')}
      </Checkbox>
    </FormModal>
  );
}
