import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';
import { useWords } from './use-words';
import type { CursorPages } from './use-cursor-pages';

interface CursorPagerProps {
  readonly pages: CursorPages;
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** Back and on between pages; nothing where there is one page only. */
export function CursorPager({ pages, nextCursor }: CursorPagerProps) {
  const { t } = useWords();
  const { page, next, back } = pages;
  if (page === 1 && nextCursor === null) return null;
  return (
    <Flex tag="nav" gap={2} justifyContent="flex-end" aria-label={t('pages.label')}>
      <IconButton label={t('pages.back')} disabled={page === 1} onClick={back}>
        <ChevronLeft />
      </IconButton>
      <Typography textColor="neutral600">{t('pages.page', { page })}</Typography>
      <IconButton
        label={t('pages.next')}
        disabled={nextCursor === null}
        onClick={() => (nextCursor === null ? undefined : next(nextCursor))}
      >
        <ChevronRight />
      </IconButton>
    </Flex>
  );
}
