import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { evidenceStoreOf } from './evidence-store';
import type { EvidenceRow } from './tables';

/**
 * Streams the content of evidence. It is somebody else's file under our address: a browser shows
 * pictures and saves everything else, guesses nothing and runs nothing. It may keep what it got
 * but asks again each time, so that whoever may no longer see the claim gets nothing from it.
 */
export async function sendEvidence(
  strapi: Core.Strapi,
  ctx: Context,
  { name, mimeType, size, sha256 }: EvidenceRow,
): Promise<void> {
  const content = await evidenceStoreOf(strapi).read(sha256);
  if (content === null) throw new Error(`evidence ${sha256} is not in the store`);
  ctx.status = 200;
  ctx.set('Cache-Control', 'private, no-cache');
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
  ctx.set('ETag', `"${sha256}"`);
  ctx.set('X-Content-Type-Options', 'nosniff');
  if (ctx.fresh) {
    content.destroy();
    ctx.status = 304;
    return;
  }
  ctx.attachment(name, { type: mimeType.startsWith('image/') ? 'inline' : 'attachment' });
  // After the name, which would say what the file is.
  ctx.type = mimeType;
  ctx.length = size;
  ctx.body = content;
}
