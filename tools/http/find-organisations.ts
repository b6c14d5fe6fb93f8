import { MAX_PAGE_SIZE, type Call } from 'strapi-plugin-pioneer/contract';
import { readPages } from './read-pages';

/** The documentIds of all organisations by their codes, as anybody may read them. */
export async function findOrganisations(visitor: Call): Promise<ReadonlyMap<string, string>> {
  const roots = await readPages((cursor) => visitor('organisation.find', { query: { cursor } }));
  const ids = new Map<string, string>();
  for (const { id: within } of roots) {
    const tree = await readPages((cursor) =>
      visitor('organisation.find', { query: { within, cursor, limit: MAX_PAGE_SIZE } }),
    );
    for (const { id, code } of tree) ids.set(code, id);
  }
  return ids;
}
