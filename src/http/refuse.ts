import type { Context } from 'koa';
import { ERRORS, messageOf, type ErrorCode, type Facts } from 'strapi-plugin-pioneer/contract';

/** Names of Strapi's own errors for the statuses that are refused here. */
const NAMES: Readonly<Record<number, string>> = {
  400: 'ValidationError',
  403: 'ForbiddenError',
  404: 'NotFoundError',
  413: 'PayloadTooLargeError',
  503: 'ServiceUnavailableError',
};

/** Seconds after which a client may come back when the database was away. */
export const RETRY_AFTER_SECONDS = 5;

/** Answers with a refusal of the catalogue, in the language that the reader prefers. */
export function refuse(ctx: Context, code: ErrorCode, facts: Facts = {}): void {
  const { status } = ERRORS[code];
  const language = ctx.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh';
  ctx.status = status;
  ctx.vary('Accept-Language');
  if (status === 503) ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
  ctx.body = {
    data: null,
    error: {
      status,
      name: NAMES[status],
      message: messageOf({ code, facts }, language),
      details: { code, ...facts },
    },
  };
}
