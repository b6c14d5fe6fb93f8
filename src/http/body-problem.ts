import type { ErrorCode } from 'strapi-plugin-pioneer/contract';

/** Why the parser of bodies gave up: what was sent cannot be read, or is more than it takes. */
export function findBodyProblem(
  error: unknown,
): Extract<ErrorCode, 'BODY_UNREADABLE' | 'BODY_TOO_LARGE'> | null {
  if (!(error instanceof Error)) return null;
  const { status, code } = error as { status?: unknown; code?: unknown };
  // The connection ended in the middle: nobody hears the answer, and it is no fault of ours.
  if (code === 'ECONNRESET' && error.message === 'aborted') return 'BODY_UNREADABLE';
  if (status === 413) return 'BODY_TOO_LARGE';
  // Its own errors carry a status; a SyntaxError without one is a mistake in our code.
  return status === 400 && error instanceof SyntaxError ? 'BODY_UNREADABLE' : null;
}
