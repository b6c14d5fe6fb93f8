import type { Administrator, Content } from '../http/administrator';
import type { RoleModelText } from './content/editorial';
import { EXPERTS } from './content/experts';
import { ROLE_MODELS } from './content/role-models';
import { STORIES } from './content/stories';
import { FEATURED, HOME, TAGS } from './content/theme';
import type { InLanguages } from './content/types';

/** documentIds by slug, or by code. */
type Ids = ReadonlyMap<string, string>;
type Locale = keyof InLanguages<unknown>;

/** What stories and role models belong to and point at. */
export interface StoryPlaces {
  readonly themeId: string;
  readonly organisations: Ids;
  readonly tasks: Ids;
}

/** Publishes everything that is there to be read: role models, stories, experts, the home page. */
export async function publishStories(
  administrator: Administrator,
  places: StoryPlaces,
): Promise<void> {
  const tags = new Map<string, string>();
  for (const tag of TAGS) {
    tags.set(tag.slug, await administrator.create('api::tag.tag', { ...tag }));
  }
  const roleModels = await publishRoleModels(administrator, places, tags);
  const stories = await publishEachStory(administrator, places, tags, roleModels);
  for (const expert of EXPERTS) {
    await publish(administrator, 'api::expert.expert', expert, (text) => ({ ...text }));
  }
  await writeHome(administrator, places, stories);
}

async function publishRoleModels(
  administrator: Administrator,
  { themeId, organisations }: StoryPlaces,
  tags: Ids,
): Promise<Ids> {
  const ids = new Map<string, string>();
  for (const roleModel of ROLE_MODELS) {
    const uid = 'api::role-model.role-model';
    const id = await publish(administrator, uid, roleModel.text, (text) => ({
      ...text,
      honours: honoursOf(text),
      kind: roleModel.kind,
      theme: themeId,
      organisation: organisations.get(roleModel.organisation),
      tags: idsOf(roleModel.tags, tags),
    }));
    ids.set(roleModel.text.zh.slug, id);
  }
  return ids;
}

function honoursOf({ honours }: RoleModelText): Content[] {
  const year = new Date().getFullYear();
  return honours.map(({ yearsAgo, ...honour }) => ({ ...honour, year: year - yearsAgo }));
}

async function publishEachStory(
  administrator: Administrator,
  { themeId, organisations, tasks }: StoryPlaces,
  tags: Ids,
  roleModels: Ids,
): Promise<Ids> {
  const ids = new Map<string, string>();
  for (const story of STORIES) {
    const uid = 'api::story.story';
    const id = await publish(administrator, uid, story.text, (text, locale) => ({
      ...text,
      theme: themeId,
      organisation: organisations.get(story.organisation),
      tags: idsOf(story.tags, tags),
      tasks: idsOf(story.tasks, tasks),
      roleModels: idsOf(thoseIn(locale, ROLE_MODELS, story.roleModels), roleModels),
    }));
    ids.set(story.text.zh.slug, id);
  }
  return ids;
}

async function writeHome(
  administrator: Administrator,
  { themeId, tasks }: StoryPlaces,
  stories: Ids,
): Promise<void> {
  for (const locale of ['zh', 'en'] as const) {
    const home = {
      ...HOME[locale],
      theme: themeId,
      featuredStories: idsOf(thoseIn(locale, STORIES, FEATURED.stories), stories),
      featuredTasks: idsOf(FEATURED.tasks, tasks),
    };
    await administrator.writeSingle('api::home.home', home, locale === 'zh' ? undefined : locale);
  }
}

/** Chinese is the town's default language; the other one is added to the same document. */
async function publish<Text extends { readonly slug: string }>(
  administrator: Administrator,
  uid: string,
  text: InLanguages<Text>,
  contentOf: (text: Text, locale: Locale) => Content,
): Promise<string> {
  try {
    const id = await administrator.create(uid, contentOf(text.zh, 'zh'));
    await administrator.publish(uid, id);
    if (text.en === undefined) return id;
    await administrator.update(uid, id, contentOf(text.en, 'en'), 'en');
    await administrator.publish(uid, id, 'en');
    return id;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${uid} ${text.zh.slug} was not published: ${reason}`, { cause: error });
  }
}

/** Relations do not cross languages: only those that can be read in this one. */
function thoseIn(
  locale: Locale,
  all: readonly { readonly text: InLanguages<{ readonly slug: string }> }[],
  slugs: readonly string[],
): string[] {
  return slugs.filter((slug) =>
    all.some(({ text }) => text.zh.slug === slug && text[locale] !== undefined),
  );
}

function idsOf(slugs: readonly string[], ids: Ids): string[] {
  return slugs.map((slug) => {
    const id = ids.get(slug);
    if (id === undefined) throw new Error(`Nothing was made under the name ${slug}.`);
    return id;
  });
}
