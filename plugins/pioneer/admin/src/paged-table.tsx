import type { ReactNode } from 'react';
import { Flex, Loader, Typography } from '@strapi/design-system';
import { CursorPager } from './cursor-pager';
import { ListTable } from './list-table';
import { Notice } from './notice';
import { useErrorText } from './refusal-text';
import type { CursorPages } from './use-cursor-pages';

interface PagedTableProps {
  readonly heads: readonly string[];
  /** What is shown meanwhile, and where there is nothing. */
  readonly loading: string;
  readonly empty: string;
  readonly error: unknown;
  /** Undefined while the first page is loading, or could not be loaded. */
  readonly rows: readonly ReactNode[] | undefined;
  readonly pages: CursorPages;
  readonly nextCursor: string | null;
}

/** A page of a list with its loading, refused and empty view. */
export function PagedTable(props: PagedTableProps) {
  const { heads, loading, empty, error, rows, pages, nextCursor } = props;
  const errorText = useErrorText();
  if (error !== undefined) return <Notice variant="danger">{errorText(error)}</Notice>;
  if (rows === undefined) return <Loader small>{loading}</Loader>;
  if (rows.length === 0) return <Typography textColor="neutral600">{empty}</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <ListTable heads={heads} rows={rows} />
      <CursorPager pages={pages} nextCursor={nextCursor} />
    </Flex>
  );
}
