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

/**
 * The first parameter that asks for drafts, at the root or at any level of `populate`, where `on`
 * gives each type of a polymorphic relation options of its own.
 */
function findDraftParameter(options: unknown): string | null {
  if (typeof options !== 'object' || options === null) return null;
  for (const [key, value] of Object.entries(options)) {
    const isAsked = PUBLICATION_PARAMETERS.has(key.toLowerCase());
    if (isAsked && !(key === 'status' && value === 'published')) return key;
  }
  const { populate, on } = options as { populate?: unknown; on?: unknown };
  for (const nested of [populate, on].flatMap((level) => Object.values(level ?? {}))) {
    const found = findDraftParameter(nested);
    if (found !== null) return found;
  }
  return null;
}
