import { isStumble } from './is-stumble';

const STRAPI =
  '    at Object.check (/srv/node_modules/@strapi/admin/dist/controllers/permission.js:15:9)';
const FILTER =
  '    at processWhere (/srv/node_modules/@strapi/database/dist/query/helpers/where.js:34:19)';
const OURS = '    at serve (/srv/plugins/pioneer/dist/server/index.js:4:2)';
const LIBRARY = '    at get (/srv/node_modules/lodash/get.js:3:1)';
const NOBODYS = '    at Array.map (<anonymous>)';

function errorAt(name: string, ...frames: string[]): Error {
  const error = new Error('cannot read properties of undefined');
  return Object.assign(error, { name, stack: [`${name}: ${error.message}`, ...frames].join('\n') });
}

test.each([
  ['TypeError', [STRAPI]],
  ['TypeError', [NOBODYS, LIBRARY, STRAPI, OURS]],
  ['ZodError', [LIBRARY, STRAPI]],
  ['Error', [FILTER, OURS]],
])('a %s of Strapi is a stumble over what was sent', (name, frames) => {
  expect(isStumble(errorAt(name, ...frames))).toBe(true);
});

test.each([
  ['a mistake of ours', errorAt('TypeError', OURS, STRAPI)],
  ['one of ours in a library', errorAt('TypeError', NOBODYS, LIBRARY, OURS, STRAPI)],
  ['one that nobody can be blamed for', errorAt('TypeError', LIBRARY, NOBODYS)],
  ['what Strapi throws on purpose', errorAt('Error', STRAPI)],
  ['something without a stack', Object.assign(new TypeError('x'), { stack: undefined })],
  ['no error at all', 'TypeError'],
])('%s is none', (_what, error) => {
  expect(isStumble(error)).toBe(false);
});
