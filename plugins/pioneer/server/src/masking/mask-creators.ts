import type { Context, Next } from 'koa';
import { maskEmail } from '../../../core/privacy/mask';

/** Routes are found whatever the case of their letters. */
const CONTENT_MANAGER = /^\/content-manager\//i;

/** Whom Strapi joins to every document that is shown in the admin panel. */
const CREATORS = new Set(['createdBy', 'updatedBy']);

/**
 * Masks the e-mail addresses of administrators wherever the Content Manager says who made or changed
 * something: Strapi sends them to every editor, who has no use for them but the name.
 */
export async function maskCreators(ctx: Context, next: Next): Promise<void> {
  await next();
  if (CONTENT_MANAGER.test(ctx.path)) maskIn(ctx.body);
}

function maskIn(part: unknown): void {
  // Files are streams; they are nobody's creation to look through.
  if (typeof part !== 'object' || part === null) return;
  if ('pipe' in part || ArrayBuffer.isView(part)) return;
  for (const [key, value] of Object.entries(part)) {
    if (CREATORS.has(key)) maskAddress(value as Creator | null);
    else maskIn(value);
  }
}

interface Creator {
  email?: unknown;
}

function maskAddress(creator: Creator | null): void {
  if (typeof creator?.email === 'string') creator.email = maskEmail(creator.email);
}
