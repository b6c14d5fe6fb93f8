import { Box, Flex, Typography } from '@strapi/design-system';
import { useWords } from '../use-words';
import { CSV_COLUMNS } from './csv-columns';
import type { ImportKind } from './import-api';

/** The header row that a file needs, column by column. */
export function ImportColumns({ kind }: { kind: ImportKind }) {
  const { t, language } = useWords();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Box background="neutral100" hasRadius padding={4}>
      <Typography variant="sigma" textColor="neutral600">
        {t('import.columns')}
      </Typography>
      <Box tag="dl" paddingTop={2}>
        {CSV_COLUMNS[kind].map((column) => (
          <Flex key={column.key} gap={4} alignItems="baseline" paddingTop={1} wrap="wrap">
            <Box tag="dt" width="22rem">
              <Typography fontWeight="semiBold">{column[language]}</Typography>{' '}
              <Typography textColor="neutral600">
                {t('import.columns.or')} {column[other]}
              </Typography>
            </Box>
            <Box tag="dd" flex="1 1 24rem">
              <Typography textColor="neutral600">{t(column.meaning)}</Typography>
            </Box>
          </Flex>
        ))}
      </Box>
    </Box>
  );
}
