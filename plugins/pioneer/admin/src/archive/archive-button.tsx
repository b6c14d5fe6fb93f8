import { useState } from 'react';
import { Button, Flex } from '@strapi/design-system';
import { PanelNote } from '../panel-note';
import { useErrorText } from '../refusal-text';
import { useWords } from '../use-words';
import { useArchivePioneerDriveMutation, useArchivePioneerTaskMutation } from './archive-api';

interface ArchiveButtonProps {
  readonly part: 'task' | 'drive';
  readonly uid: string;
  readonly id: string;
}

/** Archives on the second click; says what was archived, or why it could not be. */
export function ArchiveButton({ part, uid, id }: ArchiveButtonProps) {
  const { t, language } = useWords();
  const errorText = useErrorText();
  const [archiveTask, taskState] = useArchivePioneerTaskMutation();
  const [archiveDrive, driveState] = useArchivePioneerDriveMutation();
  const [isSure, setSure] = useState(false);
  const [outcome, setOutcome] = useState<string | null>(null);

  const archive = async () => {
    if (!isSure) {
      setSure(true);
      return;
    }
    setSure(false);
    try {
      const { tasks, openings } =
        part === 'task'
          ? await archiveTask({ uid, id, language }).unwrap()
          : await archiveDrive({ id, language }).unwrap();
      setOutcome(t('archive.panel.done', { tasks, openings }));
    } catch (error) {
      setOutcome(errorText(error));
    }
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <PanelNote>{outcome ?? t(`archive.panel.${part}`)}</PanelNote>
      <Button
        variant={isSure ? 'danger-light' : 'tertiary'}
        fullWidth
        loading={taskState.isLoading || driveState.isLoading}
        onClick={() => void archive()}
      >
        {t(isSure ? 'archive.panel.sure' : 'archive.panel.button')}
      </Button>
    </Flex>
  );
}
