import type { Call, CallOptions, OpeningView } from 'strapi-plugin-pioneer/contract';
import { readPages } from '../../tools/http/read-pages';

export type BoardQuery = NonNullable<CallOptions<'openings.find'>['query']>;

/** Everything that the board shows for a query, page by page. */
export function readBoard(call: Call, query: BoardQuery): Promise<OpeningView[]> {
  return readPages((cursor) => call('openings.find', { query: { ...query, cursor } }));
}
