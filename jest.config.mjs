/** Libraries that are ES modules only: Node may require them, Jest reads them as CommonJS. */
const MODULES_ONLY = '@marcbachmann/cel-js';

/** What every project has in common: TypeScript, stripped of its types only. */
const common = {
  testEnvironment: 'node',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
    [`/${MODULES_ONLY}/.*\\.js$`]: ['@swc/jest', { jsc: { target: 'es2022' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!${MODULES_ONLY}/)`],
};

/** Starting a server on a fresh database takes seconds when both cores are busy. */
const SERVER_TIMEOUT = 60_000;

export default {
  testTimeout: SERVER_TIMEOUT,
  projects: [
    {
      ...common,
      displayName: 'rules',
      roots: ['<rootDir>/plugins'],
      testMatch: ['<rootDir>/plugins/*/{core,contract,server,admin}/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'tools',
      roots: ['<rootDir>/src', '<rootDir>/tools', '<rootDir>/tests/tools'],
      testMatch: ['**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'http',
      roots: ['<rootDir>/tests'],
      testMatch: ['<rootDir>/tests/http/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/global-setup.ts',
      globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
    },
    {
      ...common,
      displayName: 'postgres',
      roots: ['<rootDir>/tests'],
      testMatch: ['<rootDir>/tests/postgres/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/postgres/global-setup.ts',
      globalTeardown: '<rootDir>/tests/postgres/global-teardown.ts',
    },
  ],
};
