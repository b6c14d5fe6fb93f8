import type { Core } from '@strapi/strapi';
import { keptSince } from '../../../core/privacy/retention';
import { SESSIONS } from './granted-caller';

/**
 * Deletes sessions, of members and of the admin panel, that ended. Strapi deletes them at the end of
 * the longest life that a session can have, now and then; most end earlier, by nobody using them. It
 * ends them by the clock of the node, which therefore counts here.
 */
export async function forgetEndedSessions(strapi: Core.Strapi): Promise<void> {
  const limit = new Date(keptSince('sessions', Date.now()));
  await strapi.db.connection(SESSIONS).where('expires_at', '<', limit).delete();
}
