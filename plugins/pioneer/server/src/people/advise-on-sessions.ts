import type { Core } from '@strapi/strapi';

/**
 * Tells who runs the project that members would be signed out every few minutes. It is left to
 * them: the setting counts for everybody else who signs in at users-permissions, too.
 */
export function adviseOnSessions(strapi: Core.Strapi): void {
  const found = strapi.config.get<string>('plugin::users-permissions.jwtManagement');
  if (found === 'refresh') return;
  strapi.log.warn(
    `[pioneer] users-permissions has "jwtManagement": "${found}", so members have to sign in anew ` +
      'every few minutes; set it to "refresh" in config/plugins.',
  );
}
