import { useState } from 'react';
import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import { Notice } from '../notice';
import { PanelNote } from '../panel-note';
import { useErrorText } from '../refusal-text';
import { useWords } from '../use-words';
import {
  useApplyPioneerTermsMutation,
  useFindPioneerOutdatedQuery,
  type OutdatedTask,
  type TermsSource,
} from './terms-api';

/** Tasks under older terms, what would change for each, and the button that applies it to all. */
export function OutdatedTasks(source: TermsSource) {
  const { t, language } = useWords();
  const errorText = useErrorText();
  const { data, error, isLoading } = useFindPioneerOutdatedQuery(
    { ...source, language },
    { refetchOnMountOrArgChange: true },
  );
  const [apply, { isLoading: isApplying }] = useApplyPioneerTermsMutation();
  const [outcome, setOutcome] = useState<string | null>(null);
  if (isLoading) return <Loader small>{t('terms.panel.loading')}</Loader>;
  if (error !== undefined || data === undefined) return <PanelNote>{errorText(error)}</PanelNote>;
  if (data.length === 0) return <PanelNote>{outcome ?? t('terms.panel.none')}</PanelNote>;

  const ready = data.filter(({ refusal }) => refusal === null);
  const start = async () => {
    const tasks = ready.map(({ uid, id }) => ({ uid, id }));
    try {
      const { applied, refused } = await apply({ tasks, language }).unwrap();
      setOutcome(t('terms.panel.applied', { applied, refused: refused.length }));
    } catch (failure) {
      setOutcome(errorText(failure));
    }
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <PanelNote>{t('terms.panel.text')}</PanelNote>
      {data.map((task) => (
        <OutdatedTaskView key={`${task.uid} ${task.id}`} task={task} />
      ))}
      <Button
        variant="secondary"
        fullWidth
        loading={isApplying}
        disabled={ready.length === 0}
        onClick={() => void start()}
      >
        {t('terms.panel.apply', { count: ready.length })}
      </Button>
      {outcome === null ? null : <Notice variant="success">{outcome}</Notice>}
    </Flex>
  );
}

function OutdatedTaskView({ task }: { task: OutdatedTask }) {
  const { t } = useWords();
  const { title, openings, claims, changes, refusal } = task;
  return (
    <Box>
      <Typography tag="p" fontWeight="semiBold">
        {title}
      </Typography>
      <Typography tag="p" variant="pi" textColor="neutral600">
        {t('terms.panel.counts', { openings, claims })}
      </Typography>
      <Typography tag="p" variant="pi" textColor={refusal === null ? 'neutral600' : 'danger600'}>
        {refusal?.message ?? changes.map((key) => termsWord(t, key)).join(t('terms.panel.joint'))}
      </Typography>
    </Box>
  );
}

/** How people read a part of the terms. */
function termsWord(t: ReturnType<typeof useWords>['t'], key: string): string {
  return t(`terms.part.${key}` as Parameters<typeof t>[0]);
}
