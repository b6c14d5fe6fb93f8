import { selectIn, type Reading } from '../shared/database';
import { organisations } from './tables';

/** The ids of those organisations that exist, by code. */
export async function findOrganisationIds(
  { trx }: Reading,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await selectIn([...new Set(codes)], (part) =>
    trx(organisations.name)
      .whereIn('code', part)
      .select<{ id: string; code: string }[]>({ id: 'document_id', code: 'code' }),
  );
  return new Map(found.map(({ id, code }) => [code, id]));
}
