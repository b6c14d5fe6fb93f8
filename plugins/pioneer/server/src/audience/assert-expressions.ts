import { EXPRESSION_FIELDS } from '../../../core/work/audience';
import { compileExpression } from './compile-expression';

/**
 * Whether the expressions among what is to be stored can be used; blank ones ask for nothing.
 *
 * @throws DomainError AUDIENCE_INVALID, AUDIENCE_TOO_COSTLY
 */
export function assertExpressions(data: Readonly<Record<string, unknown>>): void {
  for (const field of EXPRESSION_FIELDS) {
    const source = data[field];
    if (typeof source === 'string' && source.trim() !== '') compileExpression(field, source.trim());
  }
}
