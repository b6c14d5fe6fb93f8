import { refusal, type Refusal } from '../errors';

/**
 * Why an organisation cannot go below another one, or null. `line` are the ids of the new parent
 * and of all above it; it is empty for who becomes a root. There always is a root: the last one
 * has none but its own descendants to go below.
 */
export function findMoveRefusal(
  organisation: { readonly id: string; readonly code: string },
  line: readonly string[],
): Refusal | null {
  if (!line.includes(organisation.id)) return null;
  return refusal('ORGANISATION_CYCLE', { organisation: organisation.code });
}
