import type { Request } from 'koa';
import type { ErrorCode } from 'strapi-plugin-pioneer/contract';

/** What is read: JSON, forms, and forms with files. */
const TYPES = ['application/json', 'urlencoded', 'multipart'];

/** JSON knows no other; of a text in another one, every letter would be taken for something else. */
const CHARSETS = ['', 'utf-8', 'utf8'];

/** Nothing that arrives is unpacked: a few bytes could become any number. */
const ENCODINGS = ['', 'identity'];

/**
 * Whether the headers promise a body that can be read, or none. What cannot be read is refused
 * rather than taken for nothing.
 */
export function isReadable(request: Request): boolean {
  const hasBody =
    request.get('Transfer-Encoding') !== '' || Number(request.get('Content-Length')) > 0;
  if (!hasBody) return true;
  return (
    request.is(TYPES) !== false &&
    CHARSETS.includes(request.charset.toLowerCase()) &&
    ENCODINGS.includes(request.get('Content-Encoding').toLowerCase())
  );
}

/**
 * Why the parser of bodies gave up: what was sent is no such text or form, ends in the middle, or is
 * more than it takes. Null when it is our own fault: files cannot be written down now.
 */
export function findBodyProblem(
  error: unknown,
): Extract<ErrorCode, 'BODY_UNREADABLE' | 'BODY_TOO_LARGE'> | null {
  const { status, httpCode, syscall } = error as Readonly<Record<string, unknown>>;
  if (typeof syscall === 'string') return null;
  return status === 413 || httpCode === 413 ? 'BODY_TOO_LARGE' : 'BODY_UNREADABLE';
}
