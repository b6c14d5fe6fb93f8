import { readFileSync } from 'node:fs';
import { PACKAGE, RELEASE, SUPPORTED_STRAPI } from './release';

it('says the same as package.json', () => {
  const { name, version, peerDependencies } = JSON.parse(
    readFileSync('plugins/pioneer/package.json', 'utf8'),
  ) as { name: string; version: string; peerDependencies: Record<string, string> };

  expect([PACKAGE, RELEASE]).toEqual([name, version]);
  const ofStrapi = ['strapi', 'utils', 'plugin-users-permissions'];
  for (const one of ofStrapi) expect(peerDependencies[`@strapi/${one}`]).toBe(SUPPORTED_STRAPI);
});
