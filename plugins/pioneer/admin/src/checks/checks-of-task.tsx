import { Flex, Loader, Typography } from '@strapi/design-system';
import { PanelNote } from '../panel-note';
import { RefreshButton } from '../refresh-button';
import { useErrorText } from '../refusal-text';
import { useWords } from '../use-words';
import { useCheckPioneerTaskQuery, type TaskCheck } from './checks-api';
import { CheckedStepView } from './checked-step';
import { CheckLine } from './check-line';

/** What publishing the saved draft would be refused with, and who will evaluate step by step. */
export function ChecksOfTask({ uid, id }: { uid: string; id: string }) {
  const { t, language } = useWords();
  const errorText = useErrorText();
  const { data, error, isLoading, isFetching, refetch } = useCheckPioneerTaskQuery(
    { uid, id, language },
    { refetchOnMountOrArgChange: true },
  );
  if (isLoading) return <Loader small>{t('checks.panel.loading')}</Loader>;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%" aria-busy={isFetching}>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={2}>
        <PanelNote>{t('checks.panel.saved')}</PanelNote>
        <RefreshButton isBusy={isFetching} onRefresh={() => void refetch()} />
      </Flex>
      {data === undefined ? <PanelNote>{errorText(error)}</PanelNote> : <Findings check={data} />}
    </Flex>
  );
}

function Findings({ check: { refusals, units, steps } }: { check: TaskCheck }) {
  const { t } = useWords();
  return (
    <>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Typography variant="pi" textColor="neutral600">
          {t('checks.panel.publishing')}
        </Typography>
        {refusals.length === 0 ? (
          <CheckLine weight="fine">{t('checks.panel.publishable')}</CheckLine>
        ) : (
          refusals.map(({ message }) => (
            <CheckLine key={message} weight="danger">
              {message}
            </CheckLine>
          ))
        )}
        {units === null ? null : (
          <CheckLine weight={units === 0 ? 'warning' : 'fine'}>
            {t('checks.panel.units', { count: units })}
          </CheckLine>
        )}
      </Flex>
      {steps === null ? (
        <PanelNote>{t('checks.panel.noSteps')}</PanelNote>
      ) : (
        steps.map((step, index) => (
          <CheckedStepView
            key={step.key}
            step={step}
            number={index + 1}
            hasUnits={units !== null}
          />
        ))
      )}
    </>
  );
}
