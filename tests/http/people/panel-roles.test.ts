import { createContentManager, DRIVE } from '../../support/content-manager';
import { codeOf } from '../../support/http';
import { uniqueName } from '../../support/names';
import { buildPanelRole, buildPanelUser, grantOnly, type Grant } from '../../support/panel-users';
import { enterTown } from '../../support/town';

const town = enterTown('owner');
afterAll(() => town.leave());

const owner = { url: town.url, token: town.administratorToken };
const EXPLORER = 'plugin::content-manager.explorer';

/** Whoever may do so with drives, all their fields and languages. */
function drives(action: string, conditions: readonly string[] = []): Grant {
  const properties = { fields: ['name'], locales: ['zh-Hans'] };
  return { action: `${EXPLORER}.${action}`, subject: DRIVE, properties, conditions };
}

async function signIn(roleId: number) {
  const { token } = await buildPanelUser(owner, roleId);
  return createContentManager(town.url, token);
}

it('what a role of the admin panel gains or loses counts from the next request on', async () => {
  const roleId = await buildPanelRole(owner, [drives('read')]);
  const content = await signIn(roleId);
  const lookAndMake = async () => [
    codeOf(await content.send('GET', DRIVE)),
    codeOf(await content.send('POST', DRIVE, { name: uniqueName('春季行动') })),
  ];

  expect(await lookAndMake()).toEqual(['200', 'PolicyError']);
  await grantOnly(owner, roleId, [drives('read'), drives('create')]);
  expect(await lookAndMake()).toEqual(['200', '201']);
  await grantOnly(owner, roleId, []);
  expect(await lookAndMake()).toEqual(['PolicyError', 'PolicyError']);
  await grantOnly(owner, roleId, [drives('read')]);
  expect(await lookAndMake()).toEqual(['200', 'PolicyError']);
});

it('two who share a role that shows them only what they made each see their own', async () => {
  const roleId = await buildPanelRole(owner, [
    drives('create'),
    drives('read', ['admin::is-creator']),
  ]);
  const editors = [await signIn(roleId), await signIn(roleId)];
  const seen = [];
  for (const content of editors) {
    const made = await content.create(DRIVE, { name: uniqueName('秋季行动') });
    const { text } = await content.send('GET', DRIVE);
    const { results } = JSON.parse(text) as { results: { documentId: string }[] };
    seen.push({ made: [made], shown: results.map(({ documentId }) => documentId) });
  }

  expect(seen.map(({ shown }) => shown)).toEqual(seen.map(({ made }) => made));
});
