import { randomBytes } from 'node:crypto';
import { createId } from '@paralleldrive/cuid2';
import type { Knex } from 'knex';
import { chunk, isMatch } from 'lodash';
import type { Image } from '../../../core/record/canonical';
import { changesBetween } from '../../../core/record/fold';
import type { Columns, Stored, ValuesOf } from '../shared/columns';
import type { Transaction } from '../shared/database';
import { columnName, type GovernedTable, type RowIdentity, type RowOf } from '../shared/table';
import { events, type Actor } from './event-table';
import { digestOf, imageOf } from './image';
import { insertPending } from './pending';

/** What happened, said with every write: no write to a governed table goes without it. */
export interface Happening {
  readonly type: string;
  readonly actor: Actor;
  readonly payload?: Image;
}

/** Values of a new row: columns with an initial value may be left out. */
export type NewValues<C extends Columns> = Partial<ValuesOf<C>>;

/** Rows a statement may insert at once: both databases limit the values they bind. */
const INSERT_CHUNK = 50;

/** Rows that one UPDATE or DELETE names by their ids. */
const ID_CHUNK = 500;

/** Inserts a row and the event that records it. */
export async function insertRecorded<C extends Columns>(
  transaction: Transaction,
  table: GovernedTable<C>,
  values: NewValues<C>,
  happening: Happening,
): Promise<RowOf<GovernedTable<C>>> {
  const [row] = await insertAllRecorded(transaction, table, [values], happening);
  if (row === undefined) throw new Error(`${table.name}: nothing was inserted`);
  return row;
}

/** Inserts many rows of one table, each with its event. */
export async function insertAllRecorded<C extends Columns>(
  transaction: Transaction,
  table: GovernedTable<C>,
  all: readonly NewValues<C>[],
  happening: Happening,
): Promise<RowOf<GovernedTable<C>>[]> {
  const rows = all.map((values) => newRow(table, values));
  await insertRows(transaction, table, rows);
  const written = rows.map((row) => ({ table, before: null, after: row, happening }));
  await insertEvents(transaction, written);
  return rows;
}

/** Inserts rows that follow from others: the record knows those, and verify recomputes these. */
export async function insertDerived<C extends Columns>(
  transaction: Transaction,
  table: GovernedTable<C>,
  all: readonly NewValues<C>[],
): Promise<void> {
  await insertRows(
    transaction,
    table,
    all.map((values) => newRow(table, values)),
  );
}

/** Inserts derived rows whose `key` is new, and adds the `sums` to those that are there. */
export async function addDerived<C extends Columns>(
  transaction: Transaction,
  table: GovernedTable<C>,
  all: readonly NewValues<C>[],
  { key, sums }: Record<'key' | 'sums', readonly (keyof C & string)[]>,
): Promise<void> {
  const { trx } = transaction;
  const added = sums.map(columnName).map((name) => {
    return [name, trx.raw('?? + excluded.??', [`${table.name}.${name}`, name])] as const;
  });
  await insertRows(
    transaction,
    table,
    all.map((values) => newRow(table, values)),
    (insert) => insert.onConflict(key.map(columnName)).merge(Object.fromEntries(added)),
  );
}

/**
 * Changes a row and records it, if and only if it still is the version that was read: one
 * conditional UPDATE. Null means that somebody else was first; nothing was written then.
 */
export async function updateRecorded<C extends Columns>(
  transaction: Transaction,
  table: GovernedTable<C>,
  before: RowOf<GovernedTable<C>>,
  changes: Partial<ValuesOf<C>>,
  happening: Happening,
): Promise<RowOf<GovernedTable<C>> | null> {
  const identity: RowIdentity = before;
  const all = { ...changes, ...table.derive({ ...before, ...changes }) };
  const after = { ...before, ...all, version: identity.version + 1 };
  const count = await transaction
    .trx(table.name)
    .where({ document_id: identity.id, version: identity.version })
    .update({
      ...encodeValues(table, all),
      version: identity.version + 1,
      updated_at: new Date(transaction.now),
    });
  if (count === 0) return null;
  await insertEvents(transaction, [{ table, before, after, happening }]);
  return after;
}

/**
 * Changes a row that nobody else can have changed, and records it: the transaction holds a lock on
 * it, or on what it belongs to.
 */
export async function updateLocked<C extends Columns>(
  transaction: Transaction,
  table: GovernedTable<C>,
  before: RowOf<GovernedTable<C>>,
  changes: Partial<ValuesOf<C>>,
  happening: Happening,
): Promise<void> {
  const after = await updateRecorded(transaction, table, before, changes, happening);
  if (after === null) throw changedWithoutLock(table);
}

/** A fault of ours: what was not held may have changed, and nobody is told that it was written. */
function changedWithoutLock({ name }: GovernedTable): Error {
  return new Error(`${name}: rows were changed without a lock`);
}

/**
 * Makes the same change to many rows that the transaction holds locked, set-wise: as many
 * statements for a thousand rows as for a few.
 */
export async function updateAllRecorded<C extends Columns>(
  transaction: Transaction,
  table: GovernedTable<C>,
  rows: readonly RowOf<GovernedTable<C>>[],
  changes: Partial<ValuesOf<C>>,
  happening: Happening,
): Promise<void> {
  const identities: readonly RowIdentity[] = rows;
  for (const part of chunk(identities, ID_CHUNK)) {
    const { trx, now } = transaction;
    const count = await trx(table.name)
      .whereIn('document_id', idsOf(part))
      .update({ ...encodeValues(table, changes), updated_at: new Date(now) })
      .increment('version', 1);
    if (count !== part.length) throw changedWithoutLock(table);
    await deriveAgain(transaction, table, part as typeof rows, changes);
    const written = part.map((before) => {
      return {
        table,
        before,
        after: { ...before, ...changes, version: before.version + 1 },
        happening,
      };
    });
    await insertEvents(transaction, written);
  }
}

/** What follows from columns that differ from row to row is written row by row, where it changes. */
async function deriveAgain<C extends Columns>(
  { trx }: Transaction,
  table: GovernedTable<C>,
  rows: readonly RowOf<GovernedTable<C>>[],
  changes: Partial<ValuesOf<C>>,
): Promise<void> {
  for (const before of rows) {
    const derived = table.derive({ ...before, ...changes });
    if (isMatch(before, derived)) continue;
    const identity: RowIdentity = before;
    await trx(table.name).where({ document_id: identity.id }).update(encodeValues(table, derived));
  }
}

/**
 * Takes words out of rows that the transaction holds locked, and their salts with them. A new salt
 * makes every concealed value of the row another HMAC, so the event tells all of them and verify
 * folds on; what was told before can never again be held against a guess of what it was.
 */
export async function eraseAllRecorded<C extends Columns>(
  transaction: Transaction,
  table: GovernedTable<C>,
  rows: readonly RowOf<GovernedTable<C>>[],
  changesOf: (row: RowOf<GovernedTable<C>>) => Partial<ValuesOf<C>>,
  happening: Happening,
): Promise<void> {
  const { trx, now } = transaction;
  const written: Written[] = [];
  for (const before of rows) {
    const { id, version }: RowIdentity = before;
    const changes = changesOf(before);
    const all = { ...changes, ...table.derive({ ...before, ...changes }) };
    const identity = { version: version + 1, salt: saltFor(table) };
    const count = await trx(table.name)
      .where({ document_id: id, version })
      .update({ ...encodeValues(table, all), ...identity, updated_at: new Date(now) });
    if (count === 0) throw changedWithoutLock(table);
    written.push({ table, before, after: { ...before, ...all, ...identity }, happening });
  }
  await insertEvents(transaction, written);
}

/** Deletes rows that the transaction holds locked; verify expects none of them afterwards. */
export async function deleteAllRecorded(
  transaction: Transaction,
  table: GovernedTable,
  rows: readonly RowIdentity[],
  happening: Happening & { type: `${string}.deleted` },
): Promise<void> {
  for (const part of chunk(rows, ID_CHUNK)) {
    await transaction.trx(table.name).whereIn('document_id', idsOf(part)).delete();
    await insertEvents(
      transaction,
      part.map((before) => deletionOf(table, before, happening)),
    );
  }
}

function idsOf(rows: readonly RowIdentity[]): string[] {
  return rows.map(({ id }) => id);
}

function deletionOf(table: GovernedTable, before: RowIdentity, happening: Happening): Written {
  return { table, before, after: { ...before, version: before.version + 1 }, happening };
}

/** Records a row that Strapi itself wrote (an administrator's edit), raising its version. */
export async function recordWritten(
  transaction: Transaction,
  table: GovernedTable,
  write: { readonly before: RowIdentity | null; readonly after: RowIdentity },
  happening: Happening,
): Promise<void> {
  const { before, after: written } = write;
  const version = (before?.version ?? 0) + 1;
  const salt = written.salt === '' ? saltFor(table) : written.salt;
  await transaction.trx(table.name).where({ document_id: written.id }).update({ version, salt });
  const after = { ...written, version, salt };
  await insertEvents(transaction, [{ table, before, after, happening }]);
}

/** Records that a row is gone; verify expects none afterwards. */
export async function recordDeleted(
  transaction: Transaction,
  table: GovernedTable,
  before: RowIdentity,
  happening: Happening & { type: `${string}.deleted` },
): Promise<void> {
  await insertEvents(transaction, [deletionOf(table, before, happening)]);
}

interface Written {
  readonly table: GovernedTable;
  readonly before: RowIdentity | null;
  readonly after: RowIdentity;
  readonly happening: Happening;
}

async function insertEvents(transaction: Transaction, written: readonly Written[]): Promise<void> {
  const rows = written.map(({ table, before, after, happening }) => {
    const image = imageOf(table, after);
    const event = newRow(events, {
      subjectType: table.subject,
      subjectId: after.id,
      subjectVersion: after.version,
      type: happening.type,
      actorKind: happening.actor.kind,
      actorId: happening.actor.id,
      at: transaction.now,
      payload: happening.payload ?? {},
      changes: changesBetween(before === null ? null : imageOf(table, before), image),
      digest: '',
    });
    return { ...event, digest: digestOf(event, image) };
  });
  await insertRows(transaction, events, rows);
  for (const part of chunk(idsOf(rows), INSERT_CHUNK)) await insertPending(transaction, part);
}

async function insertRows(
  { trx, now }: Transaction,
  table: GovernedTable,
  rows: readonly RowIdentity[],
  resolve: (insert: Knex.QueryBuilder) => Knex.QueryBuilder = (insert) => insert,
): Promise<void> {
  const stamp = new Date(now);
  for (const part of chunk(rows, INSERT_CHUNK)) {
    const insert = trx(table.name).insert(
      part.map((row) => ({
        ...encodeValues(table, row as unknown as Record<string, unknown>),
        document_id: row.id,
        version: row.version,
        salt: row.salt,
        created_at: stamp,
        updated_at: stamp,
        published_at: stamp,
      })),
    );
    await resolve(insert);
  }
}

function newRow<C extends Columns>(
  table: GovernedTable<C>,
  values: NewValues<C>,
): RowOf<GovernedTable<C>> {
  const given = values as Record<string, unknown>;
  const row: Record<string, unknown> = { id: createId(), version: 1, salt: saltFor(table) };
  for (const [name, column] of Object.entries(table.columns)) {
    const value = given[name] ?? column.initial;
    if (value === undefined) throw new Error(`${table.name}: "${name}" has no value`);
    row[name] = value;
  }
  Object.assign(row, table.derive(row as ValuesOf<C>));
  return row as RowOf<GovernedTable<C>>;
}

/** 128 bits where something is concealed: nobody can try out what a text was without it. */
function saltFor(table: GovernedTable): string {
  const conceals = Object.values(table.columns).some(({ record }) => record === 'concealed');
  return conceals ? randomBytes(16).toString('base64url') : '';
}

/** Values as the driver takes them, by column name; what is not a column of the table is left out. */
export function encodeValues(
  table: GovernedTable,
  values: Readonly<Record<string, unknown>>,
): Record<string, Stored> {
  const encoded: Record<string, Stored> = {};
  for (const [name, column] of Object.entries(table.columns)) {
    if (!(name in values)) continue;
    encoded[columnName(name)] = column.encode(values[name]);
  }
  return encoded;
}
