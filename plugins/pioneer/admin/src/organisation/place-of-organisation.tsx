import { useState } from 'react';
import { Button, Flex, Loader, Typography } from '@strapi/design-system';
import { useFindPioneerOrganisationQuery } from '../look-up/look-ups-api';
import { PanelNote } from '../panel-note';
import { useErrorText } from '../refusal-text';
import { useWords } from '../use-words';
import { EditOrganisation } from './edit-organisation';
import { MoveOrganisation } from './move-organisation';

/** Where an organisation lies and what it is, with the ways to change both. */
export function PlaceOfOrganisation({ id }: { id: string }) {
  const { t, language } = useWords();
  const errorText = useErrorText();
  const { data, error, isLoading } = useFindPioneerOrganisationQuery(
    { id, language },
    { refetchOnMountOrArgChange: true },
  );
  const [opened, setOpened] = useState<'edit' | 'move' | null>(null);
  const close = () => setOpened(null);
  if (isLoading) return <Loader small>{t('organisation.panel.loading')}</Loader>;
  if (data === undefined) return <PanelNote>{errorText(error)}</PanelNote>;
  const { parent } = data;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <Typography tag="p">
        {parent === null
          ? t('organisation.panel.top')
          : t('organisation.panel.below', { parent: parent.name })}
      </Typography>
      <Button variant="secondary" fullWidth onClick={() => setOpened('edit')}>
        {t('organisation.edit.open')}
      </Button>
      <Button variant="secondary" fullWidth onClick={() => setOpened('move')}>
        {t('organisation.move.open')}
      </Button>
      {opened === 'edit' ? <EditOrganisation organisation={data} onClose={close} /> : null}
      {opened === 'move' ? <MoveOrganisation organisation={data} onClose={close} /> : null}
    </Flex>
  );
}
