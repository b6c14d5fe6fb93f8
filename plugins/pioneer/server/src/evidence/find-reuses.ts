import type { Knex } from 'knex';
import { groupBy, uniq } from 'lodash';
import { differencesBetween, MOST_DIFFERENCES } from '../../../core/evidence/likeness';
import { isoOf } from '../../../core/time';
import type { ReuseView } from '../../../contract/evidence';
import type { Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { columnName } from '../shared/table';
import { claims, openings } from '../work/tables';
import { BAND_COLUMNS, evidence } from './tables';

/** Where else a photo may be: what shares one of these may be the same. */
const TRACES = ['sha256', 'pixelSha256', ...BAND_COLUMNS] as const;

/** More places than that tell an evaluator nothing more. */
const MAX_REUSES = 9;

interface Pair {
  readonly mine: string;
  readonly other: string;
}

/**
 * Evidence of a claim that reports show elsewhere, too, or a second time in the same claim: for each
 * piece the other places, the newest first. A photo is known again when it was saved anew, made
 * smaller or stripped of its metadata; another photo of the same place is another photo.
 */
export async function findReuses(
  reading: Reading,
  claimId: string,
): Promise<ReadonlyMap<string, ReuseView[]>> {
  const pairs = await findPairs(reading.trx, claimId);
  const newest = Object.entries(groupBy(pairs, 'mine')).map(
    ([mine, others]) => [mine, others.slice(0, MAX_REUSES).map(({ other }) => other)] as const,
  );
  const views = await findPlaces(reading, uniq(newest.flatMap(([, others]) => others)));
  return new Map(
    newest.map(([mine, others]) => [
      mine,
      views.filter(({ evidenceId }) => others.includes(evidenceId)),
    ]),
  );
}

/** The newest first. Each trace has an index, so each is a select of its own. */
async function findPairs(trx: Knex, claimId: string): Promise<Pair[]> {
  const selects = TRACES.map((trace) => {
    const column = columnName(trace);
    return trx(`${evidence.name} as mine`)
      .join(`${evidence.name} as other`, `other.${column}`, `mine.${column}`)
      .where('mine.claim_id', claimId)
      .whereNotNull('other.report_id')
      .whereRaw('other.document_id <> mine.document_id')
      .select({
        mine: 'mine.document_id',
        other: 'other.document_id',
        place: 'other.id',
        my_hash: 'mine.difference_hash',
        other_hash: 'other.difference_hash',
        is_same: trx.raw(
          'case when other.pixel_sha_256 = mine.pixel_sha_256' +
            ' or other.sha_256 = mine.sha_256 then 1 else 0 end',
        ),
      });
  });
  const found: (Pair & Record<'my_hash' | 'other_hash', string | null> & { is_same: number })[] =
    await trx.union(selects).orderBy('place', 'desc');
  return found.filter(({ my_hash, other_hash, is_same }) => {
    if (Number(is_same) === 1) return true;
    if (my_hash === null || other_hash === null) return false;
    return differencesBetween(my_hash, other_hash) <= MOST_DIFFERENCES;
  });
}

async function findPlaces({ trx }: Reading, evidenceIds: readonly string[]): Promise<ReuseView[]> {
  if (evidenceIds.length === 0) return [];
  const found: Record<string, unknown>[] = await trx(`${evidence.name} as e`)
    .join(`${claims.name} as c`, 'c.document_id', 'e.claim_id')
    .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
    .whereIn('e.document_id', evidenceIds)
    .orderBy([
      { column: 'e.added_at', order: 'desc' },
      { column: 'e.id', order: 'desc' },
    ])
    .select([selectOf(trx, evidence, 'e'), selectOf(trx, openings, 'o')]);
  return found.map((row) => {
    const { id, claimId, moment, addedAt } = rowIn(evidence, 'e', row);
    const opening = rowIn(openings, 'o', row);
    return {
      evidenceId: id,
      claimId,
      opening: { id: opening.id, title: opening.title },
      moment,
      addedAt: isoOf(addedAt),
    };
  });
}
