import { uniqueName } from '../../support/names';
import { enterTown, type Town } from '../../support/town';

let town: Town;

beforeAll(() => {
  town = enterTown();
});
afterAll(() => town.leave());

/** Address and table of every type that has a content API. */
const TYPES = [
  ['drives', 'drives'],
  ['evaluations', 'evaluations'],
  ['experts', 'experts'],
  ['role-models', 'role_models'],
  ['stories', 'stories'],
  ['tags', 'tags'],
  ['tasks', 'tasks'],
  ['themes', 'themes'],
  ['home', 'homes'],
] as const;

describe.each(TYPES)('the content API of %s', (path, table) => {
  it('reads', async () => {
    const answer = await town.send({ path: `/api/${path}` });

    // A home page that nobody has written is not there.
    expect(answer.status).toBe(path === 'home' && answer.status === 404 ? 404 : 200);
  });

  it.each(['POST', 'PUT', 'DELETE'] as const)('has no route for %s', async (method) => {
    const name = uniqueName('by anybody');
    const body = { data: { name, title: name, headline: name } };
    for (const address of [`/api/${path}`, `/api/${path}/z1234567890123456789012`]) {
      const tokens = [undefined, town.administratorToken];
      for (const token of tokens) {
        const answer = await town.send({ method, path: address, token, body });

        expect([404, 405]).toContain(answer.status);
      }
    }
    const column = { tasks: 'title', stories: 'title', homes: 'headline' }[table as string];
    const written =
      table === 'evaluations' ? [] : await town.rows(table).where(column ?? 'name', name);

    expect(written).toEqual([]);
  });
});
