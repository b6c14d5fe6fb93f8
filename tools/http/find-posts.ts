import type { PostView } from 'strapi-plugin-pioneer/contract';
import type { Administrator } from './administrator';
import { readPages } from './read-pages';

/** All posts in use. */
export function findPosts({ call }: Administrator): Promise<PostView[]> {
  return readPages((cursor) => call('holders.find', { query: { limit: 100, cursor } }));
}
