import type { Core } from '@strapi/strapi';
import api from '../../config/api';
import database from '../../config/database';
import middlewares from '../../config/middlewares';
import plugins from '../../config/plugins';
import server from '../../config/server';

type Env = Core.Config.Shared.ConfigParams['env'];

/** What a server for real work is told, behind one proxy; it is told nothing else. */
const TOLD: Readonly<Record<string, string>> = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://pioneer.example.org',
  TRUSTED_PROXIES: '1',
  DATABASE_CLIENT: 'postgres',
};

const env = Object.assign((key: string, otherwise?: unknown) => TOLD[key] ?? otherwise, {
  int: (key: string, otherwise?: number) => Number(TOLD[key] ?? otherwise),
  bool: (_key: string, otherwise?: boolean) => otherwise,
  array: (_key: string, otherwise?: unknown[]) => otherwise,
}) as unknown as Env;

const FILES = {
  'config/api.ts': () => api(),
  'config/database.ts': () => database({ env }),
  'config/middlewares.ts': () => byName(middlewares({ env })),
  'config/plugins.ts': () => plugins({ env }),
  'config/server.ts': () => server({ env }),
} as const satisfies Readonly<Record<string, () => unknown>>;

export type ConfigurationFile = keyof typeof FILES;

/**
 * The value of a setting of a server for real work, by the file and the place where it is written.
 *
 * @throws when it is not there any more
 */
export function settingIn(file: ConfigurationFile, place: string): unknown {
  let value: unknown = FILES[file]();
  for (const key of place.split('.')) {
    const holder = (value ?? {}) as Readonly<Record<string, unknown>>;
    if (!Object.hasOwn(holder, key)) throw new Error(`${file} says nothing of ${place}.`);
    value = holder[key];
  }
  return value;
}

/** Middlewares by name; of those without settings it counts that they are there. */
function byName(entries: Core.Config.Middlewares): Record<string, unknown> {
  return Object.fromEntries(
    entries.map((entry) => {
      if (typeof entry === 'string') return [entry, true];
      const { name, config } = entry as { readonly name: string; readonly config?: unknown };
      return [name, config];
    }),
  );
}
