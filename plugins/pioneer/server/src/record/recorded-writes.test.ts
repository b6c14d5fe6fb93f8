import { knex } from 'knex';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { string } from '../shared/columns';
import type { Transaction } from '../shared/database';
import { governedTable, type RowOf } from '../shared/table';
import { SYSTEM } from './event-table';
import { updateLocked, updateRecorded } from './recorded-writes';

const lamps = governedTable({
  subject: 'lamp',
  plural: 'lamps',
  displayName: 'Lamp',
  columns: { place: string() },
});

const READ: RowOf<typeof lamps> = { id: 'lamp', version: 1, salt: '', place: 'bridge' };
const HAPPENING = { type: 'lamp.moved', actor: SYSTEM };

const database = knex({
  client: 'better-sqlite3',
  connection: { filename: ':memory:' },
  useNullAsDefault: true,
});

beforeAll(async () => {
  await database.schema.createTable(lamps.name, (table) => {
    table.string('document_id');
    table.integer('version');
    table.string('place');
    table.datetime('updated_at');
  });
  await database(lamps.name).insert({ document_id: 'lamp', version: 2, place: 'market' });
});

afterAll(() => database.destroy());

function overtaken(change: (transaction: Transaction) => Promise<unknown>): Promise<unknown> {
  return database.transaction((trx) =>
    change({ trx, now: 0, readNow: () => Promise.resolve(0), announce: () => undefined }),
  );
}

it('tells who changes a row by its version that somebody else was first', async () => {
  const after = await overtaken((transaction) =>
    updateRecorded(transaction, lamps, READ, { place: 'school' }, HAPPENING),
  );
  expect(after).toBeNull();
});

it('fails where somebody changed a row that should have been locked', async () => {
  const change = overtaken((transaction) =>
    updateLocked(transaction, lamps, READ, { place: 'school' }, HAPPENING),
  );
  await expect(change).rejects.toThrow('pioneer_lamps: rows were changed without a lock');
  expect(await database(lamps.name).pluck('place')).toEqual(['market']);
});
