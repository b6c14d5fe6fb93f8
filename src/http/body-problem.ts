import type { ErrorCode } from 'strapi-plugin-pioneer/contract';

/** Why the parser of bodies gave up: what was sent cannot be read, or is more than it takes. */
export function findBodyProblem(
  error: unknown,
): Extract<ErrorCode, 'BODY_UNREADABLE' | 'BODY_TOO_LARGE'> | null {
  if (!(error instanceof Error)) return null;
  const { status } = error as { status?: unknown };
  if (status === 413) return 'BODY_TOO_LARGE';
  // Its own errors carry a status; a SyntaxError without one is a mistake in our code.
  return status === 400 && error instanceof SyntaxError ? 'BODY_UNREADABLE' : null;
}
