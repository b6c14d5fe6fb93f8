import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Where samples stand.
const CORE = 'plugins/pioneer/core';
const CONTRACT = 'plugins/pioneer/contract';
const SERVER = 'plugins/pioneer/server/src';
const ADMIN = 'plugins/pioneer/admin/src';
const CLI = 'plugins/pioneer/cli';
const APP = 'src/startup';
const TEST = 'tests/tools';
const PORTAL = 'portal';

const RINGS = 'pioneer/rings';
const EXCEPTIONS = 'pioneer/no-exceptions';

/** A text in a file of a folder breaks a rule, or may stand there for all that rule says. */
type Sample = readonly [verdict: 'breaks' | 'keeps', rule: string, folder: string, text: string];

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
  [CLI, '../server/src/index'],
  [CLI, '../contract/index'],
  [CLI, 'knex'],
  [APP, '../../plugins/pioneer/core/errors'],
  [APP, 'strapi-plugin-pioneer/strapi-server'],
  [TEST, '../../plugins/pioneer/core/errors'],
  [PORTAL, '../plugins/pioneer/contract/index'],
  [PORTAL, 'pg'],
].map(([folder = '', name]) => ['breaks', RINGS, folder, `export * from '${name}';`]);

const IMPORTS_ALLOWED: readonly Sample[] = [
  [CORE, './words'],
  [CONTRACT, '../core/errors'],
  [CONTRACT, 'zod'],
  [SERVER, '../../core/errors'],
  [SERVER, '../../contract/index'],
  [SERVER, 'knex'],
  [ADMIN, '../../contract/index'],
  [ADMIN, '@strapi/strapi/admin'],
  [CLI, '../core/errors'],
  [CLI, 'node:fs'],
  [APP, 'strapi-plugin-pioneer/contract'],
  [APP, 'strapi-plugin-pioneer/cli'],
  [TEST, '../support/server'],
].map(([folder = '', name]) => ['keeps', RINGS, folder, `export * from '${name}';`]);

const SAMPLES: readonly Sample[] = [
  ...IMPORTS_REFUSED,
  ...IMPORTS_ALLOWED,

  ['breaks', RINGS, ADMIN, `const core = require('../../core/errors');`],
  ['breaks', RINGS, ADMIN, `export const core = import('../../core/errors');`],
  ['breaks', RINGS, ADMIN, `export type Core = import('../../core/errors').Refusal;`],

  ['breaks', 'no-restricted-properties', CORE, 'export const at = Date.now();'],
  ['breaks', 'no-restricted-properties', CORE, 'export const chance = Math.random();'],
  ['breaks', 'pioneer/no-present', CORE, 'export const at = new Date();'],
  ['keeps', 'pioneer/no-present', CORE, 'export const at = new Date(0);'],
  ['breaks', 'no-restricted-globals', CORE, 'export const home = process.env.HOME;'],
  ['breaks', 'no-restricted-globals', CORE, `export const page = fetch('/');`],
  ['breaks', 'no-restricted-globals', CORE, 'export const all = strapi.contentTypes;'],

  ['breaks', 'no-restricted-globals', SERVER, 'export const all = strapi.contentTypes;'],
  ['breaks', 'no-restricted-exports', CONTRACT, 'export default 1;'],
  ['keeps', 'no-restricted-exports', 'src/middlewares', 'export default 1;'],
  ['breaks', 'typescript/no-explicit-any', APP, 'export const it: any = 1;'],
  ['breaks', 'typescript/ban-ts-comment', APP, '// @ts-ignore\nexport const it = 1;'],
  ['breaks', 'typescript/no-floating-promises', APP, 'Promise.resolve(1);'],
  [
    'breaks',
    'typescript/switch-exhaustiveness-check',
    APP,
    `export function say(it: 'a' | 'b') {\n  switch (it) {\n    case 'a':\n  }\n}`,
  ],

  ['breaks', EXCEPTIONS, APP, '// oxlint-disable-next-line\nexport const it: any = 1;'],
  ['breaks', EXCEPTIONS, APP, '/* oxlint-disable */\nexport const it: any = 1;'],
  ['breaks', EXCEPTIONS, APP, '/* eslint-disable pioneer/no-exceptions */'],
];

describe('lint', () => {
  const broken = lint(SAMPLES);

  it.each(SAMPLES.map((sample, at) => [...sample, at] as const))(
    'sees what %s %s in %s: %s',
    (verdict, rule, _folder, _text, at) => {
      expect(broken[at]?.includes(rule)).toBe(verdict === 'breaks');
    },
  );
});

/** The rules that each sample breaks, as files of a project that is linted as ours is. */
function lint(samples: readonly Sample[]): string[][] {
  const root = mkdtempSync(join(tmpdir(), 'pioneer-lint-'));
  for (const part of ['.oxlintrc.json', 'tools/lint']) {
    cpSync(part, join(root, part), { recursive: true });
  }
  const files = samples.map(([, , folder], at) => `${folder}/sample-${at}.ts`);
  for (const [at, [, , folder, text]] of samples.entries()) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, files[at] ?? ''), `${text}\n`);
  }
  const oxlint = resolve('node_modules/oxlint/bin/oxlint');
  const told = spawnSync(oxlint, ['--format=json'], { cwd: root, encoding: 'utf8' }).stdout;
  rmSync(root, { recursive: true });
  const { diagnostics } = JSON.parse(told) as { diagnostics: Diagnostic[] };
  return files.map((file) =>
    diagnostics.filter(({ filename }) => filename === file).map(({ code }) => ruleOf(code)),
  );
}

/** What the linter finds in a file: `code` is a rule as in "typescript(no-explicit-any)". */
interface Diagnostic {
  readonly filename: string;
  readonly code: string;
}

/** The name by which the configuration knows a rule. */
function ruleOf(code: string): string {
  return code.replace(/^(.*)\((.*)\)$/, '$1/$2').replace(/^eslint\//, '');
}
