import { Box, Flex, Typography } from '@strapi/design-system';
import { PanelNote } from '../panel-note';
import { useWords, type Translate } from '../use-words';
import { CheckLine } from './check-line';
import type { CheckedStep, Prospect } from './checks-api';

interface CheckedStepProps {
  readonly step: CheckedStep;
  readonly number: number;
  readonly hasUnits: boolean;
}

/** One step with who will evaluate, the gravest first. */
export function CheckedStepView({ step, number, hasUnits }: CheckedStepProps) {
  const { t, language } = useWords();
  const { label, tree, prospects } = step;
  const name = language === 'en' ? (label.en ?? label.zh) : label.zh;
  const counted = tree === 'claimant' ? 'organisations' : hasUnits ? 'units' : null;
  return (
    <Box>
      <Typography tag="h3" variant="pi" textColor="neutral600">
        {t('checks.step', { number, name })}
      </Typography>
      <Flex direction="column" alignItems="stretch" gap={2} paddingTop={2}>
        {tree === 'claimant' ? <PanelNote>{t('checks.step.claimant')}</PanelNote> : null}
        {prospects.length === 0 ? <PanelNote>{t('checks.step.nothing')}</PanelNote> : null}
        {prospects.map((prospect) => (
          <ProspectView key={prospect.prospect} prospect={prospect} counted={counted} />
        ))}
      </Flex>
    </Box>
  );
}

/** What is fine for many is said once; what is not, by example. */
function ProspectView({ prospect, counted }: { prospect: Prospect; counted: Counted }) {
  const { t } = useWords();
  const { prospect: name, weight, count, examples } = prospect;
  if ((name === 'here' || name === 'named') && counted !== null) {
    return <CheckLine weight={weight}>{t(`checks.${name}.${counted}`, { count })}</CheckLine>;
  }
  const shown = examples.reduce((sum, example) => sum + example.count, 0);
  return (
    <>
      {examples.map((example) => (
        <CheckLine key={example.start.id} weight={weight} detail={detailOf(t, example, counted)}>
          {t(`checks.${name}`, {
            start: example.start.name,
            evaluating: example.evaluating?.name ?? '',
          })}
        </CheckLine>
      ))}
      {counted !== null && shown < count ? (
        <PanelNote>{t(`checks.more.${counted}`, { count: count - shown })}</PanelNote>
      ) : null}
    </>
  );
}

type Counted = 'units' | 'organisations' | null;

function detailOf(
  t: Translate,
  { count, unit }: Prospect['examples'][number],
  counted: Counted,
): string | undefined {
  if (counted !== 'units') return undefined;
  return t('checks.example', { count, unit: unit ?? '' });
}
