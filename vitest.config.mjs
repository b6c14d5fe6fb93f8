import { configDefaults, defineConfig } from 'vitest/config';

/** Starting a server on a fresh database takes seconds when both cores are busy. */
const SERVER_TIMEOUT = 60_000;

/**
 * What every project has in common. The files of a project run one after the other in one process,
 * which loads libraries once for all of them: they leave nothing behind that the next would meet.
 */
const common = {
  globals: true,
  pool: 'forks',
  isolate: false,
  fileParallelism: false,
  testTimeout: SERVER_TIMEOUT,
  hookTimeout: SERVER_TIMEOUT,
  exclude: [...configDefaults.exclude, '**/dist/**'],
};

export default defineConfig({
  test: {
    slowTestThreshold: 5000,
    projects: [
      {
        test: {
          ...common,
          name: 'rules',
          include: ['plugins/*/{core,contract,server,admin,cli}/**/*.test.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'tools',
          include: ['{src,tools,tests/tools}/**/*.test.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'http',
          include: ['tests/http/**/*.test.ts'],
          globalSetup: 'tests/support/global-setup.ts',
        },
      },
      {
        test: {
          ...common,
          name: 'towns',
          include: ['tests/towns/**/*.test.ts'],
          globalSetup: 'tests/towns/global-setup.ts',
        },
      },
      {
        test: {
          ...common,
          name: 'backup',
          include: ['tests/operations/backup/**/*.test.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'nodes',
          include: ['tests/operations/nodes/**/*.test.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'outages',
          include: ['tests/operations/outages/**/*.test.ts'],
          globalSetup: 'tests/towns/global-setup.ts',
        },
      },
      {
        test: {
          ...common,
          name: 'restarts',
          include: ['tests/operations/{restarts,replay}/**/*.test.ts'],
          globalSetup: 'tests/towns/global-setup.ts',
        },
      },
      {
        test: {
          ...common,
          name: 'package',
          // A test starts a server or two, each a process of its own.
          testTimeout: 3 * SERVER_TIMEOUT,
          include: ['tests/operations/package/**/*.test.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'panel',
          // Strapi bundles the whole panel, which takes a core for half a minute, or two.
          testTimeout: 5 * SERVER_TIMEOUT,
          include: ['tests/operations/panel/**/*.test.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'keep-release',
          // It builds a whole town on a server that it starts.
          testTimeout: 3 * SERVER_TIMEOUT,
          include: ['tests/releases/keep-release.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'postgres',
          include: ['tests/postgres/**/*.test.ts'],
          globalSetup: 'tests/postgres/global-setup.ts',
        },
      },
    ],
  },
});
