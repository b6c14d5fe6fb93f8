import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { TASK } from './content-manager';
import { unknownId } from './names';
import { newDatabase, testEnv } from './server';

export interface Route {
  readonly method: string;
  /** With its parameters: /api/pioneer/claims/:id. */
  readonly path: string;
}

/** Loads the built application and prints every route that its server would serve. */
const PRINT = `
  const { createStrapi } = require('@strapi/strapi');
  createStrapi({ appDir: process.cwd(), distDir: 'dist' }).load().then(async (strapi) => {
    strapi.server.mount();
    const routes = strapi.server.listRoutes().flatMap(({ methods, path }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => ({ method, path: String(path) })),
    );
    process.stdout.write(JSON.stringify(routes), () => strapi.destroy());
  });
`;

let listed: Promise<Route[]> | undefined;

/**
 * Every route of the server, of Strapi, its plugins and ours, as the server itself lists them; once
 * for all files that ask.
 */
export function routesOfServer(): Promise<Route[]> {
  return (listed ??= listRoutes());
}

async function listRoutes(): Promise<Route[]> {
  const env = { ...process.env, ...testEnv(await newDatabase()), PIONEER_JOBS: 'off' };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', PRINT], {
    env: { ...env, LOG_LEVEL: 'error' },
    maxBuffer: 16 * 1024 * 1024,
  });
  const routes = JSON.parse(stdout.slice(stdout.indexOf('['))) as Route[];
  if (routes.length === 0) throw new Error('the server lists no routes');
  return routes;
}

/** An address below a route, of something that is not there. */
export function addressOf({ path }: Route): string {
  return path
    .replace('((?!uploads/).+)', 'robots.txt')
    .replaceAll('(.*)', 'x')
    .replaceAll(/:(\w+)[*]?/g, (_, key: string) =>
      /^(uid|model|contentType)$/.test(key) ? TASK : unknownId(),
    );
}
