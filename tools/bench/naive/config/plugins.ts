import type { Core } from '@strapi/strapi';

/** Strapi's own, as they come; ours is not there. */
export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } },
  pioneer: { enabled: false },
});
