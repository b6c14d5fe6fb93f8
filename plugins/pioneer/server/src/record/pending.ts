import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Transaction } from '../shared/database';
import { isPostgres } from '../shared/dialect';

export const PENDING_TABLE = 'pioneer_pending';

/** The transaction that inserted the row, on PostgreSQL: commits do not come in the order of ids. */
export const TRANSACTION_COLUMN = 'xid';

/** Notes that events wait to be read (read-pending.ts), in their own transaction and order. */
export async function insertPending(
  { trx }: Transaction,
  eventIds: readonly string[],
): Promise<void> {
  await trx(PENDING_TABLE).insert(eventIds.map((event_id) => ({ event_id })));
}

/**
 * Gives the table the column that Strapi has no type for. Run at every start; Strapi leaves columns
 * alone that it never knew. SQLite has one writer: there the order of ids is that of commits.
 */
export async function preparePending(strapi: Core.Strapi): Promise<void> {
  const { connection } = strapi.db;
  if (!isPostgres(strapi)) return;
  if (await connection.schema.hasColumn(PENDING_TABLE, TRANSACTION_COLUMN)) {
    await adoptForeign(strapi);
    return;
  }
  await connection.raw('ALTER TABLE ?? ADD COLUMN ?? xid8 NOT NULL DEFAULT pg_current_xact_id()', [
    PENDING_TABLE,
    TRANSACTION_COLUMN,
  ]);
}

/** Below every transaction that any cluster ever begins. */
const LONG_AGO = '0';

/**
 * Rows that came here by a dump of another cluster name its transactions, of which this one may not
 * have had as many: nobody would read them for ages. They all are committed, so they count as from
 * long ago and are read by their ids, and all others with them, whose order they would lose.
 */
async function adoptForeign(strapi: Core.Strapi): Promise<void> {
  const [table, column] = [PENDING_TABLE, TRANSACTION_COLUMN];
  const findForeign = (trx: Knex) =>
    trx(table)
      .whereRaw('?? >= pg_snapshot_xmax(pg_current_snapshot())', [column])
      .first<object | undefined>('id');
  if ((await findForeign(strapi.db.connection)) === undefined) return;
  await strapi.db.connection.transaction(async (trx) => {
    // Whoever writes has ended then, so every row that has an id is there to be seen.
    await trx.raw('LOCK TABLE ?? IN SHARE ROW EXCLUSIVE MODE', [table]);
    await trx(table).update({ [column]: LONG_AGO });
  });
}

/**
 * The raw model of events that nobody has read yet. It follows from the record, and whoever goes
 * back to a dump or an export counts anew, so it is not exported.
 */
export const pendingModel = {
  uid: 'plugin::pioneer.pending',
  singularName: 'pioneer-pending',
  tableName: PENDING_TABLE,
  attributes: {
    id: { type: 'increments' },
    event_id: { type: 'string', column: { unique: true, notNullable: true } },
  },
};
