import type { Core } from '@strapi/strapi';
import { STATISTICS } from '../../../core/record/statistics';
import type { Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { keyOf, recountStatistics } from './count-statistics';
import { openingCounts } from './statistics-table';
import type { Finding } from './verify-record';

/** The counts against the events that they follow from; what is pending is not counted yet. */
export async function verifyStatistics(strapi: Core.Strapi, reading: Reading): Promise<Finding[]> {
  const expected = await recountStatistics(strapi, reading);
  const found: Record<string, unknown>[] = await reading
    .trx(`${openingCounts.name} as s`)
    .select(selectOf(openingCounts, 's'));
  const kept = found.map((row) => rowIn(openingCounts, 's', row));
  const table = openingCounts.name;
  const differing = kept.flatMap((row): Finding[] => {
    const counted = expected.get(keyOf(row));
    if (counted === undefined) {
      return [{ table, id: row.id, column: 'period', recorded: undefined, found: row.period }];
    }
    return STATISTICS.filter((name) => row[name] !== counted[name]).map((name) => {
      return { table, id: row.id, column: name, recorded: counted[name], found: row[name] };
    });
  });
  const present = new Set(kept.map(keyOf));
  const missing = [...expected.values()].filter((counts) => !present.has(keyOf(counts)));
  return [
    ...differing,
    // Nothing has an id there but the opening.
    ...missing.map(({ openingId, period }) => {
      return { table, id: openingId, column: 'period', recorded: period, found: undefined };
    }),
  ];
}
