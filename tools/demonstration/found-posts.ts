import type { Administrator } from '../http/administrator';
import { findPosts } from '../http/find-posts';
import { importCalendar, importPosts } from '../http/import-rows';
import { holidaysOf } from './content/calendar';
import { POSTS } from './content/posts';

/** Posts with who holds them, and the holidays of this year and the next. */
export async function foundPosts(administrator: Administrator, today: Date): Promise<void> {
  const year = today.getUTCFullYear();
  await importCalendar(administrator, holidaysOf([year, year + 1]));
  await importPosts(
    administrator,
    POSTS.map(({ holder: _holder, ...post }) => ({ ...post, appointers: 'own', isActive: true })),
  );
  const posts = await findPosts(administrator);
  for (const { organisationCode, title, holder } of POSTS) {
    if (holder === null) continue;
    const post = posts.find(
      (one) => one.organisation.code === organisationCode && one.title === title,
    );
    if (post === undefined) throw new Error(`${organisationCode} has no post ${title}`);
    const appointment = { params: { id: post.id }, body: { number: holder } };
    await administrator.call('holders.appoint', appointment);
  }
}
