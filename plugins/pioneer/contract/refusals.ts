import { z } from 'zod';
import { ERRORS, type ErrorCode, type Refusal } from '../core/errors';
import { messageOf } from '../core/message-of';
import type { Language } from '../core/words';

/** A refusal inside a success: a button's reason, a refused row of an import. */
export const refusalSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** The refusal as `refusalSchema` has it. */
export function presentRefusal(refused: Refusal, language: Language) {
  return { code: refused.code, message: messageOf(refused, language), facts: { ...refused.facts } };
}

export type RefusalStatus = (typeof ERRORS)[ErrorCode]['status'];

/** Names of Strapi's own errors for the statuses that the catalogue uses. */
const ERROR_NAMES: Readonly<Record<RefusalStatus, string>> = {
  400: 'ValidationError',
  401: 'UnauthorizedError',
  403: 'ForbiddenError',
  404: 'NotFoundError',
  409: 'ConflictError',
  413: 'PayloadTooLargeError',
  415: 'UnsupportedMediaTypeError',
  422: 'UnprocessableEntityError',
  429: 'RateLimitError',
  500: 'InternalServerError',
  503: 'ServiceUnavailableError',
};

/** Seconds after which a client may come back when the database was away. */
export const RETRY_AFTER_SECONDS = 5;

/** A refusal as the answer to a request, whoever sends it. */
export interface RefusalAnswer {
  readonly status: number;
  /** Null when coming back later does not help. */
  readonly retryAfterSeconds: number | null;
  readonly body: object;
}

/** The answer in Strapi's error shape; the code is the identity, the message is for people. */
export function refusalAnswer(
  refused: Refusal,
  language: Language,
  details: Readonly<Record<string, unknown>> = {},
): RefusalAnswer {
  const { code, facts } = refused;
  const { status } = ERRORS[code];
  return {
    status,
    retryAfterSeconds: retryAfterOf(refused),
    body: {
      data: null,
      error: {
        status,
        name: ERROR_NAMES[status],
        message: messageOf(refused, language),
        details: { ...facts, ...details, code },
      },
    },
  };
}

function retryAfterOf({ code, facts }: Refusal): number | null {
  const { status } = ERRORS[code];
  if (status === 429) return Number(facts.seconds);
  return status === 503 ? RETRY_AFTER_SECONDS : null;
}

/** What Strapi answers where it refuses by itself: who is not let into the admin panel. */
export const strapiErrorSchema = z.strictObject({
  data: z.null(),
  error: z.strictObject({
    status: z.number().int(),
    name: z.string(),
    message: z.string(),
    details: z.looseObject({}),
  }),
});

/** What a refusal with this status looks like, with every code that the catalogue has for it. */
export function refusalAnswerOf(status: RefusalStatus) {
  const codes = (Object.keys(ERRORS) as ErrorCode[]).filter((it) => ERRORS[it].status === status);
  return z.strictObject({
    data: z.null(),
    error: z.strictObject({
      status: z.literal(status),
      name: z.literal(ERROR_NAMES[status]),
      message: z.string().describe('For people, in the language that they asked for.'),
      details: z.looseObject({
        code: z.enum(codes as [ErrorCode, ...ErrorCode[]]).describe('What a program goes by.'),
        errors: z
          .array(z.strictObject({ path: z.string(), message: z.string() }))
          .optional()
          .describe('Which parts of the request are not as expected.'),
      }),
    }),
  });
}
