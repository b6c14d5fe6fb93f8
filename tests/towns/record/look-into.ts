import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type * as Strapi from '@strapi/strapi';
import type { Knex } from 'knex';
import { pioneerService, type PioneerServices } from 'strapi-plugin-pioneer/contract';
import type * as Turns from '../../../src/startup/one-at-a-time';

/** As the server does: what Strapi offers to `import` does not load in Node itself. */
const load = createRequire(import.meta.url);
const { createStrapi } = load('@strapi/strapi') as typeof Strapi;

/** How Strapi describes a column of ours. */
export interface Attribute {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly column?: { readonly notNullable?: boolean };
}

export interface ContentType {
  readonly collectionName: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly indexes?: readonly { readonly type?: string; readonly columns: readonly string[] }[];
}

/** Strapi on a database, looking only, as `npm run verify` does. */
export interface Proof extends Pick<PioneerServices['record'], 'verifyIn'> {
  readonly db: Knex;
  /** The plugin's. */
  readonly contentTypes: readonly ContentType[];
  /** Does something in a transaction that never was. */
  rolledBack<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/**
 * Loads Strapi into this process, so that thousands of statements need no server each; it is
 * registered and never started. Puts back what the process was told before.
 */
export async function lookInto(env: NodeJS.ProcessEnv): Promise<Proof> {
  const before = { ...process.env };
  Object.assign(process.env, env, { LOG_LEVEL: 'error' });
  const strapi = await createStrapi({ appDir: process.cwd(), distDir: 'dist' }).register();
  await (load(resolve('dist/src/startup/one-at-a-time.js')) as typeof Turns).endTurn(strapi);
  const db = strapi.db.connection;
  const { verifyIn } = pioneerService(strapi, 'record');

  async function rolledBack<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    const trx = await db.transaction();
    try {
      return await work(trx);
    } finally {
      await trx.rollback();
    }
  }

  async function end(): Promise<void> {
    // Strapi's own end takes away everybody's listeners of the process, those of the tests, too.
    await db.destroy();
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }

  const contentTypes = Object.values(strapi.contentTypes)
    .filter(({ uid }) => uid.startsWith('plugin::pioneer.'))
    .map((type) => type as unknown as ContentType);
  return { db, contentTypes, verifyIn, rolledBack, end };
}
