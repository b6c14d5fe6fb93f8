import type { Call, CallOptions, OpeningView } from 'strapi-plugin-pioneer/contract';

export type BoardQuery = NonNullable<CallOptions<'openings.find'>['query']>;

/** Everything that the board shows for a query, page by page. */
export async function readBoard(call: Call, query: BoardQuery): Promise<OpeningView[]> {
  const shown: OpeningView[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: OpeningView[]; nextCursor: string | null } = await call('openings.find', {
      query: { ...query, ...(cursor === null ? {} : { cursor }) },
    });
    shown.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return shown;
}
