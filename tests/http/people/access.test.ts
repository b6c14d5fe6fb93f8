import { endpoints, type EndpointName } from 'strapi-plugin-pioneer/contract';
import { codeOf, send } from '../../support/http';
import { unknownId, uniqueName } from '../../support/names';
import { buildMember } from '../../support/people';
import { count } from '../../support/rows';
import { buildPanelUser, findPanelRole } from '../../support/panel-users';
import { enterTown } from '../../support/town';

const town = enterTown('owner');
afterAll(() => town.leave());

const all = Object.keys(endpoints) as EndpointName[];
const withAccess = (access: string) => all.filter((name) => endpoints[name].access === access);

/** A request to an endpoint about things that do not exist, right in form where that is easy. */
function requestTo(name: EndpointName) {
  const { method, path, access } = endpoints[name];
  const address = path.replaceAll(/:(\w+)/g, (_, key: string) =>
    key === 'uid' ? 'api::task.task' : unknownId(),
  );
  const prefix = access === 'administrator' ? '/pioneer' : '/api/pioneer';
  return {
    method,
    url: town.url,
    path: prefix + address + (name === 'claims.find' ? '?view=mine' : ''),
    ...(method === 'GET' ? {} : { body: {} }),
  };
}

describe('without being signed in', () => {
  it.each(['organisation.find', 'openings.find', 'statistics.find', 'openapi.find'] as const)(
    '%s is open',
    async (name) => {
      expect((await send(requestTo(name))).status).toBe(200);
    },
  );

  it('single organisations and openings are open, if there are any', async () => {
    for (const name of ['organisation.findOne', 'openings.findOne'] as const) {
      const answer = await send(requestTo(name));
      expect([answer.status, codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
    }
  });

  it.each(withAccess('member'))('%s is closed', async (name) => {
    const answer = await send(requestTo(name));

    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it.each(withAccess('administrator'))('%s is closed', async (name) => {
    expect((await send(requestTo(name))).status).toBe(401);
  });

  it('what members alone may do is all that is not for everybody', () => {
    expect(withAccess('public').sort()).toEqual([
      'calendar.find',
      'openapi.find',
      'openings.find',
      'openings.findOne',
      'organisation.find',
      'organisation.findOne',
      'posts.find',
      'record.findHeads',
      'session.activate',
      'session.signIn',
      'spots.find',
      'spots.findOne',
      'statistics.find',
      'statistics.findOrganisations',
    ]);
  });
});

describe('what administrators do', () => {
  it.each(withAccess('administrator'))('%s is closed to members', async (name) => {
    const { token } = await buildMember(town);

    expect((await send({ ...requestTo(name), token })).status).toBe(401);
  });

  describe('without the permission for it', () => {
    let token: string;
    beforeAll(async () => void (token = await signInAsEditor()));

    it.each(withAccess('administrator'))('%s is forbidden', async (name) => {
      expect((await send({ ...requestTo(name), token })).status).toBe(403);
    });

    it('leaves no trace', async () => {
      const code = uniqueName('org');
      const row = { code, name: '不应存在', kind: 'village', parentCode: null };
      const body = { rows: [row] };
      const request = requestTo('organisations.import');

      expect((await send({ ...request, token, body })).status).toBe(403);
      expect(await count(town.rows('pioneer_organisations').where({ code }))).toBe(0);
    });
  });
});

/** Somebody of the admin panel who may edit content and nothing else. */
async function signInAsEditor(): Promise<string> {
  const owner = { url: town.url, token: town.administratorToken };
  const editor = await buildPanelUser(owner, await findPanelRole(owner, 'strapi-editor'));
  return editor.token;
}
