import { ERRORS, type ErrorCode } from 'strapi-plugin-pioneer/contract';

/** The code of the catalogue by which an answer refuses; anything else is undefined. */
export function refusalIn(body: unknown): ErrorCode | undefined {
  const { error } = (body ?? {}) as { error?: { details?: { code?: unknown } } };
  const code = error?.details?.code;
  return typeof code === 'string' && Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : undefined;
}
