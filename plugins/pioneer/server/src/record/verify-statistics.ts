import type { Core } from '@strapi/strapi';
import { STATISTICS } from '../../../core/record/statistics';
import type { Finding } from '../../../core/record/verification';
import type { Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { openings } from '../work/tables';
import { keyOf, recountStatistics, type Recount } from './count-statistics';
import { events } from './event-table';
import { openingCounts } from './statistics-table';
import { MAX_FINDINGS } from './verify-record';

/** The counts against the events that they follow from; what is pending is not counted yet. */
export async function verifyStatistics(strapi: Core.Strapi, reading: Reading): Promise<Finding[]> {
  const findings: Finding[] = await findStrangers(reading);
  for await (const expected of recountStatistics(strapi, reading)) {
    findings.push(...(await compare(reading, expected)));
    if (findings.length >= MAX_FINDINGS) break;
  }
  return findings;
}

const TABLE = openingCounts.name;

/** Counts of openings that never were. */
async function findStrangers({ trx }: Reading): Promise<Finding[]> {
  const found: { id: string; period: string }[] = await trx(`${TABLE} as s`)
    .leftJoin(`${events.name} as e`, (join) =>
      join
        .on('e.subject_id', 's.opening_id')
        .andOnVal('e.subject_type', openings.subject)
        .andOnVal('e.subject_version', 1),
    )
    .whereNull('e.id')
    .orderBy('s.id')
    .limit(MAX_FINDINGS)
    .select({ id: 's.document_id', period: 's.period' });
  return found.map(({ id, period }) => {
    return { table: TABLE, id, column: 'opening_id', recorded: undefined, found: period };
  });
}

async function compare(
  { trx }: Reading,
  { openingIds, counts: expected }: Recount,
): Promise<Finding[]> {
  const found: Record<string, unknown>[] = await trx(`${TABLE} as s`)
    .whereIn('s.opening_id', openingIds)
    .select(selectOf(trx, openingCounts, 's'));
  const kept = found.map((row) => rowIn(openingCounts, 's', row));
  const differing = kept.flatMap((row): Finding[] => {
    const counted = expected.get(keyOf(row));
    if (counted === undefined) {
      return [
        { table: TABLE, id: row.id, column: 'period', recorded: undefined, found: row.period },
      ];
    }
    return STATISTICS.filter((name) => row[name] !== counted[name]).map((name) => {
      return { table: TABLE, id: row.id, column: name, recorded: counted[name], found: row[name] };
    });
  });
  const present = new Set(kept.map(keyOf));
  const missing = [...expected.values()].filter((counts) => !present.has(keyOf(counts)));
  return [
    ...differing,
    // Nothing has an id there but the opening.
    ...missing.map(({ openingId, period }) => {
      return { table: TABLE, id: openingId, column: 'period', recorded: period, found: undefined };
    }),
  ];
}
