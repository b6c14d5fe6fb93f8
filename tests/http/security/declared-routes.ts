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
 * Every route of the server: the first row that fits counts, and `*` stands for anything. Whatever
 * comes to stand below an address that ends in `/*` has to be as closed as it says.
 */
const DECLARED: readonly (readonly [level: keyof typeof LEVELS, ...routes: string[]])[] = [
  // Probes, the page at the root, what anybody may download, and the door of the admin panel.
  ['everybody', '* /_health', 'GET /', 'GET /((?!uploads/).+)', 'GET /uploads/(.*)'],
  ['everybody', 'GET /admin/:path*', 'GET /admin/init', 'GET /admin/project-type'],
  ['everybody', 'POST /admin/login', 'POST /admin/forgot-password', 'POST /admin/reset-password'],
  ['everybody', 'GET /admin/registration-info', 'POST /admin/register'],
  // A script without data, for a frame in another site.
  ['everybody', 'GET /content-manager/preview/script'],
  // By a key, by the first start's address or by a cookie, and not by who somebody is.
  ['nobody', 'GET /admin/transfer/runner/*', 'POST /admin/register-admin'],
  ['nobody', 'POST /admin/access-token'],

  // What people write and publish, to be read.
  ['visitors', 'GET /api/drives*', 'GET /api/evaluations*', 'GET /api/experts*', 'GET /api/home'],
  ['visitors', 'GET /api/role-models*', 'GET /api/stories*', 'GET /api/tags*', 'GET /api/tasks*'],
  ['visitors', 'GET /api/themes*'],
  ['visitors', 'POST /api/auth/refresh', 'POST /api/pioneer/activate', 'POST /api/pioneer/sign-in'],
  ['visitors', 'GET /api/pioneer/openings', 'GET /api/pioneer/openings/:id'],
  ['visitors', 'GET /api/pioneer/organisations', 'GET /api/pioneer/organisations/:id'],
  ['visitors', 'GET /api/pioneer/spots', 'GET /api/pioneer/spots/:id', 'GET /api/pioneer/posts'],
  ['visitors', 'GET /api/pioneer/calendar', 'GET /api/pioneer/record/heads'],
  ['visitors', 'GET /api/pioneer/statistics', 'GET /api/pioneer/statistics/organisations'],
  ['visitors', 'GET /api/pioneer/openapi.json'],
  // To managers alone.
  ['nobody', 'GET /api/pioneer/posts/gaps'],
  ['members', '* /api/pioneer/*', 'POST /api/auth/logout'],
  ['nobody', '* /api/*'],

  // What the admin panel needs before it knows what its user may do, and each user's own.
  ['panel', '* /admin/users/me*', 'POST /admin/logout', 'GET /admin/permissions'],
  ['panel', 'POST /admin/permissions/check', 'GET /admin/content-api/*', '* /admin/homepage/*'],
  ['panel', 'GET /admin/information', 'GET /admin/guided-tour-meta'],
  ['panel', 'GET /admin/telemetry-properties', 'GET /admin/license-trial-time-left'],
  ['panel', 'GET /content-manager/init', 'GET /content-manager/content-types*'],
  ['panel', 'GET /content-manager/components', '* /content-manager/components/:uid/configuration'],
  ['panel', 'GET /content-manager/homepage/*', 'GET /i18n/locales', 'GET /i18n/settings'],
  ['panel', 'GET /upload/configuration', 'GET /users-permissions/permissions'],
  ['panel', 'GET /users-permissions/policies', 'GET /users-permissions/routes'],
  // They look at the type, or at the file, that is asked about before they look at permissions.
  ['panel', 'POST /content-manager/uid/*', 'GET /content-manager/relations/*'],
  [
    'panel',
    'GET /content-manager/preview/url/:contentType',
    'POST /upload',
    'PUT /upload/files/:id',
  ],
  ['panel', 'POST /upload/files/:id/replace', 'POST /i18n/content-manager/actions/*'],
  // Switched off: there is nothing behind them.
  [
    'panel',
    'GET /admin/ai-*',
    'GET /i18n/ai-localization-jobs/*',
    'GET /upload/ai-metadata-jobs/latest',
  ],

  ['permitted', '* /admin/*', '* /content-manager/*', '* /content-type-builder/*', '* /email*'],
  ['permitted', '* /i18n/*', '* /upload/*', '* /users-permissions/*', '* /pioneer/*'],
];

const ROWS = DECLARED.flatMap(([level, ...patterns]) =>
  patterns.map((pattern) => ({ pattern, letsIn: LEVELS[level] as readonly Asker[] })),
);

export const PATTERNS: readonly string[] = ROWS.map(({ pattern }) => pattern);

/** Whom a route lets in, by which row; undefined when nobody has said. */
export function declarationOf(route: string): (typeof ROWS)[number] | undefined {
  return ROWS.find(({ pattern }) => fits(pattern, route));
}

function fits(pattern: string, route: string): boolean {
  if (pattern === route) return true;
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.()?!+[\]]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(route);
}
