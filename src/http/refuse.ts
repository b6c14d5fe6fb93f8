import type { Context } from 'koa';
import { refusalAnswer, type ErrorCode, type Facts } from 'strapi-plugin-pioneer/contract';

/** The language that a reader prefers. */
export function languageOf(ctx: Pick<Context, 'acceptsLanguages'>): 'zh' | 'en' {
  return ctx.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh';
}

/** Answers with a refusal of the catalogue, in the language that the reader prefers. */
export function refuse(ctx: Context, code: ErrorCode, facts: Facts = {}): void {
  const { status, retryAfterSeconds, body } = refusalAnswer({ code, facts }, languageOf(ctx));
  ctx.status = status;
  ctx.vary('Accept-Language');
  if (retryAfterSeconds !== null) ctx.set('Retry-After', String(retryAfterSeconds));
  ctx.body = body;
}
