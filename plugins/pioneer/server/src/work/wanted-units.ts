import type { Knex } from 'knex';
import { refusal, type Refusal } from '../../../core/errors';
import { MAX_UNITS } from '../../../core/units/units';
import type { Terms } from '../../../core/work/terms';
import { selectRunning } from '../recurrences/select-running';
import { countOf, type Reading } from '../shared/database';
import { selectUnits, type WantedUnits } from '../units/select-units';
import type { PublishedTask } from './published-task';

/** Which units of the town a task is about; null when it is about none, or about dates. */
export function wantedUnits(task: PublishedTask, { units }: Terms): WantedUnits | null {
  const { kind, category } = units;
  if (kind === 'none' || kind === 'date') return null;
  return { kind, category, organisationId: task.organisation ?? '' };
}

/**
 * Where the units of a task lie, as rows with an `organisationId` and a `label`; null: the task has
 * none. Dates lie where their posts do.
 */
export function selectPlaces(
  { trx }: Reading,
  { subject, units }: Terms,
  wanted: WantedUnits | null,
): Knex.QueryBuilder | null {
  if (wanted !== null) return selectUnits(trx, wanted);
  if (units.kind === 'none') return null;
  const place = { organisationId: 'p.organisation_id', label: 'p.title' };
  return selectRunning(trx, subject).select(place);
}

/** How many units fit now. */
export async function countUnits({ trx }: Reading, units: Knex.QueryBuilder): Promise<number> {
  return countOf(trx.from(units.clone().as('u')));
}

/** Whether that is more than any town has. */
export async function findUnitsRefusal(
  reading: Reading,
  wanted: WantedUnits,
): Promise<Refusal | null> {
  const found = await countUnits(reading, selectUnits(reading.trx, wanted));
  return found > MAX_UNITS ? refusal('TASK_TOO_MANY_UNITS', { found, most: MAX_UNITS }) : null;
}
