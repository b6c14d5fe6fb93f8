import type { Core } from '@strapi/strapi';

const MEGABYTE = 1024 * 1024;

/** Characters, as in the rule of the plugin, not UTF-16 units. */
const PASSWORD_MIN_CHARACTERS = 8;

/** Types that a browser never runs as a script of this origin: no SVG, no HTML. */
const UPLOAD_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** The plugins in the order in which they start: grants must exist before pioneer adds its own. */
export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'users-permissions': {
    enabled: true,
    config: {
      jwtSecret: env('JWT_SECRET', ''),
      jwtManagement: 'refresh',
      sessions: {
        httpOnly: true,
        cookie: { secure: env('PUBLIC_URL', '').startsWith('https:'), sameSite: 'lax' },
      },
      register: { allowedFields: [] },
      validationRules: {
        validatePassword: (password: string) => [...password].length >= PASSWORD_MIN_CHARACTERS,
      },
    },
  },
  // Nobody here is sent mail. By its short name, Strapi would advise another one at every start.
  email: { config: { provider: '@strapi/provider-email-sendmail' } },
  upload: {
    enabled: true,
    config: { sizeLimit: 10 * MEGABYTE, security: { allowedTypes: UPLOAD_TYPES } },
  },
  // It reads the environment by itself, as in any other project: README.md lists the variables.
  pioneer: { enabled: true },
});
