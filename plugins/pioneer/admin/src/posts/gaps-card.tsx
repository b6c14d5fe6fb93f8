import { useState } from 'react';
import { Box, Button, Field, Flex, Td, TextInput, Tr, Typography } from '@strapi/design-system';
import { PagedTable } from '../paged-table';
import { SectionCard } from '../section-card';
import { useCursorPages } from '../use-cursor-pages';
import { useRested } from '../use-rested';
import { useWords } from '../use-words';
import type { Vacancy } from './appoint-holder';
import { useFindPioneerGapsQuery, type Gap } from './posts-api';

interface CardProps {
  readonly within: string | undefined;
  readonly onAppoint: (vacancy: Vacancy) => void;
}

/** Posts with free places; of a kind and a title, organisations in which nobody holds such a post. */
export function GapsCard({ within, onAppoint }: CardProps) {
  const { t, language } = useWords();
  const pages = useCursorPages();
  const [kind, setKind] = useState('');
  const [title, setTitle] = useState('');
  const asked = { kind: useRested(kind.trim()), title: useRested(title.trim()) };
  const { data, error } = useFindPioneerGapsQuery(
    {
      within,
      kind: asked.kind || undefined,
      title: asked.title || undefined,
      cursor: pages.cursor,
      language,
    },
    { refetchOnMountOrArgChange: true },
  );
  const type = (set: (text: string) => void) => (text: string) => {
    pages.restart();
    set(text);
  };
  return (
    <SectionCard title={t('gaps.title')} intro={t('gaps.intro')}>
      <Flex gap={4} alignItems="flex-start" wrap="wrap">
        <Filter
          label={t('gaps.kind')}
          hint={t('gaps.kind.hint')}
          text={kind}
          onType={type(setKind)}
        />
        <Filter
          label={t('gaps.post')}
          hint={t('gaps.post.hint')}
          text={title}
          onType={type(setTitle)}
        />
      </Flex>
      <PagedTable
        heads={[t('gaps.organisation'), t('gaps.post'), t('gaps.holders'), t('gaps.action')]}
        loading={t('gaps.loading')}
        empty={t('gaps.none')}
        error={error}
        rows={data?.data.map((gap) => (
          <GapRow key={`${gap.organisation.id} ${gap.title}`} gap={gap} onAppoint={onAppoint} />
        ))}
        pages={pages}
        nextCursor={data?.nextCursor ?? null}
      />
    </SectionCard>
  );
}

interface FilterProps {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly onType: (text: string) => void;
}

function Filter({ label, hint, text, onType }: FilterProps) {
  return (
    <Box flex="1 1 24rem" maxWidth="36rem">
      <Field.Root hint={hint}>
        <Field.Label>{label}</Field.Label>
        <TextInput value={text} onChange={(event) => onType(event.target.value)} />
        <Field.Hint />
      </Field.Root>
    </Box>
  );
}

interface GapRowProps {
  readonly gap: Gap;
  readonly onAppoint: (vacancy: Vacancy) => void;
}

function GapRow({ gap, onAppoint }: GapRowProps) {
  const { t } = useWords();
  const { organisation, kind, title, postId, holders, maxHolders } = gap;
  return (
    <Tr>
      <Td>
        <Typography tag="p">{organisation.name}</Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {kind}
        </Typography>
      </Td>
      <Td>
        <Typography>{title}</Typography>
      </Td>
      <Td>
        <Typography>
          {postId === null
            ? t('gaps.holders.noPost')
            : t('gaps.holders.of', { holders, maxHolders })}
        </Typography>
      </Td>
      <Td>
        {postId === null ? (
          <Typography textColor="neutral600">{t('gaps.noPost')}</Typography>
        ) : (
          <Button
            variant="secondary"
            size="S"
            onClick={() => onAppoint({ postId, title, organisation: organisation.name })}
          >
            {t('posts.appoint')}
          </Button>
        )}
      </Td>
    </Tr>
  );
}
