import type { Core } from '@strapi/strapi';
import { SEARCHED_LENGTH, searchTextOf } from '../../../core/work/search-text';
import { openings } from './tables';

/** The name under which `strapi_migrations_internal` keeps that this was done. */
const NAME = 'pioneer::shorten-search-texts';

/**
 * Registers a migration that cuts, once, what an earlier release kept whole for searching. Migrations
 * run before Strapi makes the index that has no room for it.
 */
export function shortenSearchTexts(strapi: Core.Strapi): void {
  strapi.db.migrations.providers.internal.register({
    name: NAME,
    async up(trx) {
      if (!(await trx.schema.hasColumn(openings.name, 'search_text'))) return;
      const rows: { id: number; search_text: string }[] = await trx(openings.name)
        .whereRaw('length(search_text) > ?', [SEARCHED_LENGTH])
        .select('id', 'search_text');
      for (const { id, search_text } of rows) {
        await trx(openings.name)
          .where({ id })
          .update({ search_text: searchTextOf([search_text]) });
      }
    },
    async down() {},
  });
}
