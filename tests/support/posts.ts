import type { PostView } from 'strapi-plugin-pioneer/contract';
import { uniqueName } from './names';
import type { Organisation } from './people';
import type { Town } from './town';

/** What a post may differ in from one place of a year, filled by the own managers. */
export interface PostOptions {
  readonly title?: string;
  readonly appointers?: PostView['appointers'];
  readonly maxHolders?: number;
  readonly termMonths?: number | null;
  readonly isActive?: boolean;
}

/** A row of an import of posts. */
export function postRow({ code }: Organisation, options: PostOptions = {}) {
  return {
    organisationCode: code,
    title: uniqueName('网格员'),
    duties: '每周巡查一次，发现问题及时上报。',
    maxHolders: 1,
    termMonths: 12,
    ...options,
  };
}

/** The post of an organisation with this title, as the public sees it. */
export async function findPost(
  town: Town,
  organisation: Organisation,
  title: string,
): Promise<PostView> {
  const { data } = await town.visitor('posts.find', { query: { within: organisation.id } });
  const post = data.find((one) => one.title === title && one.organisation.id === organisation.id);
  if (post === undefined) throw new Error(`no post "${title}" in ${organisation.code}`);
  return post;
}

/** Imports one post, as an administrator does. */
export async function buildPost(
  town: Town,
  organisation: Organisation,
  options: PostOptions = {},
): Promise<PostView> {
  const row = postRow(organisation, options);
  const { data } = await town.administrator('posts.import', { body: { rows: [row] } });
  if (data.created !== 1) throw new Error(`not imported: ${JSON.stringify(data)}`);
  return findPost(town, organisation, row.title);
}
