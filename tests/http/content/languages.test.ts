import type { Answer } from '../../support/http';
import { linkTo, type Content } from '../../support/content-manager';
import { uniqueName } from '../../support/names';
import { enterTown, type Town } from '../../support/town';

const STORY = 'api::story.story';
const ROLE_MODEL = 'api::role-model.role-model';
const TAG = 'api::tag.tag';

let town: Town;

beforeAll(() => {
  town = enterTown('owner');
});
afterAll(() => town.leave());

/** Saves one language version of a story or role model and publishes it. */
async function publishIn(locale: string, uid: string, documentId: string, data: Content) {
  const path = `${uid}/${documentId}/actions/publish?locale=${locale}`;
  const answer = await town.content.send('POST', path, data);
  expect(answer.status).toBe(200);
}

async function buildStory(data: Content = {}): Promise<string> {
  const title = uniqueName('北巷');
  return town.content.createPublished(STORY, { title, slug: uniqueName('alley'), ...data });
}

function read(path: string): Promise<Answer> {
  return town.send({ path: `/api/${path}` });
}

describe('content in two languages', () => {
  it('is Chinese unless somebody asks for English', async () => {
    const locales = (await town.send({ path: '/i18n/locales', token: town.administratorToken }))
      .text;

    expect(JSON.parse(locales)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'zh-Hans', name: '简体中文', isDefault: true }),
        expect.objectContaining({ code: 'en', name: 'English', isDefault: false }),
      ]),
    );
  });

  it('is read by anybody, each language by itself', async () => {
    const story = await buildStory({ title: '一条巷子的三个月', summary: '积水退了' });
    await publishIn('en', STORY, story, { title: 'An alley', slug: uniqueName('alley') });

    const chinese = await read(`stories/${story}`);
    const english = await read(`stories/${story}?locale=en`);

    expect(chinese.body.data).toMatchObject({ locale: 'zh-Hans', title: '一条巷子的三个月' });
    expect(english.body.data).toMatchObject({ locale: 'en', title: 'An alley', summary: null });
  });

  it('is not served in a language that is still a draft', async () => {
    const story = await buildStory();
    const draft = { title: 'Not yet', slug: uniqueName('not-yet') };
    await town.content.send('PUT', `${STORY}/${story}?locale=en`, draft);

    expect((await read(`stories/${story}`)).status).toBe(200);
    expect((await read(`stories/${story}?locale=en`)).status).toBe(404);
    expect((await read('stories?locale=en&pagination[pageSize]=100')).text).not.toContain(
      'Not yet',
    );
  });

  it('shares what has no language: the kind of a role model, in its draft', async () => {
    const data = { name: uniqueName('李家'), slug: uniqueName('li'), kind: 'family' };
    const roleModel = await town.content.createPublished(ROLE_MODEL, data);
    const slug = uniqueName('li');
    await publishIn('en', ROLE_MODEL, roleModel, { name: 'The Li family', slug, kind: 'family' });
    await publishIn('zh-Hans', ROLE_MODEL, roleModel, { ...data, kind: 'collective' });

    const draft = await town.content.send('GET', `${ROLE_MODEL}/${roleModel}?locale=en`);

    // Whether what is published changes too is left to chance by Strapi: it compares with any row.
    expect(draft.body.data).toMatchObject({ name: 'The Li family', kind: 'collective' });
  });
});

describe('tags', () => {
  it('find the stories of every language by one slug', async () => {
    const slug = uniqueName('volunteering');
    const name = uniqueName('志愿');
    const tag = await town.content.create(TAG, { name, englishName: 'Volunteering', slug });
    const story = await buildStory({ tags: linkTo(tag) });
    await buildStory();
    const english = { title: 'An alley', slug: uniqueName('alley'), tags: linkTo(tag) };
    await publishIn('en', STORY, story, english);

    for (const locale of ['zh-Hans', 'en']) {
      const query = `filters[tags][slug][$eq]=${slug}&locale=${locale}&populate=tags`;
      const found = (await read(`stories?${query}`)).body.data;

      expect(found).toEqual([expect.objectContaining({ documentId: story, locale })]);
      expect(found).toEqual([
        expect.objectContaining({ tags: [expect.objectContaining({ name, slug })] }),
      ]);
    }
  });
});

describe('stories and role models', () => {
  it('find each other, also when the role model is published later', async () => {
    const data = { name: uniqueName('陈姨'), slug: uniqueName('chen'), kind: 'individual' };
    const roleModel = await town.content.create(ROLE_MODEL, data);
    const story = await buildStory({ roleModels: linkTo(roleModel) });
    const before = await read(`stories/${story}?populate=roleModels`);
    await town.content.publish(ROLE_MODEL, roleModel, data);

    const after = await read(`stories/${story}?populate=roleModels`);
    const back = await read(`role-models/${roleModel}?populate=stories`);

    expect(before.body.data).toMatchObject({ roleModels: [] });
    expect(after.body.data).toMatchObject({ roleModels: [{ documentId: roleModel }] });
    expect(back.body.data).toMatchObject({ stories: [{ documentId: story }] });
  });
});

describe('a theme', () => {
  it.each(['red', '#B3261', 'B3261E', '#B3261E00', '#GGGGGG'])(
    'refuses the colour %s',
    async (brand) => {
      const data = { year: 2026, name: uniqueName('主题'), colours: { brand } };
      const answer = await town.content.send('POST', 'api::theme.theme', data);

      expect([answer.status, answer.body.error?.name]).toEqual([400, 'ValidationError']);
    },
  );

  it('keeps year and colours for every language', async () => {
    const data = { year: 2026, name: uniqueName('美丽先锋'), colours: { brand: '#0A7F5A' } };
    const theme = await town.content.create('api::theme.theme', data);
    const name = uniqueName('Beautiful Pioneer');
    await town.content.send('PUT', `api::theme.theme/${theme}?locale=en`, { name });

    const english = await read(`themes/${theme}?locale=en&populate=colours`);

    expect(english.body.data).toMatchObject({ name, year: 2026, colours: { brand: '#0A7F5A' } });
  });
});
