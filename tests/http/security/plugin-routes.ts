/**
 * Every route of the plugin and whom it lets in, written by hand, one by one: a new one stands here
 * before the tests pass. The server makes its own from the contract and from what each permission
 * opens, which nothing here looks at.
 */

/** Whoever comes, signed in or not. */
export const VISITORS_ROUTES: readonly string[] = [
  'POST /api/pioneer/activate',
  'POST /api/pioneer/sign-in',
  'GET /api/pioneer/openings',
  'GET /api/pioneer/openings/:id',
  'GET /api/pioneer/organisations',
  'GET /api/pioneer/organisations/:id',
  'GET /api/pioneer/spots',
  'GET /api/pioneer/spots/:id',
  'GET /api/pioneer/posts',
  'GET /api/pioneer/calendar',
  'GET /api/pioneer/statistics',
  'GET /api/pioneer/statistics/organisations',
  'GET /api/pioneer/record/heads',
  'GET /api/pioneer/openapi.json',
];

/** Members who are signed in; offices.ts says which of them, where it is about something. */
export const MEMBERS_ROUTES: readonly string[] = [
  'GET /api/pioneer/me',
  'GET /api/pioneer/me/consents',
  'POST /api/pioneer/me/consents',
  'POST /api/pioneer/me/consents/withdraw',
  'GET /api/pioneer/me/erasure',
  'POST /api/pioneer/me/erasure',
  'POST /api/pioneer/me/exports',
  'GET /api/pioneer/me/exports/:secret',
  'POST /api/pioneer/posts/:id/appoint',
  'POST /api/pioneer/posts/:id/dismiss',
  'POST /api/pioneer/openings/:id/claims',
  'POST /api/pioneer/openings/:id/assignments',
  'POST /api/pioneer/openings/:id/moves',
  'POST /api/pioneer/openings/:id/cancellations',
  'GET /api/pioneer/claims',
  'GET /api/pioneer/claims/:id',
  'GET /api/pioneer/claims/:id/timeline',
  'POST /api/pioneer/claims/:id/accept-offer',
  'POST /api/pioneer/claims/:id/decline',
  'POST /api/pioneer/claims/:id/extend',
  'POST /api/pioneer/claims/:id/approve',
  'POST /api/pioneer/claims/:id/refuse',
  'POST /api/pioneer/claims/:id/allow-withdrawal',
  'POST /api/pioneer/claims/:id/deny-withdrawal',
  'POST /api/pioneer/claims/:id/cancel',
  'POST /api/pioneer/claims/:id/move-to-terms',
  'POST /api/pioneer/claims/:id/report',
  'POST /api/pioneer/claims/:id/submit',
  'POST /api/pioneer/claims/:id/acknowledge',
  'POST /api/pioneer/claims/:id/withdraw',
  'POST /api/pioneer/claims/:id/accept',
  'POST /api/pioneer/claims/:id/return',
  'POST /api/pioneer/claims/:id/reject',
  'POST /api/pioneer/claims/:id/evidence',
  'GET /api/pioneer/claims/:id/evidence/:evidenceId',
  'POST /api/pioneer/spots/:id/findings',
];

/** Members who manage something: a plain member is told so. */
export const MANAGERS_ROUTES: readonly string[] = ['GET /api/pioneer/posts/gaps'];

/** Each permission of the admin panel, with the routes that it opens; nothing else opens them. */
export const PANEL_ROUTES: Readonly<Record<string, readonly string[]>> = {
  'people.import': ['POST /pioneer/organisations/import', 'POST /pioneer/members/import'],
  'people.invite': ['POST /pioneer/members/invite'],
  'people.edit': [
    'PUT /pioneer/organisations/:id',
    'PUT /pioneer/organisations/:id/parent',
    'GET /pioneer/memberships',
    'POST /pioneer/memberships',
    'POST /pioneer/memberships/:id/end',
  ],
  'people.erase': ['GET /pioneer/members/:id/erasure', 'POST /pioneer/members/:id/erasure'],
  'people.look-up': [
    'GET /pioneer/organisations',
    'GET /pioneer/organisations/:id',
    'GET /pioneer/members',
    'GET /pioneer/members/:id',
  ],
  // How much is shown of members, where another permission shows them.
  'people.see-names': [],
  'people.see-phones': [],
  'posts.edit-posts': [
    'POST /pioneer/posts/import',
    'GET /pioneer/posts',
    'GET /pioneer/posts/gaps',
    'POST /pioneer/posts/:id/appoint',
    'POST /pioneer/posts/:id/dismiss',
  ],
  'recurrences.edit-recurrences': [
    'GET /pioneer/recurrences',
    'POST /pioneer/recurrences',
    'PUT /pioneer/recurrences/:id',
    'POST /pioneer/recurrences/:id/end',
    'GET /pioneer/tasks/:uid/:id/recurrences',
    'POST /pioneer/tasks/:uid/:id/recurrences',
    'PUT /pioneer/tasks/:uid/:id/recurrences',
    'POST /pioneer/tasks/:uid/:id/recurrences/end',
  ],
  'calendar.edit-calendar': ['GET /pioneer/calendar', 'POST /pioneer/calendar/import'],
  'units.import-units': ['POST /pioneer/spots/import', 'POST /pioneer/households/import'],
  'claims.overview': ['GET /pioneer/tasks/:uid/:id/openings'],
  'tasks.check': ['GET /pioneer/tasks/:uid/:id/check'],
  'tasks.archive': ['POST /pioneer/tasks/:uid/:id/archive', 'POST /pioneer/drives/:id/archive'],
  'terms.apply': ['GET /pioneer/outdated-terms', 'POST /pioneer/outdated-terms/apply'],
  'parts.overview': ['GET /pioneer/parts'],
  'access-log.read-log': ['GET /pioneer/access-log'],
  'clock.adjust': ['PUT /pioneer/clock'],
};
