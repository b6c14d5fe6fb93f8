import type { StrapiApp } from '@strapi/strapi/admin';
import { CONTENT_LAYOUTS } from '../content-layout/content-layouts';

type RbacMiddleware = Exclude<Parameters<StrapiApp['addRBACMiddleware']>[0], unknown[]>;

const MARKETPLACE = 'admin::marketplace.read';
const MAKE_OR_REMOVE = new Set([
  'plugin::content-manager.explorer.create',
  'plugin::content-manager.explorer.delete',
]);

/** Types whose entries only rules make and remove. */
const RULED = new Set(
  CONTENT_LAYOUTS.flatMap((layout) =>
    layout.kind === 'type' && layout.isRuled === true ? [layout.uid] : [],
  ),
);

/**
 * Hides what an administrator may click but not have: "new" and "delete" where the server refuses
 * both, and Strapi's marketplace, because plugins of this project come with its code. It takes
 * nothing away on the server, which decides by itself.
 */
export const hideUseless: RbacMiddleware = () => (next) => (permissions) =>
  next(
    permissions.filter(
      ({ action, subject }) =>
        action !== MARKETPLACE && !(RULED.has(subject ?? '') && MAKE_OR_REMOVE.has(action)),
    ),
  );
