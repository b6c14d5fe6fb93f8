import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

/** The part of knex behind its functions where transactions begin. */
interface Context {
  transaction(work: unknown, options?: unknown): Promise<Knex.Transaction>;
}

/**
 * Has transactions fail that could not begin or could not commit. Strapi takes them from knex as
 * objects, and those resolve `commit()` even when the connection ended before PostgreSQL heard of
 * it: what is lost would be answered as done. Only the object's promise tells.
 */
export function failLostTransactions(strapi: Core.Strapi): void {
  const { context } = strapi.db.connection as unknown as { readonly context: Context };
  const begin = context.transaction.bind(context);
  context.transaction = (work, options) => {
    const begun = begin(work, options);
    return typeof work === 'function' ? begun : begun.then(failWhenLost);
  };
}

async function failWhenLost(trx: Knex.Transaction): Promise<Knex.Transaction> {
  if (trx.isCompleted()) await trx.executionPromise;
  const commit = trx.commit.bind(trx) as (value?: unknown) => Promise<unknown>;
  return Object.assign(trx, {
    async commit(value?: unknown) {
      await commit(value);
      return trx.executionPromise;
    },
  });
}
