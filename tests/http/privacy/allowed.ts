import { PANEL_ROLES, ROLES, type Role } from './people-of-scan';
import type { Shown } from './shown';

/** What some roles may see on a route, in which fields of its answer. */
interface Allowance {
  readonly roles: readonly Role[];
  readonly what: Shown['what'];
  readonly route: string;
  readonly fields: readonly string[];
}

const MEMBERS: readonly Role[] = ROLES.filter(
  (role) => role !== 'public' && !PANEL_ROLES.includes(role),
);
const SEE_NAMES: readonly Role[] = ['namesClerk', 'owner'];
const SEE_PHONES: readonly Role[] = ['phonesClerk', 'owner'];

const CLAIM = '/api/pioneer/claims/:id';

/** Of a claim by a member, and of one by an organisation with somebody who shares in it. */
const IN_OWN_CLAIM = ['data.claimant.name', 'data.evidence[].by.name', 'data.verdicts[].by.name'];
const IN_SHARED_CLAIM = ['data.coClaimants[].name'];
const IN_EVERY_CLAIM = ['data.lead.name', 'data.reports[].by.name'];

/**
 * All that is shown of people, by docs/privacy.md. The scan fails on whatever is shown and not listed
 * here, and on whatever is listed and not shown any more.
 */
export const ALLOWED: readonly Allowance[] = [
  // Oneself.
  { roles: MEMBERS, what: 'name', route: 'GET /api/pioneer/me', fields: ['data.name'] },
  {
    roles: PANEL_ROLES,
    what: 'email',
    route: 'GET /admin/users/me',
    fields: ['data.email'],
  },
  // Each other, who has part in a claim or decides on it.
  {
    roles: ['claimant'],
    what: 'name',
    route: 'GET /api/pioneer/claims',
    fields: ['data[].claimant.name', 'data[].lead.name'],
  },
  {
    roles: ['sharer', 'representative', 'evaluator'],
    what: 'name',
    route: 'GET /api/pioneer/claims',
    fields: ['data[].lead.name'],
  },
  {
    roles: ['claimant'],
    what: 'name',
    route: `GET ${CLAIM}`,
    fields: [...IN_EVERY_CLAIM, ...IN_OWN_CLAIM],
  },
  {
    roles: ['sharer', 'representative'],
    what: 'name',
    route: `GET ${CLAIM}`,
    fields: [...IN_EVERY_CLAIM, ...IN_SHARED_CLAIM],
  },
  {
    roles: ['evaluator', 'manager'],
    what: 'name',
    route: `GET ${CLAIM}`,
    fields: [...IN_EVERY_CLAIM, ...IN_OWN_CLAIM, ...IN_SHARED_CLAIM],
  },
  {
    roles: ['claimant', 'sharer', 'representative', 'evaluator', 'manager'],
    what: 'name',
    route: `GET ${CLAIM}/timeline`,
    fields: ['data[].by.name'],
  },
  // Who holds a post of the village: its members.
  {
    roles: MEMBERS.filter((role) => role !== 'stranger'),
    what: 'name',
    route: 'GET /api/pioneer/posts',
    fields: ['data[].heldBy[].member.name'],
  },
  // Members, by permission and logged.
  {
    roles: SEE_NAMES,
    what: 'name',
    route: 'GET /pioneer/members',
    fields: ['data[].name'],
  },
  { roles: SEE_NAMES, what: 'name', route: 'GET /pioneer/members/:id', fields: ['data.name'] },
  { roles: SEE_PHONES, what: 'phone', route: 'GET /pioneer/members/:id', fields: ['data.phone'] },
  {
    roles: SEE_NAMES,
    what: 'name',
    route: 'GET /pioneer/memberships',
    fields: ['data[].member.name'],
  },
  {
    roles: SEE_NAMES,
    what: 'name',
    route: 'GET /pioneer/posts',
    fields: ['data[].heldBy[].member.name'],
  },
  {
    roles: SEE_NAMES,
    what: 'name',
    route: 'GET /content-manager/collection-types/:model',
    fields: ['results[].name'],
  },
  {
    roles: SEE_NAMES,
    what: 'name',
    route: 'GET /content-manager/collection-types/:model/:id',
    fields: ['data.name'],
  },
  // Users of the admin panel, to who manages them, and logged.
  { roles: ['owner'], what: 'email', route: 'GET /admin/users', fields: ['data.results[].email'] },
  { roles: ['owner'], what: 'email', route: 'GET /admin/users/:id', fields: ['data.email'] },
  {
    roles: ['owner'],
    what: 'email',
    route: 'GET /admin/admin-tokens',
    fields: ['data[].adminUserOwner.email'],
  },
  // Strapi's own, of nobody: a script, and from where mail would be sent.
  {
    roles: ['public', 'stranger', 'claimant', ...PANEL_ROLES],
    what: 'email',
    route: 'GET /content-manager/preview/script',
    fields: [''],
  },
  {
    roles: ['owner'],
    what: 'email',
    route: 'GET /email/settings',
    fields: ['config.settings.defaultFrom'],
  },
  {
    roles: ['owner'],
    what: 'email',
    route: 'GET /users-permissions/email-templates',
    fields: ['reset_password.options.from.email', 'email_confirmation.options.from.email'],
  },
];
