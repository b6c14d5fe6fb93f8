import type { Core } from '@strapi/strapi';
import { MAX_RECORD_HEADS, type RecordHeadView } from '../../../contract/record';
import { isoOf } from '../../../core/time';
import { rowIn, selectOf } from '../shared/rows';
import { recordHeads } from './seal-tables';

/** The published heads, the latest day first; those of days before one where it is given. */
export async function findHeads(strapi: Core.Strapi, before?: string): Promise<RecordHeadView[]> {
  const select = strapi.db
    .connection(`${recordHeads.name} as h`)
    .orderBy('h.date', 'desc')
    .limit(MAX_RECORD_HEADS)
    .select(selectOf(strapi.db.connection, recordHeads, 'h'));
  if (before !== undefined) void select.where('h.date', '<', before);
  const found: Record<string, unknown>[] = await select;
  return found.map((row) => {
    const { date, seq, hash, publishedAt } = rowIn(recordHeads, 'h', row);
    return { date, seq, hash, publishedAt: isoOf(publishedAt) };
  });
}
