import {
  Box,
  Button,
  Flex,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { downloadCsv, toCsv } from '../download-csv';
import { Notice } from '../notice';
import { useErrorText } from '../refusal-text';
import { useWords } from '../use-words';
import type { ImportKind } from './import-api';
import type { ImportReport, RefusedLine } from './use-import';

/** More lines than this nobody mends from a screen; all of them are in the download. */
const MAX_SHOWN = 50;

/** What an import did: counts, why it stopped, and the lines that were not used. */
export function ImportReportView({ kind, report }: { kind: ImportKind; report: ImportReport }) {
  const { t } = useWords();
  const errorText = useErrorText();
  const { created, updated, unchanged, refused, done, count, error } = report;
  const counts = t('import.result.counts', {
    created,
    updated,
    unchanged,
    refused: refused.length,
  });
  return (
    <Flex direction="column" alignItems="stretch" gap={4} role="status">
      {error === null ? (
        <Notice
          variant={refused.length === 0 ? 'success' : 'warning'}
          title={t('import.result.title')}
        >
          {counts}
        </Notice>
      ) : (
        <Notice variant="danger" title={t('import.result.stopped', { done, count })}>
          {`${errorText(error)} ${counts}`}
        </Notice>
      )}
      {refused.length > 0 ? <RefusedLines kind={kind} refused={refused} /> : null}
    </Flex>
  );
}

interface RefusedLinesProps {
  readonly kind: ImportKind;
  readonly refused: readonly RefusedLine[];
}

function RefusedLines({ kind, refused }: RefusedLinesProps) {
  const { t } = useWords();
  const more = refused.length - MAX_SHOWN;
  const download = () => {
    const header = [t('import.result.line'), t('import.result.reason')];
    const rows = refused.map(({ line, reason }) => [String(line), reason]);
    downloadCsv(`${kind}-refused.csv`, toCsv(header, rows));
  };
  return (
    <Box>
      <Flex justifyContent="space-between" gap={4} wrap="wrap" paddingBottom={2}>
        <Typography>{t('import.result.refused')}</Typography>
        <Button variant="tertiary" startIcon={<Download />} onClick={download}>
          {t('import.result.download')}
        </Button>
      </Flex>
      <Table colCount={2} rowCount={Math.min(refused.length, MAX_SHOWN) + 1}>
        <Thead>
          <Tr>
            <Th>
              <Typography variant="sigma">{t('import.result.line')}</Typography>
            </Th>
            <Th>
              <Typography variant="sigma">{t('import.result.reason')}</Typography>
            </Th>
          </Tr>
        </Thead>
        <Tbody>
          {refused.slice(0, MAX_SHOWN).map(({ line, reason }) => (
            <Tr key={`${line} ${reason}`}>
              <Td>
                <Typography>{line}</Typography>
              </Td>
              <Td>
                <Typography style={{ whiteSpace: 'normal' }}>{reason}</Typography>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {more > 0 ? (
        <Typography textColor="neutral600">{t('import.result.more', { count: more })}</Typography>
      ) : null}
    </Box>
  );
}
