import type { Context } from 'koa';
import { ERRORS, messageOf, type Refusal } from '../../../core/errors';
import type { Language } from '../../../core/words';

/** Names of Strapi's own errors for the statuses that the catalogue uses. */
const ERROR_NAMES: Readonly<Record<number, string>> = {
  400: 'ValidationError',
  401: 'UnauthorizedError',
  403: 'ForbiddenError',
  404: 'NotFoundError',
  409: 'ConflictError',
  413: 'PayloadTooLargeError',
  422: 'UnprocessableEntityError',
  429: 'RateLimitError',
  500: 'InternalServerError',
  503: 'ServiceUnavailableError',
};

/** Seconds after which a client may come back when the database was away. */
const RETRY_AFTER_SECONDS = 5;

/** A refusal as it travels inside a success: a button's reason, a refused row of an import. */
export function presentRefusal(refused: Refusal, language: Language) {
  return { code: refused.code, message: messageOf(refused, language), facts: { ...refused.facts } };
}

/** Answers in Strapi's error shape; the code is the identity, the message is for people. */
export function answerRefusal(
  ctx: Context,
  refused: Refusal,
  language: Language,
  details: Readonly<Record<string, unknown>> = {},
): void {
  const { status } = ERRORS[refused.code];
  ctx.status = status;
  ctx.vary('Accept-Language');
  if (status === 503) ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
  if (refused.code === 'SIGN_IN_THROTTLED') ctx.set('Retry-After', String(refused.facts.seconds));
  ctx.body = {
    data: null,
    error: {
      status,
      name: ERROR_NAMES[status],
      message: messageOf(refused, language),
      details: { code: refused.code, ...refused.facts, ...details },
    },
  };
}

/** Chinese unless the reader prefers English. */
export function languageOf(ctx: Context): Language {
  const best = ctx.acceptsLanguages(['zh', 'zh-CN', 'zh-Hans', 'en', 'en-GB', 'en-US']);
  return typeof best === 'string' && best.startsWith('en') ? 'en' : 'zh';
}
