import { useEffect, useState, type ReactNode } from 'react';
import { Box, Flex, Loader, Typography } from '@strapi/design-system';
import { CLAIMANT_KINDS, STATE_WORDS } from '../../../contract';
import { PanelNote } from '../panel-note';
import { ProgressLine } from '../progress-line';
import { RefreshButton } from '../refresh-button';
import { useErrorText } from '../refusal-text';
import { useWords } from '../use-words';
import { useFindPioneerOpeningsQuery, type TaskOpenings } from './claims-api';
import { OpeningJobs } from './opening-jobs';

/** While openings are being made, the panel looks again by itself; in milliseconds. */
const POLLING = 2000;

/** The openings of one saved task: asked for again after every change of the task. */
export function ClaimsOfTask({ uid, id }: { uid: string; id: string }) {
  const { t, language } = useWords();
  const errorText = useErrorText();
  const [isWorking, setWorking] = useState(false);
  const { data, error, isLoading, isFetching, refetch } = useFindPioneerOpeningsQuery(
    { uid, id, language },
    { refetchOnMountOrArgChange: true, pollingInterval: isWorking ? POLLING : 0 },
  );
  const hasJobs = data?.jobs.some(({ state }) => state === 'waiting') ?? false;
  useEffect(() => setWorking(hasJobs), [hasJobs]);
  if (isLoading) return <Loader small>{t('claims.panel.loading')}</Loader>;
  const refresh = <RefreshButton isBusy={isFetching} onRefresh={() => void refetch()} />;
  if (error !== undefined || data === undefined) {
    return (
      <Head action={refresh}>
        <PanelNote>{errorText(error)}</PanelNote>
      </Head>
    );
  }
  const { open, closed, jobs } = data;
  if (open + closed + jobs.length === 0) return <PanelNote>{t('claims.panel.empty')}</PanelNote>;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%" aria-busy={isFetching}>
      <Head action={refresh}>
        <OpeningState summary={data} />
      </Head>
      <OpeningJobs jobs={jobs} />
      <Slots summary={data} />
      <ClaimsByState summary={data} />
    </Flex>
  );
}

function Head({ action, children }: { action: ReactNode; children: ReactNode }) {
  return (
    <Flex justifyContent="space-between" alignItems="flex-start" gap={2} width="100%">
      {children}
      {action}
    </Flex>
  );
}

function OpeningState({ summary }: { summary: TaskOpenings }) {
  const { t } = useWords();
  const { open, closed } = summary;
  const count = open + closed;
  const text =
    count !== 1
      ? t('claims.panel.openings', { count, open, closed })
      : t(open > 0 ? 'claims.panel.open' : 'claims.panel.closed');
  return (
    <Typography fontWeight="semiBold" textColor={open > 0 ? 'success600' : 'neutral800'}>
      {text}
    </Typography>
  );
}

function Slots({ summary }: { summary: TaskOpenings }) {
  const { t } = useWords();
  // A kind without slots is shown while its claims still run.
  const kinds = CLAIMANT_KINDS.map((kind) => {
    return { kind, taken: summary.taken[kind], slots: summary.slots[kind] };
  }).filter(({ taken, slots }) => taken + slots > 0);
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography variant="pi" textColor="neutral600">
        {t('claims.panel.slots')}
      </Typography>
      {kinds.map(({ kind, taken, slots }) => (
        <Box key={kind}>
          <Flex justifyContent="space-between" gap={2} paddingBottom={1}>
            <Typography>{t(`claims.panel.slots.${kind}`)}</Typography>
            <Typography fontWeight="semiBold">
              {t('claims.panel.slots.of', { taken, slots })}
            </Typography>
          </Flex>
          <ProgressLine label={t(`claims.panel.slots.${kind}`)} value={taken} max={slots} />
        </Box>
      ))}
    </Flex>
  );
}

function ClaimsByState({ summary }: { summary: TaskOpenings }) {
  const { t, language } = useWords();
  if (summary.claims.length === 0) return <PanelNote>{t('claims.panel.noClaims')}</PanelNote>;
  return (
    <Box>
      <Typography variant="pi" textColor="neutral600">
        {t('claims.panel.claims')}
      </Typography>
      <Box tag="dl" paddingTop={2}>
        {summary.claims.map(({ state, count }) => (
          <Flex key={state} justifyContent="space-between" paddingBottom={1}>
            <Typography tag="dt">{STATE_WORDS[state][language]}</Typography>
            <Typography tag="dd" fontWeight="semiBold">
              {count}
            </Typography>
          </Flex>
        ))}
      </Box>
    </Box>
  );
}
