import type { Context } from 'koa';
import { refusalAnswer } from '../../../contract/refusals';
import type { Refusal } from '../../../core/errors';
import type { Language } from '../../../core/words';

/** Answers with a refusal of the catalogue, in the language that the reader prefers. */
export function answerRefusal(
  ctx: Context,
  refused: Refusal,
  details: Readonly<Record<string, unknown>> = {},
): void {
  const { status, retryAfterSeconds, body } = refusalAnswer(refused, languageOf(ctx), details);
  ctx.status = status;
  ctx.vary('Accept-Language');
  if (retryAfterSeconds !== null) ctx.set('Retry-After', String(retryAfterSeconds));
  ctx.body = body;
}

/** Chinese unless the reader prefers English. */
export function languageOf(ctx: Context): Language {
  return ctx.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh';
}
