import type { PostView } from 'strapi-plugin-pioneer/contract';
import type { Administrator } from './administrator';

/** All posts in use. */
export async function findPosts({ call }: Administrator): Promise<PostView[]> {
  const found: PostView[] = [];
  let cursor: string | undefined;
  do {
    const page = await call('holders.find', { query: { limit: 100, cursor } });
    found.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}
