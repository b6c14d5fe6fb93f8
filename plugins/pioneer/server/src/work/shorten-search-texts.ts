import type { Core } from '@strapi/strapi';
import { SEARCHED_LENGTH, searchTextOf } from '../../../core/work/search-text';
import { openings } from './tables';

/**
 * Cuts what an earlier release kept whole for searching, before Strapi makes the index that has no room
 * for it.
 */
export function shortenSearchTexts(strapi: Core.Strapi): void {
  strapi.hook('strapi::content-types.beforeSync').register(async () => {
    const knex = strapi.db.connection;
    if (!(await knex.schema.hasColumn(openings.name, 'search_text'))) return;
    const rows: { id: number; search_text: string }[] = await knex(openings.name)
      .whereRaw('length(search_text) > ?', [SEARCHED_LENGTH])
      .select('id', 'search_text');
    for (const { id, search_text } of rows) {
      await knex(openings.name)
        .where({ id })
        .update({ search_text: searchTextOf([search_text]) });
    }
  });
}
