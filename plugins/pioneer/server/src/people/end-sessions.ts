import type { Core } from '@strapi/strapi';

const ORIGIN = 'users-permissions';
const USER = 'plugin::users-permissions.user';

/**
 * Signs out everywhere whoever is given another password: it is changed because somebody else may know
 * the old one. Strapi does so in a service of its own, which its Content Manager goes past.
 */
export function endSessionsOfOldPasswords(strapi: Core.Strapi): void {
  strapi.db.lifecycles.subscribe({
    models: [USER],
    async afterUpdate({ params, result }) {
      if (params.data?.password === undefined) return;
      // Tokens that live without sessions, which a project may choose, end by themselves.
      if (!strapi.sessionManager.hasOrigin(ORIGIN)) return;
      const { id } = result as { id: number };
      await strapi.sessionManager(ORIGIN).invalidateRefreshToken(String(id));
    },
  });
}
