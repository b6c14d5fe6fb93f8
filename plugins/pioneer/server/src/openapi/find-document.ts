import type { Context } from 'koa';
import { openApiDocument, type OpenApiDocument } from './document';

/** Clients of a new version learn of it within this many seconds. */
const MAX_AGE_SECONDS = 300;

/** The document, which is the same for everybody and may be kept. */
export function findDocument(ctx: Context): OpenApiDocument['document'] {
  const { document, etag } = openApiDocument();
  ctx.set('Cache-Control', `public, max-age=${MAX_AGE_SECONDS}`);
  ctx.set('ETag', etag);
  return document;
}

/** Answers without the document when the caller has it already. */
export function answerIfChanged(answer: (ctx: Context) => Promise<void>) {
  return async (ctx: Context): Promise<void> => {
    await answer(ctx);
    if (!ctx.fresh) return;
    ctx.status = 304;
    ctx.body = null;
  };
}
