import type { Core } from '@strapi/strapi';

/** A connection as knex' pool sees it: what is disposed of is replaced instead of being lent. */
interface PooledConnection {
  __knex__disposed?: unknown;
}

/** The part of Strapi's database that prepares a connection before the pool has it. */
interface Dialect {
  initialize(connection: PooledConnection): Promise<void>;
}

/**
 * Lets the pool open another connection when one is lost before it was ready. Strapi does not tell
 * the pool, which would wait half a minute for it, and everybody who needs a connection with it.
 */
export function discardHalfOpened(strapi: Core.Strapi): void {
  const { dialect } = strapi.db as unknown as { readonly dialect: Dialect };
  const initialize = dialect.initialize.bind(dialect);
  dialect.initialize = async (connection) => {
    try {
      await initialize(connection);
    } catch (error) {
      connection.__knex__disposed = error;
    }
  };
}
