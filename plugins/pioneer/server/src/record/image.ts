import { createHash, createHmac } from 'node:crypto';
import { canonicalJson, type Image, type Json } from '../../../core/record/canonical';
import { heldIn } from '../../../core/record/fold';
import type { GovernedTable, RowIdentity, RowOf } from '../shared/table';
import { events } from './event-table';

/** An event; its digest is what it is asked for. */
type Told = Omit<RowOf<typeof events>, 'digest'>;

/**
 * A row as the record sees it: structural values as they are, concealed ones as HMAC-SHA-256 of
 * their canonical form under the row's salt. Equal on every database.
 */
export function imageOf(table: GovernedTable, row: RowIdentity): Image {
  const values = row as unknown as Record<string, unknown>;
  const image: Record<string, Json> = {};
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.record === 'none') continue;
    const value = column.canonical(values[name]);
    image[name] =
      column.record === 'concealed' && value !== null ? conceal(value, row.salt) : value;
  }
  return image;
}

/**
 * SHA-256, in hex, of all that an event tells and of the image that its subject has afterwards.
 * Who did what and when cannot be retold without it, and neither can the row. What is empty is left
 * out, so columns that come later leave the digests of what happened before as they are.
 */
export function digestOf(event: Told, after: Image): string {
  const { digest: _digest, ...told } = imageOf(events, event);
  return createHash('sha256')
    .update(canonicalJson({ told: heldIn(told), after: heldIn(after) }))
    .digest('hex');
}

function conceal(value: Json, salt: string): string {
  return createHmac('sha256', salt).update(canonicalJson(value)).digest('base64url');
}
