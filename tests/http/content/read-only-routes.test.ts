import { uniqueName } from '../../support/names';
import { count } from '../../support/rows';
import { enterTown, type Town } from '../../support/town';

let town: Town;

beforeAll(() => {
  town = enterTown('owner');
});
afterAll(() => town.leave());

/** Address and table of every type that has a content API, and a column that texts go into. */
const TYPES = [
  ['drives', 'drives', 'name'],
  ['evaluations', 'evaluations', 'claim_id'],
  ['experts', 'experts', 'name'],
  ['role-models', 'role_models', 'name'],
  ['stories', 'stories', 'title'],
  ['tags', 'tags', 'name'],
  ['tasks', 'tasks', 'title'],
  ['themes', 'themes', 'name'],
  ['home', 'homes', 'headline'],
] as const;

describe.each(TYPES)('the content API of %s', (path, table, column) => {
  it('reads', async () => {
    const answer = await town.send({ path: `/api/${path}` });

    // A home page that nobody has written is not there.
    expect(answer.status).toBe(path === 'home' && answer.status === 404 ? 404 : 200);
  });

  it.each(['POST', 'PUT', 'DELETE'] as const)('has no route for %s', async (method) => {
    const name = uniqueName('by anybody');
    const body = { data: { name, title: name, headline: name, claimId: name } };
    for (const address of [`/api/${path}`, `/api/${path}/z1234567890123456789012`]) {
      const tokens = [undefined, town.administratorToken];
      for (const token of tokens) {
        const answer = await town.send({ method, path: address, token, body });

        expect([404, 405]).toContain(answer.status);
      }
    }

    expect(await count(town.rows(table).where(column, name))).toBe(0);
  });
});
