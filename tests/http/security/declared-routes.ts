import { MANAGERS_ROUTES, MEMBERS_ROUTES, PANEL_ROUTES, VISITORS_ROUTES } from './plugin-routes';

/** Who asks: nobody in particular, a member, a user of the admin panel without any permission, its owner. */
export const ASKERS = ['public', 'member', 'bareUser', 'owner'] as const;
export type Asker = (typeof ASKERS)[number];

/**
 * Whom a route lets in, as far as who asks decides it; what else it looks at comes after that. The
 * content API knows no users of the admin panel, whoever they are.
 */
const LEVELS = {
  everybody: ['public', 'member', 'bareUser', 'owner'],
  visitors: ['public', 'member'],
  members: ['member'],
  panel: ['bareUser', 'owner'],
  permitted: ['owner'],
  nobody: [],
} as const satisfies Readonly<Record<string, readonly Asker[]>>;

/**
 * Every route of the server: the first row that fits counts. Those of the plugin and of our content
 * are named one by one; of Strapi's own, `*` stands for anything, and whatever comes to stand below
 * such an address has to be as closed as it says.
 */
const DECLARED: readonly (readonly [level: keyof typeof LEVELS, ...routes: readonly string[]])[] = [
  ['visitors', ...VISITORS_ROUTES],
  ['members', ...MEMBERS_ROUTES],
  ['nobody', ...MANAGERS_ROUTES],
  ['permitted', ...Object.values(PANEL_ROUTES).flat()],

  // What people write and publish, to be read.
  ['visitors', 'GET /api/drives', 'GET /api/drives/:id', 'GET /api/tasks', 'GET /api/tasks/:id'],
  ['visitors', 'GET /api/evaluations', 'GET /api/evaluations/:id', 'GET /api/home'],
  ['visitors', 'GET /api/experts', 'GET /api/experts/:id', 'GET /api/tags', 'GET /api/tags/:id'],
  ['visitors', 'GET /api/role-models', 'GET /api/role-models/:id'],
  ['visitors', 'GET /api/stories', 'GET /api/stories/:id'],
  ['visitors', 'GET /api/themes', 'GET /api/themes/:id'],

  // Sessions are the plugin's; Strapi's users, their other doors, files and types are nobody's.
  ['visitors', 'POST /api/auth/refresh'],
  ['members', 'POST /api/auth/logout'],
  ['nobody', '* /api/auth/*', '* /api/users*', 'GET /api/connect/(.*)', '* /api/upload*'],
  ['nobody', 'GET /api/content-type-builder/*', 'GET /api/i18n/locales', 'POST /api/email'],

  // Probes, the page at the root, what anybody may download, and the door of the admin panel.
  ['everybody', '* /_health', 'GET /', 'GET /((?!uploads/).+)', 'GET /uploads/(.*)'],
  ['everybody', 'GET /admin/:path*', 'GET /admin/init', 'GET /admin/project-type'],
  ['everybody', 'POST /admin/login', 'POST /admin/forgot-password', 'POST /admin/reset-password'],
  ['everybody', 'GET /admin/registration-info', 'POST /admin/register'],
  // A script without data, for a frame in another site.
  ['everybody', 'GET /content-manager/preview/script'],
  // By a key, by the first start's address or by a cookie, and not by who somebody is.
  ['nobody', 'GET /admin/transfer/runner/push', 'GET /admin/transfer/runner/pull'],
  ['nobody', 'POST /admin/register-admin', 'POST /admin/access-token'],

  // What the admin panel needs before it knows what its user may do, and each user's own.
  ['panel', 'GET /admin/users/me', 'PUT /admin/users/me', 'GET /admin/users/me/permissions'],
  ['panel', '* /admin/users/me/sessions*', 'POST /admin/logout', 'GET /admin/permissions'],
  ['panel', 'POST /admin/permissions/check', '* /admin/homepage/*'],
  ['panel', 'GET /admin/content-api/permissions', 'GET /admin/content-api/routes'],
  ['panel', 'GET /admin/information', 'GET /admin/guided-tour-meta'],
  ['panel', 'GET /admin/telemetry-properties', 'GET /admin/license-trial-time-left'],
  ['panel', 'GET /content-manager/init', 'GET /content-manager/content-types'],
  ['panel', 'GET /content-manager/content-types-settings', 'GET /content-manager/components'],
  ['panel', 'GET /content-manager/content-types/:uid/configuration'],
  ['panel', '* /content-manager/components/:uid/configuration', 'GET /i18n/locales'],
  ['panel', 'GET /content-manager/homepage/*', 'GET /i18n/settings', 'GET /upload/configuration'],
  ['panel', 'GET /users-permissions/permissions', 'GET /users-permissions/policies'],
  ['panel', 'GET /users-permissions/routes'],
  // They look at the type, or at the file, that is asked about before they look at permissions.
  ['panel', 'POST /content-manager/uid/*', 'GET /content-manager/relations/*'],
  ['panel', 'GET /content-manager/preview/url/:contentType', 'POST /upload'],
  ['panel', 'PUT /upload/files/:id', 'POST /upload/files/:id/replace'],
  ['panel', 'POST /i18n/content-manager/actions/get-non-localized-fields'],
  // Switched off: there is nothing behind them.
  ['panel', 'GET /admin/ai-*', 'GET /i18n/ai-localization-jobs/*'],
  ['panel', 'GET /upload/ai-metadata-jobs/latest'],

  // Each behind a permission of Strapi's.
  ['permitted', '* /admin/users*', '* /admin/roles*', '* /admin/webhooks*'],
  ['permitted', '* /admin/api-tokens*', '* /admin/admin-tokens*', '* /admin/transfer/tokens*'],
  ['permitted', '* /admin/project-settings', 'GET /admin/plugins'],
  ['permitted', '* /content-manager/single-types/*', '* /content-manager/collection-types/*'],
  ['permitted', 'PUT /content-manager/content-types/:uid/configuration'],
  ['permitted', '* /content-type-builder/*', 'POST /email', '* /email/*'],
  ['permitted', '* /i18n/locales*', 'GET /i18n/iso-locales', 'PUT /i18n/settings'],
  ['permitted', 'GET /i18n/content-manager/get-fill-from-locale/:model'],
  ['permitted', '* /upload/settings', 'PUT /upload/configuration', '* /upload/files*'],
  ['permitted', '* /upload/folder*', 'POST /upload/actions/*', '* /upload/ai-metadata-jobs*'],
  ['permitted', '* /users-permissions/roles*', '* /users-permissions/email-templates'],
  ['permitted', '* /users-permissions/advanced', '* /users-permissions/providers'],
];

const ROWS = DECLARED.flatMap(([level, ...patterns]) =>
  patterns.map((pattern) => ({ pattern, letsIn: LEVELS[level] as readonly Asker[] })),
);

/** Declared rows that fit none of these routes, or that no route gets as far as. */
export function unusedRows(routes: readonly string[]): string[] {
  const used = new Set(routes.map(declarationOf));
  return ROWS.filter((row) => !used.has(row)).map(({ pattern }) => pattern);
}

/** Whom a route lets in, by which row; undefined when nobody has said. */
export function declarationOf(route: string): (typeof ROWS)[number] | undefined {
  return ROWS.find(({ pattern }) => fits(pattern, route));
}

function fits(pattern: string, route: string): boolean {
  if (pattern === route) return true;
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.()?!+[\]]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(route);
}
