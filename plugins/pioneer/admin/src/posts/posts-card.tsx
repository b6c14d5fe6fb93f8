import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Box, Button, Flex, IconButton, Td, Tr, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { PagedTable } from '../paged-table';
import { SectionCard } from '../section-card';
import { useCursorPages } from '../use-cursor-pages';
import { useWords } from '../use-words';
import type { Vacancy } from './appoint-holder';
import { DismissHolder } from './dismiss-holder';
import { useFindPioneerPostsQuery, type Holding, type Post } from './posts-api';

interface PostsCardProps {
  readonly within: string | undefined;
  readonly onAppoint: (vacancy: Vacancy) => void;
}

/** All posts in use with their duties, and who holds them until when. */
export function PostsCard({ within, onAppoint }: PostsCardProps) {
  const { t, language } = useWords();
  const pages = useCursorPages();
  const { data, error } = useFindPioneerPostsQuery(
    { within, cursor: pages.cursor, language },
    { refetchOnMountOrArgChange: true },
  );
  const [leaving, setLeaving] = useState<{ post: Post; holding: Holding } | null>(null);
  return (
    <SectionCard title={t('posts.title')} intro={t('posts.intro')}>
      <PagedTable
        heads={[t('posts.organisation'), t('posts.post'), t('posts.holders')]}
        loading={t('posts.loading')}
        empty={t('posts.none')}
        error={error}
        rows={data?.data.map((post) => (
          <PostRow
            key={post.id}
            post={post}
            onAppoint={onAppoint}
            onDismiss={(holding) => setLeaving({ post, holding })}
          />
        ))}
        pages={pages}
        nextCursor={data?.nextCursor ?? null}
      />
      {leaving === null ? null : <DismissHolder {...leaving} onClose={() => setLeaving(null)} />}
    </SectionCard>
  );
}

interface PostRowProps {
  readonly post: Post;
  readonly onAppoint: (vacancy: Vacancy) => void;
  readonly onDismiss: (holding: Holding) => void;
}

function PostRow({ post, onAppoint, onDismiss }: PostRowProps) {
  const { t } = useWords();
  const { id: postId, organisation, title, holders, maxHolders, heldBy } = post;
  return (
    <Tr>
      <Td>
        <Typography>{organisation.name}</Typography>
      </Td>
      <Td>
        <Duties post={post} />
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={2} paddingBottom={2}>
          {(heldBy ?? []).map((holding) => (
            <HolderLine key={holding.id} holding={holding} onDismiss={() => onDismiss(holding)} />
          ))}
          {holders < maxHolders ? (
            <Flex gap={3}>
              <Button
                variant="secondary"
                size="S"
                onClick={() => onAppoint({ postId, title, organisation: organisation.name })}
              >
                {t('posts.appoint')}
              </Button>
              <Typography variant="pi" textColor="neutral600">
                {t('posts.free', { count: maxHolders - holders })}
              </Typography>
            </Flex>
          ) : null}
        </Flex>
      </Td>
    </Tr>
  );
}

function Duties({ post }: { post: Post }) {
  const { t } = useWords();
  const { title, duties, appointers, termMonths } = post;
  const term = termMonths === null ? t('posts.term.none') : t('posts.term', { months: termMonths });
  const who = t(`posts.appointers.${appointers}`);
  return (
    <Box paddingTop={2} paddingBottom={2} maxWidth="48rem" style={{ whiteSpace: 'normal' }}>
      <Typography tag="p" fontWeight="semiBold">
        {title}
      </Typography>
      <Typography tag="p" style={{ whiteSpace: 'pre-line' }}>
        {duties}
      </Typography>
      <Typography tag="p" variant="pi" textColor="neutral600">
        {`${term} · ${who}`}
      </Typography>
    </Box>
  );
}

interface HolderLineProps {
  readonly holding: Holding;
  readonly onDismiss: () => void;
}

function HolderLine({ holding: { member, until }, onDismiss }: HolderLineProps) {
  const { t } = useWords();
  const { formatDate } = useIntl();
  return (
    <Flex gap={2}>
      <Typography>{member.name}</Typography>
      <Typography variant="pi" textColor="neutral600">
        {until === null
          ? t('posts.until.none')
          : t('posts.until', { date: formatDate(until, { dateStyle: 'medium' }) })}
      </Typography>
      <IconButton
        variant="ghost"
        size="XS"
        label={t('posts.dismiss.open', { name: member.name })}
        onClick={onDismiss}
      >
        <Cross />
      </IconButton>
    </Flex>
  );
}
