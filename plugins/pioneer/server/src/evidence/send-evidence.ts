import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import parseRange from 'range-parser';
import type { ByteRange } from './evidence-store';
import { evidenceStoreOf } from './evidence-store-of';
import type { EvidenceRow } from './tables';

/**
 * Streams the content of evidence, or the part of it that was asked for. It is somebody else's file
 * under our address: a browser shows pictures and saves everything else, guesses nothing and runs
 * nothing. It may keep what it got but asks again each time, so that whoever may no longer see the
 * claim gets nothing from it.
 */
export async function sendEvidence(
  strapi: Core.Strapi,
  ctx: Context,
  { name, mimeType, size, sha256, fileKey }: EvidenceRow,
): Promise<void> {
  ctx.status = 200;
  ctx.set('Accept-Ranges', 'bytes');
  ctx.set('Cache-Control', 'private, no-cache');
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
  ctx.set('ETag', `"${sha256}"`);
  ctx.set('X-Content-Type-Options', 'nosniff');
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  const range = rangeOf(ctx, size);
  if (range === 'beyond') {
    ctx.status = 416;
    ctx.set('Content-Range', `bytes */${size}`);
    return;
  }
  const content = await evidenceStoreOf(strapi).read(fileKey, range ?? undefined);
  if (content === null) throw new Error(`evidence ${fileKey} is not in the store`);
  if (range !== null) {
    ctx.status = 206;
    ctx.set('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
  }
  ctx.attachment(name, { type: mimeType.startsWith('image/') ? 'inline' : 'attachment' });
  // After the name, which would say what the file is.
  ctx.type = mimeType;
  ctx.length = range === null ? size : range.end - range.start + 1;
  ctx.body = content;
}

/**
 * The one part that was asked for (RFC 9110, 14.2); null for the whole, which also answers a request
 * for several parts, for something else than bytes, or for part of what the content was before.
 */
function rangeOf(ctx: Context, size: number): ByteRange | 'beyond' | null {
  const [asked, condition] = [ctx.get('Range'), ctx.get('If-Range')];
  if (asked === '' || (condition !== '' && condition !== ctx.response.get('ETag'))) return null;
  const parsed = parseRange(size, asked);
  if (parsed === -1) return 'beyond';
  if (parsed === -2 || parsed.type !== 'bytes' || parsed.length > 1) return null;
  return parsed[0] ?? null;
}
