import { execFileSync } from 'node:child_process';

// Files that exist: rules that know types look a file up in its project.
const CORE = 'plugins/pioneer/core/errors.ts';
const CONTRACT = 'plugins/pioneer/contract/index.ts';
const SERVER = 'plugins/pioneer/server/src/index.ts';
const ADMIN = 'plugins/pioneer/admin/src/index.ts';
const APP = 'src/index.ts';
const TEST = 'tests/tools/lint.test.ts';
const PORTAL = 'portal/main.mjs';

const RINGS = 'pioneer/rings';

/** A text that stands in a file breaks a rule, or may stand there for all that rule says. */
type Sample = readonly [verdict: 'breaks' | 'keeps', rule: string, file: string, text: string];

const IMPORTS_REFUSED: readonly Sample[] = [
  [CORE, '../contract/index'],
  [CORE, 'zod'],
  [CORE, 'node:crypto'],
  [CONTRACT, '../server/src/index'],
  [CONTRACT, 'node:crypto'],
  [SERVER, '../../admin/src/index'],
  [SERVER, 'react'],
  [SERVER, '@strapi/strapi/admin'],
  [ADMIN, '../../server/src/index'],
  [ADMIN, '../../core/errors'],
  [ADMIN, 'knex'],
  [APP, '../plugins/pioneer/core/errors'],
  [APP, 'strapi-plugin-pioneer/strapi-server'],
  [TEST, '../../plugins/pioneer/core/errors'],
  [PORTAL, '../plugins/pioneer/contract/index'],
  [PORTAL, 'pg'],
].map(([file = '', name]) => ['breaks', RINGS, file, `export * from '${name}';`]);

const IMPORTS_ALLOWED: readonly Sample[] = [
  [CORE, './words'],
  [CONTRACT, '../core/errors'],
  [CONTRACT, 'zod'],
  [SERVER, '../../core/errors'],
  [SERVER, '../../contract/index'],
  [SERVER, 'knex'],
  [ADMIN, '../../contract/index'],
  [ADMIN, '@strapi/strapi/admin'],
  [APP, 'strapi-plugin-pioneer/contract'],
  [TEST, '../support/server'],
].map(([file = '', name]) => ['keeps', RINGS, file, `export * from '${name}';`]);

const SAMPLES: readonly Sample[] = [
  ...IMPORTS_REFUSED,
  ...IMPORTS_ALLOWED,

  ['breaks', RINGS, ADMIN, `const core = require('../../core/errors');`],
  ['breaks', RINGS, ADMIN, `export const core = import('../../core/errors');`],
  ['breaks', RINGS, ADMIN, `export type Core = import('../../core/errors').Refusal;`],

  ['breaks', 'no-restricted-properties', CORE, 'export const at = Date.now();'],
  ['breaks', 'no-restricted-properties', CORE, 'export const chance = Math.random();'],
  ['breaks', 'no-restricted-syntax', CORE, 'export const at = new Date();'],
  ['breaks', 'no-restricted-globals', CORE, 'export const home = process.env.HOME;'],
  ['breaks', 'no-restricted-globals', CORE, `export const page = fetch('/');`],
  ['breaks', 'no-restricted-globals', CORE, 'export const all = strapi.contentTypes;'],
  ['keeps', 'no-restricted-syntax', CORE, 'export const at = new Date(0);'],

  ['breaks', 'no-restricted-globals', SERVER, 'export const all = strapi.contentTypes;'],
  [
    'breaks',
    'no-restricted-exports',
    'plugins/pioneer/server/src/shared/database.ts',
    'export default 1;',
  ],
  ['keeps', 'no-restricted-exports', SERVER, 'export default 1;'],
  ['breaks', '@typescript-eslint/no-explicit-any', APP, 'export const it: any = 1;'],
  [
    'breaks',
    '@typescript-eslint/no-explicit-any',
    APP,
    '// eslint-disable-next-line\nexport const it: any = 1;',
  ],
  ['breaks', '@typescript-eslint/ban-ts-comment', APP, '// @ts-ignore\nexport const it = 1;'],
  ['breaks', '@typescript-eslint/no-floating-promises', APP, 'Promise.resolve(1);'],
  [
    'breaks',
    '@typescript-eslint/switch-exhaustiveness-check',
    APP,
    `export function say(it: 'a' | 'b') {\n  switch (it) {\n    case 'a':\n  }\n}`,
  ],
];

describe('lint', () => {
  const isBroken = lint(SAMPLES);

  it.each(SAMPLES.map((sample, at) => [...sample, at] as const))(
    'sees what %s %s in %s: %s',
    (verdict, _rule, _file, _text, at) => {
      expect(isBroken[at]).toBe(verdict === 'breaks');
    },
  );
});

/** Whether each sample breaks its rule; all in one process, because starting one takes long. */
function lint(samples: readonly Sample[]): readonly boolean[] {
  const texts = samples.map(([, rule, filePath, text]) => ({ filePath, rule, text: `${text}\n` }));
  const output = execFileSync(process.execPath, ['tests/tools/lint-texts.mjs'], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    // In continuous integration typescript-eslint would read the files instead of the texts.
    env: { ...process.env, TSESTREE_SINGLE_RUN: 'false' },
  });
  return JSON.parse(output) as boolean[];
}
