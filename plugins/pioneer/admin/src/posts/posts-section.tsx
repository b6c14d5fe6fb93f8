import { useState } from 'react';
import {
  Button,
  Flex,
  Loader,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { useFindPioneerGapsQuery, type GapPage } from '../api';
import { Notice } from '../notice';
import { ImportPeople } from '../people/import-people';
import { PeopleCard } from '../people/people-card';
import { useErrorText } from '../refusal-text';
import { useWords } from '../use-words';

/** Posts with their gaps first: who is missing is what an administrator comes for. */
export function PostsSection() {
  const { t } = useWords();
  return (
    <Flex direction="column" alignItems="stretch" gap={6} paddingTop={6}>
      <PeopleCard title={t('posts.gaps.title')} intro={t('posts.gaps.intro')}>
        <Gaps />
      </PeopleCard>
      <ImportPeople kind="posts" />
    </Flex>
  );
}

function Gaps() {
  const { t, language } = useWords();
  const errorText = useErrorText();
  const [cursor, setCursor] = useState<string | null>(null);
  const { data, error, isLoading } = useFindPioneerGapsQuery(
    { cursor, language },
    { refetchOnMountOrArgChange: true },
  );
  if (isLoading) return <Loader small>{t('posts.gaps.loading')}</Loader>;
  if (error !== undefined || data === undefined) {
    return <Notice variant="danger">{errorText(error)}</Notice>;
  }
  const { data: gaps, nextCursor } = data;
  if (gaps.length === 0 && cursor === null) {
    return <Notice variant="success">{t('posts.gaps.none')}</Notice>;
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <GapTable gaps={gaps} />
      <Flex gap={2}>
        {cursor === null ? null : (
          <Button variant="tertiary" onClick={() => setCursor(null)}>
            {t('posts.gaps.first')}
          </Button>
        )}
        {nextCursor === null ? null : (
          <Button variant="secondary" onClick={() => setCursor(nextCursor)}>
            {t('posts.gaps.next')}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}

function GapTable({ gaps }: { gaps: GapPage['data'] }) {
  const { t } = useWords();
  const headers = ['organisation', 'post', 'holders'] as const;
  return (
    <Table colCount={headers.length} rowCount={gaps.length + 1}>
      <Thead>
        <Tr>
          {headers.map((header) => (
            <Th key={header}>
              <Typography variant="sigma">{t(`posts.gaps.${header}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {gaps.map(({ organisation, title, holders, maxHolders }) => (
          <Tr key={`${organisation.id} ${title}`}>
            <Td>
              <Typography>{organisation.name}</Typography>{' '}
              <Typography textColor="neutral600">{organisation.code}</Typography>
            </Td>
            <Td>
              <Typography>{title}</Typography>
            </Td>
            <Td>
              <Typography textColor={holders === 0 ? 'danger600' : 'neutral800'}>
                {t('posts.gaps.count', { holders, most: maxHolders })}
              </Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
