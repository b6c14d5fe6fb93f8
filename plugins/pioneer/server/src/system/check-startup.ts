import { isAbsolute, relative } from 'node:path';
import type { Core } from '@strapi/strapi';
import { evidenceFolderOf } from '../evidence/folder-store';
import { PACKAGE } from '../../../core/release';
import { hasSecret } from '../people/secret';
import { CLOCK_TABLE, isClockAdjustable } from '../shared/clock';

/** The plugin cannot run as it is configured; the message is one sentence for the operator. */
export class StartupRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartupRefusal';
  }
}

/** Whether this server is the real thing; configuration alone reads the environment. */
export function isProduction(strapi: Core.Strapi): boolean {
  return strapi.config.get('environment') === 'production';
}

/** What lies below the public folder is given to everybody who knows its address. */
export function refuseServedEvidence(strapi: Core.Strapi): void {
  const folder = evidenceFolderOf(strapi);
  const place = relative(strapi.dirs.static.public, folder);
  if (place.startsWith('..') || isAbsolute(place)) return;
  throw new StartupRefusal(
    `The evidence folder is ${folder}, which everybody may read; set the plugin's ` +
      '"evidence.folder" to one outside of the public folder.',
  );
}

/**
 * Nothing can be signed in without a secret. In production the clock is the database's own: neither
 * movable nor moved.
 */
export async function checkStartup(strapi: Core.Strapi): Promise<void> {
  if (!hasSecret(strapi)) {
    throw new StartupRefusal(
      'PIONEER_SECRET is not set, by which phones and codes are kept; run ' +
        `"npx ${PACKAGE} init", or set it to a long random text and keep that for good.`,
    );
  }
  if (!isProduction(strapi)) return;
  if (isClockAdjustable(strapi)) {
    throw new StartupRefusal(
      'The clock is configured as "adjustable", which only tests and demonstrations may have; ' +
        'set the plugin\'s "clock" to "fixed".',
    );
  }
  const moved = await strapi.db
    .connection(CLOCK_TABLE)
    .whereNot('offset_ms', 0)
    .first<{ offset_ms: number | string } | undefined>('offset_ms');
  if (moved !== undefined) {
    throw new StartupRefusal(
      `The clock of this database was moved by ${moved.offset_ms} ms, so it is one of a test or ` +
        'demonstration; start production on a database of its own.',
    );
  }
}
