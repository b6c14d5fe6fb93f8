import { buildPanelRole, buildPanelUser } from '../../support/panel-users';
import { buildMembers } from '../../support/people';
import { enterTown } from '../../support/town';

const town = enterTown('owner');
afterAll(() => town.leave());

let token: string;
beforeAll(async () => {
  const [member] = await buildMembers(town, [[], []]);
  token = member?.token ?? '';
});

/** What a visitor would like to be told, one letter at a time. */
const SECRETS = [
  'createdBy][password',
  'updatedBy][password',
  'updatedBy][resetPasswordToken',
  'createdBy][email',
  'createdBy][roles][code',
  't1.password',
  't0.created_by_id',
];

/** Ways to ask by which Strapi has told it before, or could. */
const ASKING = SECRETS.flatMap((path) => [
  `filters[${path}][$startsWith]=$`,
  `filters[$or][0][${path}][$startsWith]=$`,
  `filters[$not][${path}][$null]=true`,
  ...['where', 'lookup', 'having', 'select', 'orderBy', 'groupBy', 'on', 'join', '_where'].map(
    (key) => `${key}[${path}][$startsWith]=$`,
  ),
]);

const SHOWING = [
  'sort=createdBy.password',
  'sort[0][updatedBy][resetPasswordToken]=asc',
  'sort=t1.password',
  'fields=password',
  'fields[0]=createdBy.password',
  'populate=createdBy',
  'populate[updatedBy][fields]=resetPasswordToken',
  'populate[createdBy][populate]=roles',
  'populate[localizations][populate]=createdBy',
  'populate[0]=createdBy.roles.users',
];

const TYPES = [
  'drives',
  'evaluations',
  'experts',
  'role-models',
  'stories',
  'tags',
  'tasks',
  'themes',
];

describe('the content API', () => {
  it.each(TYPES)(
    'refuses /api/%s every question about what is nobody’s matter but Strapi’s',
    async (type) => {
      const answered: string[] = [];
      for (const query of [...ASKING, ...SHOWING]) {
        for (const asker of [null, token]) {
          const { status } = await town.send({ path: `/api/${type}?${query}`, token: asker });
          if (status !== 400) answered.push(`${query} ${status}`);
        }
      }

      expect(answered).toEqual([]);
    },
  );
});

describe('the Content Manager', () => {
  const HIDDEN = ['phoneHash', 'phoneSealed', 'activationHash', 'salt', 'signInName'];
  const BEHIND = ['user][password', 'user][role][name', 'createdBy][password'];
  const MEMBERS = '/content-manager/collection-types/plugin::pioneer.member?pageSize=5';
  const CLERK = {
    action: 'plugin::content-manager.explorer.read',
    subject: 'plugin::pioneer.member',
    properties: { fields: ['number', 'user'] },
  };

  let clerk: string;
  beforeAll(async () => {
    const owner = { url: town.url, token: town.administratorToken };
    ({ token: clerk } = await buildPanelUser(owner, await buildPanelRole(owner, [CLERK])));
  });

  const ask = async (query: string) => {
    const { status, text } = await town.send({ path: `${MEMBERS}&${query}`, token: clerk });
    return [status, text];
  };

  it('has members to show', async () => {
    expect(await ask('filters[number][$null]=true')).not.toEqual(
      await ask('filters[number][$notNull]=true'),
    );
    expect(await ask('sort=number:asc')).not.toEqual(await ask('sort=number:desc'));
  });

  it.each([...HIDDEN, ...BEHIND])('answers all guesses of %s alike', async (path) => {
    const dotted = path.replaceAll('][', '.');

    for (const way of ['filters', 'filters[$or][0]']) {
      expect(await ask(`${way}[${path}][$null]=true`)).toEqual(
        await ask(`${way}[${path}][$notNull]=true`),
      );
    }
    expect(await ask(`sort=${dotted}:asc`)).toEqual(await ask(`sort=${dotted}:desc`));
  });
});
