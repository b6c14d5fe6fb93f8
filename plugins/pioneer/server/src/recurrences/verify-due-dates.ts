import type { Reading } from '../shared/database';
import type { Finding } from '../record/verify-record';
import { rowFrom, rowIn, selectOf } from '../shared/rows';
import { openings } from '../work/tables';
import { dueDates } from './tables';

/** Every date against the one opening that is about it: due at the same moment. */
export async function verifyDueDates({ trx }: Reading): Promise<Finding[]> {
  const found: Record<string, unknown>[] = await trx(`${dueDates.name} as d`)
    .leftJoin(`${openings.name} as o`, (join) => {
      join.on('o.unit_id', 'd.document_id').andOnVal('o.unit_kind', 'date');
    })
    .select([...selectOf(dueDates, 'd'), ...selectOf(openings, 'o')]);
  return [
    ...found.flatMap((row): Finding[] => {
      const { id, dueAt: recorded } = rowIn(dueDates, 'd', row);
      const opening = rowFrom(openings, 'o', row);
      if (opening === null) {
        const column = 'unit_id';
        return [{ table: openings.name, id, column, recorded: id, found: undefined }];
      }
      const { dueAt } = opening;
      if (dueAt === recorded) return [];
      return [{ table: openings.name, id: opening.id, column: 'due_at', recorded, found: dueAt }];
    }),
    ...(await findStrangers(trx)),
  ];
}

/** Openings about dates that nobody made. */
async function findStrangers(trx: Reading['trx']): Promise<Finding[]> {
  const found: { id: string; unit: string }[] = await trx(`${openings.name} as o`)
    .where('o.unit_kind', 'date')
    .whereNotExists(
      trx(`${dueDates.name} as d`)
        .where('d.document_id', trx.ref('o.unit_id'))
        .select(trx.raw('1')),
    )
    .select({ id: 'o.document_id', unit: 'o.unit_id' });
  return found.map(({ id, unit }) => {
    return { table: openings.name, id, column: 'unit_id', recorded: undefined, found: unit };
  });
}
