import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { rowsOf } from '../../../tools/replay/evidence/open-database';
import { isPostgres } from '../../support/plant-breach';
import type { Attribute, ContentType, Proof } from './look-into';

type Row = Readonly<Record<string, unknown>>;

/** A table that rules govern, with some of its rows. */
export interface TamperedTable {
  readonly name: string;
  /** By the name of the column. */
  readonly columns: Readonly<Record<string, Attribute>>;
  /** Groups of columns that together are unique. */
  readonly unique: readonly (readonly string[])[];
  readonly rows: readonly Row[];
}

/** Something that is done behind the back of every rule. */
export interface Harm {
  readonly what: string;
  apply(trx: Knex): Promise<unknown>;
  /** Whether a finding, as "table id column", tells of it. */
  isNamedBy(finding: string): boolean;
}

const EVENTS = 'pioneer_events';
const SEALS = 'pioneer_seals';
const HEADS = 'pioneer_record_heads';

/** Nothing is proved of these tables: they hold what is to be done, and nothing that was. */
const NOT_PROVED = new Set(['pioneer_jobs']);

/** Columns of which nothing is proved, and why. */
const FREE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  // Codes and secrets, which only prove something else.
  pioneer_data_exports: ['secret_hash'],
  pioneer_members: ['activation_hash', 'activation_expires_at', 'activation_attempts'],
  // How far a job has come.
  pioneer_recurrences: ['planned_through'],
  pioneer_audiences: ['is_complete'],
  // Whether the store has forgotten what was erased.
  pioneer_evidence_files: ['is_content_gone'],
  // Of which day it is; whoever keeps a copy knows.
  [HEADS]: ['date'],
};

/** Strapi's own, which no rule reads: every happening has its moment in the record. */
const STRAPIS = ['created_at', 'updated_at', 'published_at', 'locale'];

/** Derived or append-only: their rows have no history, so their version and salt say nothing. */
const WITHOUT_HISTORY = new Set([
  EVENTS,
  SEALS,
  HEADS,
  'pioneer_organisation_closures',
  'pioneer_step_evaluators',
  'pioneer_audiences',
  'pioneer_audience_members',
  'pioneer_opening_counts',
]);

/** Where it shows that a row is gone. */
const FOLLOWERS: Readonly<Record<string, string>> = {
  pioneer_audiences: 'pioneer_audience_members',
};

export async function tablesOf({ contentTypes, db }: Proof): Promise<TamperedTable[]> {
  const governed = contentTypes.filter(
    ({ attributes, collectionName }) => 'version' in attributes && !NOT_PROVED.has(collectionName),
  );
  return Promise.all(governed.map((type) => tableOf(db, type)));
}

async function tableOf(db: Knex, type: ContentType): Promise<TamperedTable> {
  const { collectionName: name, attributes, indexes = [] } = type;
  const rows: Row[] = await db(name).orderBy('id').limit(200);
  const present = Object.keys(rows[0] ?? {});
  const columns = Object.entries(attributes).flatMap(([attribute, description]) => {
    const column = present.find((one) => bare(one) === bare(attribute));
    const isFree = [...STRAPIS, ...(FREE_COLUMNS[name] ?? [])].includes(column ?? '');
    return column === undefined || isFree ? [] : [[column, description] as const];
  });
  const unique = indexes.filter(({ type: kind }) => kind === 'unique').map((one) => one.columns);
  return { name, columns: Object.fromEntries(columns), unique, rows };
}

/** `band1` is in the column `band_1`. */
function bare(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Every column of a table changed in a row of it: to something else, to nothing, to nonsense. */
export function* changesOf(table: TamperedTable): Generator<Harm> {
  for (const [column, attribute] of Object.entries(table.columns)) {
    if (WITHOUT_HISTORY.has(table.name) && ['version', 'salt'].includes(column)) continue;
    const row = rowToChange(table, column);
    if (row === undefined) continue;
    if (column === 'salt') {
      // Nothing is concealed under an empty salt.
      if (row.salt !== '') yield saltOf(table);
      continue;
    }
    for (const [how, value] of otherValues(attribute, row[column])) {
      yield {
        what: `${table.name}.${column} ${how}`,
        apply: (trx) =>
          trx(table.name)
            .where({ id: row.id })
            .update({ [column]: value }),
        isNamedBy: (finding) => isNamed(table, row, column, finding),
      };
    }
  }
}

/** Of a row without texts its salt says nothing, so the salts of all rows are changed. */
function saltOf({ name }: TamperedTable): Harm {
  return {
    what: `${name}.salt changed`,
    apply: (trx) => trx(name).update({ salt: newText() }),
    isNamedBy: (finding) => finding.startsWith(`${name} `),
  };
}

function rowToChange({ rows }: TamperedTable, column: string): Row | undefined {
  return rows.find((row) => row[column] !== null && row[column] !== '') ?? rows[0];
}

function isNamed(table: TamperedTable, row: Row, column: string, finding: string): boolean {
  if (WITHOUT_HISTORY.has(table.name)) return isNamedLoosely(table, row, finding);
  return finding === `${table.name} ${String(row.document_id)} ${column}`;
}

/** What follows from something else is named by that; an event by its subject, too. */
function isNamedLoosely({ name }: TamperedTable, row: Row, finding: string): boolean {
  const [table = '', id] = finding.split(' ');
  return [name, FOLLOWERS[name]].includes(table) || id === row.subject_id;
}

function* otherValues(attribute: Attribute, found: unknown): Generator<[string, unknown]> {
  yield ['changed', otherValue(attribute, found)];
  if (attribute.type === 'enumeration') yield ['changed to nonsense', 'nonsense'];
  if (attribute.column?.notNullable !== true && found !== null) yield ['emptied', null];
}

function otherValue({ type, enum: choices = [] }: Attribute, found: unknown): unknown {
  switch (type) {
    case 'enumeration':
      return choices.find((choice) => choice !== found) ?? 'nonsense';
    case 'integer':
    case 'decimal':
    case 'float':
      // Further than any other row, where it is unique.
      return Number(found) + 1000;
    case 'boolean':
      return found === false || found === 0;
    case 'datetime':
      return new Date((found instanceof Date ? found.getTime() : Number(found)) + 1);
    case 'json':
      return JSON.stringify(withMore(typeof found === 'string' ? JSON.parse(found) : found));
    default:
      return newText();
  }
}

function withMore(value: unknown): unknown {
  const more = { tampered: true };
  return Array.isArray(value) ? [...(value as unknown[]), more] : { ...(value as object), ...more };
}

function newText(): string {
  return randomBytes(12).toString('hex');
}

/** A row that is taken away. */
export function* deletionsOf(table: TamperedTable): Generator<Harm> {
  const row = table.rows.at(-1);
  // Nobody here knows of a head that was published and is gone; whoever keeps it does.
  if (row === undefined || table.name === HEADS) return;
  yield {
    what: `${table.name} deleted`,
    apply: (trx) => trx(table.name).where({ id: row.id }).delete(),
    isNamedBy: (finding) => isNamedLoosely(table, { ...row, subject_id: subjectOf(row) }, finding),
  };
}

/** A row that is put in: one that is there, under another identity. */
export function* insertionsOf(table: TamperedTable): Generator<Harm> {
  const row = table.rows.at(-1);
  if (row === undefined || table.name === HEADS) return;
  const { id: _id, ...values } = row;
  const different = Object.fromEntries(
    table.unique.flat().map((column) => [column, otherKey(table, column, values[column])]),
  );
  // An account has one member.
  const account = 'user_id' in values && { user_id: null };
  const copy = { ...values, ...different, ...account, document_id: newText() };
  yield {
    what: `${table.name} inserted`,
    apply: (trx) => trx(table.name).insert(encoded(copy)),
    isNamedBy: (finding) => isNamedLoosely(table, row, finding),
  };
}

function otherKey({ columns }: TamperedTable, column: string, found: unknown): unknown {
  const attribute = columns[column];
  if (found === null) return null;
  // Of a free column nothing is known but that it takes another text.
  return attribute === undefined ? newText() : otherValue(attribute, found);
}

function subjectOf(row: Row): unknown {
  return row.subject_id ?? row.document_id;
}

function encoded(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const isJson = typeof value === 'object' && value !== null && !(value instanceof Date);
      return [name, isJson ? JSON.stringify(value) : value];
    }),
  );
}

/** Does it while nothing protects what is append-only; inside the transaction, for as long as it is. */
export async function withoutTriggers(
  trx: Knex,
  harm: (trx: Knex) => Promise<unknown>,
): Promise<void> {
  if (isPostgres(trx)) {
    for (const table of [EVENTS, SEALS, HEADS]) {
      await trx.raw('ALTER TABLE ?? DISABLE TRIGGER USER', [table]);
    }
    await harm(trx);
    for (const table of [EVENTS, SEALS, HEADS]) {
      await trx.raw('ALTER TABLE ?? ENABLE TRIGGER USER', [table]);
    }
    return;
  }
  const triggers = await sqliteTriggers(trx);
  for (const { name } of triggers) await trx.raw('DROP TRIGGER ??', [name]);
  await harm(trx);
  for (const { sql } of triggers) await trx.raw(sql);
}

function sqliteTriggers(trx: Knex): Promise<{ name: string; sql: string }[]> {
  return rowsOf(
    trx,
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'pioneer%'",
  );
}

/** @returns the names of what protected the record */
export async function dropAllTriggers(trx: Knex): Promise<string[]> {
  if (!isPostgres(trx)) {
    const triggers = await sqliteTriggers(trx);
    for (const { name } of triggers) await trx.raw('DROP TRIGGER ??', [name]);
    return triggers.map(({ name }) => name);
  }
  const triggers: { name: string; table: string }[] = await trx('pg_trigger as t')
    .join('pg_class as c', 'c.oid', 't.tgrelid')
    .whereLike('c.relname', 'pioneer%')
    .where('t.tgisinternal', false)
    .select({ name: 't.tgname', table: 'c.relname' });
  for (const { name, table } of triggers) await trx.raw('DROP TRIGGER ?? ON ??', [name, table]);
  return triggers.map(({ name }) => name);
}
