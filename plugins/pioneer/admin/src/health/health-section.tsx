import {
  Box,
  Button,
  Flex,
  Loader,
  Status,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { CheckCircle, WarningCircle } from '@strapi/icons';
import { Notice } from '../notice';
import { useErrorText } from '../refusal-text';
import { useWords } from '../use-words';
import { useFindPioneerPartsQuery } from './health-api';
import { isPart, linesOf, type PartLine } from './summarize-parts';

/** Which content type plays which part, and what keeps a part from working. */
export function HealthSection() {
  const { t, language } = useWords();
  const errorText = useErrorText();
  const { data, error, isLoading, refetch } = useFindPioneerPartsQuery(
    { language },
    { refetchOnMountOrArgChange: true },
  );
  if (isLoading) {
    return (
      <Flex justifyContent="center" padding={8}>
        <Loader>{t('health.loading')}</Loader>
      </Flex>
    );
  }
  if (data === undefined) {
    return (
      <Box paddingTop={6}>
        <Notice
          variant="danger"
          action={<Button onClick={() => void refetch()}>{t('health.retry')}</Button>}
        >
          {errorText(error)}
        </Notice>
      </Box>
    );
  }
  const lines = linesOf(data);
  return (
    <Flex direction="column" alignItems="stretch" gap={4} paddingTop={6}>
      <Summary misfits={lines.filter(({ problems }) => problems.length > 0).length} />
      <Typography textColor="neutral600">{t('health.intro')}</Typography>
      <Table colCount={3} rowCount={lines.length + 1}>
        <Thead>
          <Tr>
            {(['health.part', 'health.type', 'health.state'] as const).map((key) => (
              <Th key={key}>
                <Typography variant="sigma">{t(key)}</Typography>
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {lines.map((line) => (
            <PartRow key={`${line.part} ${line.uid}`} line={line} />
          ))}
        </Tbody>
      </Table>
    </Flex>
  );
}

function Summary({ misfits }: { misfits: number }) {
  const { t } = useWords();
  const isGood = misfits === 0;
  const color = isGood ? 'success600' : 'danger600';
  const Icon = isGood ? CheckCircle : WarningCircle;
  return (
    <Flex gap={2}>
      <Icon fill={color} aria-hidden />
      <Typography variant="delta" tag="h2" textColor={color}>
        {isGood ? t('health.summary.good') : t('health.summary.bad', { count: misfits })}
      </Typography>
    </Flex>
  );
}

function PartRow({ line: { part, uid, problems } }: { line: PartLine }) {
  const { t } = useWords();
  return (
    <Tr>
      <Td>
        <Typography textColor="neutral800">{isPart(part) ? t(`part.${part}`) : part}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral600">{uid ?? '–'}</Typography>
      </Td>
      <Td>
        <PartState part={part} isPlayed={uid !== null} problems={problems} />
      </Td>
    </Tr>
  );
}

interface PartStateProps {
  readonly part: string;
  readonly isPlayed: boolean;
  readonly problems: readonly string[];
}

function PartState({ part, isPlayed, problems }: PartStateProps) {
  const { t } = useWords();
  if (!isPlayed) {
    return (
      <Hinted variant="neutral" status={t('health.off')} hint={t('health.offHint', { part })} />
    );
  }
  if (problems.length === 0) return <Hinted variant="success" status={t('health.good')} />;
  return (
    <Hinted
      variant="danger"
      status={t('health.problems', { count: problems.length })}
      hint={t('health.problemsHint')}
      list={problems}
    />
  );
}

interface HintedProps {
  readonly variant: 'neutral' | 'success' | 'danger';
  readonly status: string;
  readonly hint?: string;
  readonly list?: readonly string[];
}

/** A state as one word, with what to do about it below. */
function Hinted({ variant, status, hint, list = [] }: HintedProps) {
  return (
    <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={2} paddingBottom={2}>
      <Status variant={variant} size="S">
        <Typography fontWeight="bold">{status}</Typography>
      </Status>
      {hint === undefined ? null : (
        <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'normal' }}>
          {hint}
        </Typography>
      )}
      {list.map((problem) => (
        <Typography key={problem} variant="pi" style={{ whiteSpace: 'normal' }}>
          {problem}
        </Typography>
      ))}
    </Flex>
  );
}
