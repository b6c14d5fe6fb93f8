/** A row while it is written: it names itself by a key and a label, which may still be missing. */
export interface RowDraft {
  readonly key: string;
  readonly label: { readonly zh: string; readonly en?: string };
}

/** What may be wrong with one part of a row, by the part's name. */
export type Problem = 'missing' | 'malformed' | 'repeated';
export type Problems = Readonly<Record<string, Problem>>;

/** In front of rows that cannot be saved yet: it makes them no JSON. */
const UNFINISHED = 'unfinished ';

const MAX_KEY = 40;
const KEY = /^[a-z][a-zA-Z0-9-]{0,39}$/;

/**
 * Rows as the form holds them: the list itself, exactly as the contract wants it, or a text while
 * they are incomplete. The Content Manager refuses to send what is no JSON; an update that the
 * server refuses would make it forget what was typed.
 */
export function writeRows<Row extends RowDraft>(
  rows: readonly Row[],
  areComplete: (rows: readonly Row[]) => boolean,
): readonly Row[] | string {
  return areComplete(rows) ? rows : UNFINISHED + JSON.stringify(rows);
}

/** The rows in a value of the form; null when it is something else, which nobody should lose. */
export function readRows<Row extends RowDraft>(
  value: unknown,
  readRow: (value: unknown) => Row | null,
): Row[] | null {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'string') {
    try {
      return readRows(JSON.parse(value.replace(UNFINISHED, '')) as unknown, readRow);
    } catch {
      return null;
    }
  }
  if (!Array.isArray(value)) return null;
  const rows = value.map(readRow);
  return rows.every((row) => row !== null) ? rows : null;
}

/** Key and label of a row that was stored or half written; null when it has none. */
export function readLabelled(value: unknown): RowDraft | null {
  const { key, label } = (value ?? {}) as Partial<RowDraft>;
  const isLabelled =
    typeof key === 'string' &&
    typeof label?.zh === 'string' &&
    (label.en === undefined || typeof label.en === 'string');
  return isLabelled ? { key, label } : null;
}

/** Puts an empty row at the end. */
export function addRow<Row extends RowDraft>(
  rows: readonly Row[],
  empty: Omit<Row, keyof RowDraft>,
  fallbackKey: string,
): Row[] {
  const label = { zh: '' };
  const key = makeKey(label, keysOf(rows), fallbackKey);
  return [...rows, { ...empty, key, label } as Row];
}

export function removeRow<Row>(rows: readonly Row[], index: number): Row[] {
  return rows.filter((_, place) => place !== index);
}

/** Moves one row to another place; a place outside the list changes nothing. */
export function moveRow<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  const moved = rows[from];
  if (moved === undefined || to < 0 || to >= rows.length) return [...rows];
  const others = removeRow(rows, from);
  return [...others.slice(0, to), moved, ...others.slice(to)];
}

/**
 * Changes one row. Its key follows the label until somebody writes it by hand; a fixed key, one
 * that was saved before, stays, because scores and answers refer to it.
 */
export function changeRow<Row extends RowDraft>(
  rows: readonly Row[],
  index: number,
  change: Partial<Row>,
  keys: { readonly fixed: ReadonlySet<string>; readonly fallback: string },
): Row[] {
  return rows.map((row, place) => {
    if (place !== index) return row;
    const changed = { ...row, ...change };
    const follows =
      change.label !== undefined &&
      !keys.fixed.has(row.key) &&
      isMadeFrom(row.label, row.key, keys.fallback);
    if (!follows) return changed;
    return {
      ...changed,
      key: makeKey(changed.label, keysOf(removeRow(rows, index)), keys.fallback),
    };
  });
}

/** What is wrong with label and key of the row at this place. */
export function findLabelProblems(rows: readonly RowDraft[], index: number): Problems {
  const row = rows[index];
  if (row === undefined) return {};
  const isRepeated = rows.some((other, place) => place !== index && other.key === row.key);
  return {
    ...(row.label.zh.trim() === '' && { 'label.zh': 'missing' }),
    ...(row.key === ''
      ? { key: 'missing' }
      : !KEY.test(row.key)
        ? { key: 'malformed' }
        : isRepeated && { key: 'repeated' }),
  };
}

/** What is wrong with a whole number that must be written, between two bounds. */
export function findNumberProblem(
  found: number | null,
  least: number,
  most: number,
): Problem | null {
  if (found === null) return 'missing';
  return Number.isInteger(found) && found >= least && found <= most ? null : 'malformed';
}

/** A number as somebody writes it, full-width digits too; undefined for what can be none. */
export function readNumber(text: string): number | null | undefined {
  const digits = text.normalize('NFKC').trim();
  if (digits === '') return null;
  return /^[\d.]{1,6}$/.test(digits) && Number.isFinite(Number(digits))
    ? Number(digits)
    : undefined;
}

/** A key for this label that no other row has. */
export function makeKey(
  label: RowDraft['label'],
  taken: ReadonlySet<string>,
  fallback: string,
): string {
  const base = baseOf(label, fallback);
  if (base !== fallback && !taken.has(base)) return base;
  const start = base === fallback ? 1 : 2;
  for (let number = start; ; number += 1) {
    const key = `${base}-${number}`;
    if (!taken.has(key)) return key;
  }
}

function keysOf(rows: readonly RowDraft[]): Set<string> {
  return new Set(rows.map(({ key }) => key));
}

function isMadeFrom(label: RowDraft['label'], key: string, fallback: string): boolean {
  const base = baseOf(label, fallback);
  return (
    key === '' || key === base || /^-\d+$/.test(key.startsWith(base) ? key.slice(base.length) : '')
  );
}

function baseOf({ zh, en }: RowDraft['label'], fallback: string): string {
  return slugOf(en ?? '') || slugOf(zh) || fallback;
}

/** Lower-case Latin letters and digits, words joined by dashes; room is left for a number. */
function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, MAX_KEY - 3)
    .replace(/-+$/, '');
}
