import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Box, Button, Flex, Td, Tr, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { downloadCsv, toCsv } from '../download-csv';
import { ListTable } from '../list-table';
import { Notice } from '../notice';
import { useWords } from '../use-words';
import { KeepCodes } from './keep-codes';
import type { ActivationCode } from './use-invitation';

interface ActivationCodesProps {
  readonly codes: readonly ActivationCode[];
  readonly onDone: () => void;
}

/** Codes that are shown only here and only now, for download and for reading out. */
export function ActivationCodes({ codes, onDone }: ActivationCodesProps) {
  const { t } = useWords();
  const { formatDate } = useIntl();
  const [isKept, setIsKept] = useState(false);
  const heads = [t('codes.number'), t('codes.code'), t('codes.expires')];
  const rows = codes.map(({ number, code, expiresAt }) => [
    number,
    code,
    formatDate(expiresAt, { dateStyle: 'long', timeStyle: 'short' }),
  ]);
  const download = () => {
    downloadCsv('activation-codes.csv', toCsv(heads, rows));
    setIsKept(true);
  };
  return (
    <KeepCodes isKept={isKept} onDone={onDone}>
      {(done) => (
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Notice
            variant={isKept ? 'success' : 'warning'}
            title={t('codes.title', { count: codes.length })}
          >
            {t('codes.once')}
          </Notice>
          <Flex gap={2} wrap="wrap">
            <Button startIcon={<Download />} onClick={download}>
              {t('codes.download')}
            </Button>
            <Button variant="tertiary" onClick={done}>
              {t('codes.done')}
            </Button>
          </Flex>
          <CodesTable heads={heads} rows={rows} />
        </Flex>
      )}
    </KeepCodes>
  );
}

interface CodesTableProps {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function CodesTable({ heads, rows }: CodesTableProps) {
  return (
    <Box maxHeight="48rem" overflow="auto">
      <ListTable
        heads={heads}
        rows={rows.map(([number = '', code = '', expires = '']) => (
          <Tr key={number}>
            <Td>
              <Typography>{number}</Typography>
            </Td>
            <Td>
              <Typography fontWeight="semiBold" style={{ fontFamily: 'monospace' }}>
                {code}
              </Typography>
            </Td>
            <Td>
              <Typography textColor="neutral600">{expires}</Typography>
            </Td>
          </Tr>
        ))}
      />
    </Box>
  );
}
