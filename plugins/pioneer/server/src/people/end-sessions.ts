import type { Core } from '@strapi/strapi';

const USER = 'plugin::users-permissions.user';
const SESSION = 'admin::session';

/**
 * Signs out everywhere whoever is given another password: it is changed because somebody else may know
 * the old one. Strapi does so in a service of its own, which its Content Manager goes past.
 */
export function endSessionsOfOldPasswords(strapi: Core.Strapi): void {
  strapi.db.lifecycles.subscribe({
    models: [USER],
    async afterUpdate({ params, result }) {
      if (params.data?.password === undefined) return;
      const { id } = result as { id: number };
      const where = { userId: String(id), origin: 'users-permissions' };
      await strapi.db.query(SESSION).deleteMany({ where });
    },
  });
}
