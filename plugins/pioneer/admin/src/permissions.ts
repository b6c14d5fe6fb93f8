import type { Permission } from '@strapi/strapi/admin';

/** `subject: null` is required: the panel compares it strictly with what the server sends. */
function permission(action: string): Permission {
  return { action: `plugin::pioneer.${action}`, subject: null };
}

/** What an administrator needs here; the server registers the actions under these names. */
export const OVERVIEW_PARTS = [permission('parts.overview')];
export const IMPORT_PEOPLE = [permission('people.import')];
export const INVITE_PEOPLE = [permission('people.invite')];
export const EDIT_POSTS = [permission('posts.edit-posts')];
export const EDIT_RECURRENCES = [permission('recurrences.edit-recurrences')];
export const EDIT_CALENDAR = [permission('calendar.edit-calendar')];
export const IMPORT_UNITS = [permission('units.import-units')];
export const EDIT_PEOPLE = [permission('people.edit')];
export const CHECK_TASKS = [permission('tasks.check')];

/** Any of these shows the page in the menu. */
export const VIEW_PIONEER = [
  ...OVERVIEW_PARTS,
  ...IMPORT_PEOPLE,
  ...INVITE_PEOPLE,
  ...EDIT_POSTS,
  ...EDIT_CALENDAR,
  ...IMPORT_UNITS,
];
