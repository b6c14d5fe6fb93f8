import type { Core } from '@strapi/strapi';
import type { ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { CLAIM_STATES } from '../../../core/work/states';
import { read, type Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { settleOpenings } from './settle-claims';
import { claims, openings, type OpeningRow } from './tables';

type TaskOpenings = ResponseOf<Endpoints['tasks.findOpenings']>['data'];

/** What an administrator sees beside a task: its openings, slots and claims by state. */
export async function findTaskOpenings(
  strapi: Core.Strapi,
  task: { readonly uid: string; readonly id: string },
): Promise<TaskOpenings> {
  const load = async (reading: Reading): Promise<OpeningRow[]> => {
    const found: Record<string, unknown>[] = await reading
      .trx(`${openings.name} as o`)
      .where({ 'o.task_uid': task.uid, 'o.task_id': task.id })
      .orderBy('o.id')
      .select(selectOf(openings, 'o'));
    return found.map((row) => rowIn(openings, 'o', row));
  };
  const ids = (await read(strapi, load)).map(({ id }) => id);
  await settleOpenings(strapi, ids);
  return read(strapi, async (reading) => {
    const rows = await load(reading);
    const counts = await countClaims(
      reading,
      rows.map(({ id }) => id),
    );
    return rows.map((opening) => ({
      id: opening.id,
      state: opening.state,
      slots: { member: opening.memberSlots, organisation: opening.organisationSlots },
      taken: { member: opening.memberTaken, organisation: opening.organisationTaken },
      claims: counts.get(opening.id) ?? [],
    }));
  });
}

async function countClaims(
  { trx }: Reading,
  openingIds: readonly string[],
): Promise<Map<string, TaskOpenings[number]['claims']>> {
  const found: { opening_id: string; state: string; count: number | string }[] = await trx(
    claims.name,
  )
    .whereIn('opening_id', [...openingIds])
    .groupBy('opening_id', 'state')
    .select('opening_id', 'state')
    .count({ count: '*' });
  const counts = new Map<string, TaskOpenings[number]['claims']>();
  for (const state of CLAIM_STATES) {
    for (const row of found.filter((item) => item.state === state)) {
      const entry = { state, count: Number(row.count) };
      counts.set(row.opening_id, [...(counts.get(row.opening_id) ?? []), entry]);
    }
  }
  return counts;
}
