import { codeOf, send } from '../../support/http';
import { uniqueName } from '../../support/names';
import { enterTown, type Town } from '../../support/town';

const STORY = 'api::story.story';

let town: Town;
let draftId: string;
let publishedId: string;
/** A word in every draft, and nowhere else. */
const secret = uniqueName('unpublished');

beforeAll(async () => {
  town = enterTown('owner');
  draftId = await town.content.create(STORY, { title: `${secret} never published`, slug: secret });
  const story = { title: uniqueName('published'), slug: uniqueName('published') };
  publishedId = await town.content.createPublished(STORY, story);
  await town.content.update(STORY, publishedId, { ...story, title: `${secret} changed since` });
  await send({
    method: 'PUT',
    url: town.url,
    path: '/content-manager/single-types/api::home.home',
    token: town.administratorToken,
    body: {
      headline: '江边',
      featuredStories: { connect: [{ documentId: draftId }, { documentId: publishedId }] },
    },
  });
});
afterAll(() => town.leave());

/** Every way of asking for drafts that Strapi understands, or once did. */
const ASKING_FOR_DRAFTS = [
  'status=draft',
  'status=DRAFT',
  'STATUS=draft',
  'Status[]=draft',
  'status[]=draft',
  'status[0]=draft',
  'status%5B%5D=draft',
  '%73tatus=%64raft',
  'status=published&status=draft',
  'status[$eq]=draft',
  'status',
  'status=',
  'status=anything',
  'publicationState=preview',
  '_publicationState=preview',
  'publicationFilter=never-published',
  'hasPublishedVersion=false',
  'populate[roleModels][status]=draft',
  'populate[roleModels][populate][stories][status]=draft',
  'populate[0][status]=draft',
  'populate[body][on][civic.any][status]=draft',
];

describe('the content API', () => {
  it.each(ASKING_FOR_DRAFTS)('refuses to be asked for drafts: %s', async (query) => {
    for (const path of ['/api/stories', `/api/stories/${draftId}`, '/API/Stories/']) {
      const answer = await town.send({ path: `${path}?${query}` });

      expect([answer.status, codeOf(answer)]).toEqual([400, 'DRAFTS_NOT_SERVED']);
      expect(answer.text).not.toContain(secret);
    }
  });

  it('serves what is published, as it was published', async () => {
    for (const query of ['', '?status=published', '?populate=*', '?locale=zh-Hans']) {
      const one = await town.send({ path: `/api/stories/${publishedId}${query}` });

      expect(one.status).toBe(200);
      expect(one.body.data).toMatchObject({ documentId: publishedId });
      expect(one.text).not.toContain(secret);
    }
  });

  it('knows nothing of a draft: not in a list, not by its id, not by search', async () => {
    const lists = ['/api/stories?pagination[pageSize]=100', `/api/stories?_q=${secret}`];
    for (const path of lists) expect((await town.send({ path })).text).not.toContain(secret);

    expect((await town.send({ path: `/api/stories/${draftId}` })).status).toBe(404);
  });

  it('shows no draft through a type that has none itself', async () => {
    const home = await town.send({ path: '/api/home?populate=featuredStories' });

    expect(home.status).toBe(200);
    expect(home.text).toContain(publishedId);
    expect(home.text).not.toContain(draftId);
    expect(home.text).not.toContain(secret);
  });

  it('tells nothing of a draft to who filters something else by it', async () => {
    const published = await town.send({ path: `/api/stories/${publishedId}` });
    const { title } = published.body.data as { title: string };
    const filtered = (text: string) =>
      town.send({ path: `/api/home?filters[featuredStories][title][$startsWith]=${text}` });
    const either = (text: string) =>
      town.send({
        path: `/api/home?filters[$or][0][featuredStories][title][$contains]=${text}&filters[$or][1][headline]=-`,
      });

    expect((await filtered(title)).status).toBe(200);
    expect((await either(title)).status).toBe(200);
    expect((await filtered(secret)).status).toBe(404);
    expect((await either(secret)).status).toBe(404);
  });

  it('orders nothing by what may be a draft', async () => {
    const path = '/api/evaluations?sort[0]=score&sort[1]=task.title';
    const answer = await town.send({ path });

    expect([answer.status, codeOf(answer)]).toEqual([400, 'DRAFTS_NOT_SERVED']);
  });

  it('makes no exception for an API token that may do everything', async () => {
    const created = await town.send({
      method: 'POST',
      path: '/admin/api-tokens',
      token: town.administratorToken,
      body: { name: uniqueName('token'), description: '', type: 'full-access', lifespan: null },
    });
    const { accessKey: token } = created.body.data as { accessKey: string };
    const asked = await town.send({ path: '/api/stories?status=draft', token });
    const listed = await town.send({ path: '/api/stories?pagination[pageSize]=100', token });

    expect(codeOf(asked)).toBe('DRAFTS_NOT_SERVED');
    expect(listed.status).toBe(200);
    expect(listed.text).not.toContain(secret);
  });
});

describe('the admin panel', () => {
  it('still shows editors their drafts', async () => {
    const answer = await town.content.send('GET', `${STORY}/${draftId}?status=draft`);

    expect(answer.status).toBe(200);
    expect(answer.text).toContain(secret);
  });
});
