import type { Context, Next } from 'koa';
import { refuse } from './refuse';

/** Parameters by which Strapi, now or in earlier versions, lets a caller choose drafts. */
const PUBLICATION_PARAMETERS = new Set([
  'status',
  'publicationstate',
  '_publicationstate',
  'publicationfilter',
  'haspublishedversion',
]);

/**
 * The content API serves what is published and nothing else, to everybody, API tokens included.
 * Asking for anything else is refused rather than ignored, so that a front end notices. Fields of
 * these names in `filters` are not meant.
 */
export async function publishedOnly(ctx: Context, next: Next): Promise<void> {
  const parameter = findDraftParameter(ctx.query);
  if (parameter === null) await next();
  else refuse(ctx, 'DRAFTS_NOT_SERVED', { parameter });
}

/** The first parameter that asks for drafts, at the root or in any level of populate. */
function findDraftParameter(options: unknown): string | null {
  if (typeof options !== 'object' || options === null) return null;
  for (const [key, value] of Object.entries(options)) {
    const isAsked = PUBLICATION_PARAMETERS.has(key.toLowerCase());
    if (isAsked && !(key === 'status' && value === 'published')) return key;
  }
  const { populate } = options as { populate?: unknown };
  if (typeof populate !== 'object' || populate === null) return null;
  for (const relation of Object.values(populate)) {
    const found = findDraftParameter(relation) ?? findInFragments(relation);
    if (found !== null) return found;
  }
  return null;
}

/** `populate[x][on][uid]` gives each type of a polymorphic relation its own options. */
function findInFragments(relation: unknown): string | null {
  const { on } = (relation ?? {}) as { on?: unknown };
  if (typeof on !== 'object' || on === null) return null;
  for (const options of Object.values(on)) {
    const found = findDraftParameter(options);
    if (found !== null) return found;
  }
  return null;
}
