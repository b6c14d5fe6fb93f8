import type { Core } from '@strapi/strapi';
import { gt, satisfies } from 'semver';
import { PACKAGE, RELEASE, SUPPORTED_STRAPI } from '../../../core/release';
import { StartupRefusal } from './check-startup';

const STORE = { type: 'plugin', name: 'pioneer', key: 'release' } as const;
const STORED_KEY = `${STORE.type}_${STORE.name}_${STORE.key}`;
const SETTINGS_TABLE = 'strapi_core_store_settings';

/**
 * Refuses what this release cannot work with, before Strapi fits the tables to it: a Strapi that
 * it was not made for, no users-permissions, and a database that a later release has worked with,
 * whose columns Strapi would drop.
 *
 * @throws StartupRefusal
 */
export async function checkRelease(strapi: Core.Strapi): Promise<void> {
  const version = String(strapi.config.get('info.strapi'));
  if (!satisfies(version, SUPPORTED_STRAPI)) {
    throw new StartupRefusal(
      `This is Strapi ${version}; ${PACKAGE} ${RELEASE} works with ${SUPPORTED_STRAPI}, so ` +
        'install a Strapi or a release of the plugin that fit.',
    );
  }
  if (strapi.plugins['users-permissions'] === undefined) {
    throw new StartupRefusal(
      'The plugin users-permissions is not there, by which members sign in; run ' +
        `"npm install @strapi/plugin-users-permissions@${version}" and do not disable it.`,
    );
  }
  const last = await findLastRelease(strapi);
  if (last === null || !gt(last, RELEASE)) return;
  throw new StartupRefusal(
    `This database was last used by ${PACKAGE} ${last}, and this is ${RELEASE}, which does not ` +
      `know what came later; install ${last}, or restore a backup from before.`,
  );
}

/** Notes which release has prepared the database. */
export async function noteRelease(strapi: Core.Strapi): Promise<void> {
  if ((await strapi.store(STORE).get({})) === RELEASE) return;
  await strapi.store(STORE).set({ value: RELEASE });
}

/** Strapi's own store has no table yet in a database that is new, and no model before the sync. */
async function findLastRelease(strapi: Core.Strapi): Promise<string | null> {
  if (!(await strapi.db.getSchemaConnection().hasTable(SETTINGS_TABLE))) return null;
  const row = await strapi.db
    .getConnection(SETTINGS_TABLE)
    .where({ key: STORED_KEY })
    .first<{ value: string } | undefined>('value');
  return row === undefined ? null : (JSON.parse(row.value) as string);
}
