import type { Core } from '@strapi/strapi';

/** The admin panel: its secrets, and none of the advertising. */
export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Admin => ({
  auth: { secret: env('ADMIN_JWT_SECRET', '') },
  apiToken: { salt: env('API_TOKEN_SALT', '') },
  transfer: { token: { salt: env('TRANSFER_TOKEN_SALT', '') } },
  secrets: { encryptionKey: env('ENCRYPTION_KEY', '') },
  autoOpen: false,
  ai: { enabled: false },
  flags: { nps: false, promoteEE: false },
  // Nothing to preview in until the portal exists; without this every edit view says "Set up preview".
  preview: { enabled: false, config: { handler: () => null } },
  // The plugin is loaded from its build; watching its sources would restart for nothing.
  watchIgnoreFiles: ['**/plugins/**', '**/.data/**'],
});
