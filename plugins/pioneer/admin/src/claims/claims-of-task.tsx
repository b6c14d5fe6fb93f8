import type { ReactNode } from 'react';
import { Box, Flex, IconButton, Loader, Typography } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { STATE_WORDS } from '../../../contract';
import { useFindPioneerOpeningsQuery } from '../api';
import { PanelNote } from '../panel-note';
import { ProgressLine } from '../progress-line';
import { useErrorText } from '../refusal-text';
import { useWords } from '../use-words';
import { sumOpenings, type OpeningsSummary } from './sum-openings';

/** The openings of one saved task: asked for again after every change of the task. */
export function ClaimsOfTask({ uid, id }: { uid: string; id: string }) {
  const { t, language } = useWords();
  const errorText = useErrorText();
  const { data, error, isLoading, isFetching, refetch } = useFindPioneerOpeningsQuery(
    { uid, id, language },
    { refetchOnMountOrArgChange: true },
  );
  if (isLoading) return <Loader small>{t('claims.panel.loading')}</Loader>;
  const refresh = <Refresh isBusy={isFetching} onRefresh={() => void refetch()} />;
  if (error !== undefined || data === undefined) {
    return (
      <Head action={refresh}>
        <PanelNote>{errorText(error)}</PanelNote>
      </Head>
    );
  }
  if (data.length === 0) return <PanelNote>{t('claims.panel.empty')}</PanelNote>;
  const summary = sumOpenings(data);
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%" aria-busy={isFetching}>
      <Head action={refresh}>
        <OpeningState count={data.length} summary={summary} />
      </Head>
      <Slots summary={summary} />
      <ClaimsByState summary={summary} />
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

function Refresh({ isBusy, onRefresh }: { isBusy: boolean; onRefresh: () => void }) {
  const { t } = useWords();
  return (
    <IconButton
      variant="ghost"
      size="XS"
      label={t('claims.panel.refresh')}
      disabled={isBusy}
      onClick={onRefresh}
    >
      <ArrowClockwise />
    </IconButton>
  );
}

function OpeningState({ count, summary }: { count: number; summary: OpeningsSummary }) {
  const { t } = useWords();
  const { open, closed } = summary;
  const text =
    count > 1
      ? t('claims.panel.openings', { count, open, closed })
      : t(open > 0 ? 'claims.panel.open' : 'claims.panel.closed');
  return (
    <Typography fontWeight="semiBold" textColor={open > 0 ? 'success600' : 'neutral800'}>
      {text}
    </Typography>
  );
}

function Slots({ summary }: { summary: OpeningsSummary }) {
  const { t } = useWords();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography variant="pi" textColor="neutral600">
        {t('claims.panel.slots')}
      </Typography>
      {summary.slots.map(({ kind, taken, slots }) => (
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

function ClaimsByState({ summary }: { summary: OpeningsSummary }) {
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
