import type { Core } from '@strapi/strapi';
import type { Finding } from '../../../core/record/verification';
import type { Reading } from '../shared/database';
import { hashOfAccess } from './access-hash';
import { findUnguarded } from './protect-log';
import { ACCESS_LOG_TABLE, type StoredAccess } from './table';

/** Rows that one select reads. */
const BATCH = 1000;

/** One break is enough to know of; after it everything may differ. */
const MAX_BREAKS = 20;

/**
 * Holds each entry of the access log against its hash and against the entry before it, and looks
 * whether the database guards them. What stands before the first has been dropped, so its link is
 * taken as it is; an end that was cut off leaves no trace here.
 */
export async function verifyAccessLog(strapi: Core.Strapi, reading: Reading): Promise<Finding[]> {
  const findings = await findUnguarded(strapi, reading);
  let previous: StoredAccess | undefined;
  for await (const row of rowsOf(reading)) {
    const hash = hashOfAccess(row);
    if (row.hash !== hash) findings.push(differing(row, 'hash', hash, row.hash));
    if (previous !== undefined && row.previous_hash !== previous.hash) {
      findings.push(differing(row, 'previous_hash', previous.hash, row.previous_hash));
    }
    if (findings.length > MAX_BREAKS) break;
    previous = row;
  }
  return findings;
}

async function* rowsOf({ trx }: Reading): AsyncGenerator<StoredAccess> {
  for (let last = 0; ;) {
    const rows: StoredAccess[] = await trx(ACCESS_LOG_TABLE)
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .select('*');
    yield* rows;
    if (rows.length < BATCH) return;
    last = Number(rows.at(-1)?.id);
  }
}

function differing(row: StoredAccess, column: string, recorded: string, found: string): Finding {
  return { table: ACCESS_LOG_TABLE, id: String(row.id), column, recorded, found };
}
