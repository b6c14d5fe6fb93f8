import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { rings } from './tools/lint/rings.mjs';

/** Where Strapi or a tool looks for a default export; everything else has names. */
const DEFAULT_EXPORTS = [
  'config/**',
  'database/migrations/**',
  'src/index.ts',
  'src/admin/**',
  'src/api/**',
  'src/extensions/**',
  'src/middlewares/**',
  'plugins/*/{server,admin}/src/index.ts',
  'tests/*/global-*.ts',
  '*.config.mjs',
];
const TESTS = ['tests/**', '**/*.test.ts'];

/** What gives another answer each time, or reaches out of the process: never in core. */
const IMPURE_GLOBALS = [
  'process',
  'fetch',
  'console',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
];

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/build/**', '.strapi/**', '.data/**', 'types/generated/**'],
  },
  // A rule that needs exceptions is changed here, for all to see.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

  js.configs.recommended,
  {
    plugins: { pioneer: { rules: { rings } } },
    rules: {
      'pioneer/rings': 'error',
      eqeqeq: 'error',
      'no-restricted-globals': [
        'error',
        { name: 'strapi', message: 'Take it as a parameter: there is one instance per server.' },
      ],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      parserOptions: {
        project: 'tools/lint/tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-undef': 'off', // TypeScript knows better.
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      // An underscore names what is taken out only to be left out.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    ignores: TESTS,
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  // A catalogue is one table, however long.
  { files: ['plugins/*/core/errors.ts'], rules: { 'max-lines': 'off' } },
  { files: DEFAULT_EXPORTS, rules: { 'no-restricted-exports': 'off' } },

  {
    files: ['plugins/*/core/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-globals': ['error', 'strapi', ...IMPURE_GLOBALS],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The moment is a parameter.' },
        { object: 'Math', property: 'random', message: 'Chance is a parameter.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'The moment is a parameter.',
        },
      ],
    },
  },
);
