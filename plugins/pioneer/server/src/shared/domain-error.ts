import { refusal, type ErrorCode, type Facts, type Refusal } from '../../../core/errors';
import { messageOf } from '../../../core/message-of';

/** A refusal on its way from a use case to whoever asked. */
export class DomainError extends Error {
  readonly refusal: Refusal;

  constructor(code: ErrorCode, facts: Facts = {}) {
    super(messageOf(refusal(code, facts), 'en'));
    this.name = 'DomainError';
    this.refusal = refusal(code, facts);
  }
}

/** Throws when core refused. */
export function assertAllowed(refused: Refusal | null): void {
  if (refused !== null) throw new DomainError(refused.code, refused.facts);
}

/** Throws when somebody changed the row since the caller saw it. */
export function assertVersion({ version }: { readonly version: number }, seen: number): void {
  if (version !== seen)
    throw new DomainError('VERSION_OUTDATED', { found: version, expected: seen });
}
