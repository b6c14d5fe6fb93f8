import type { Language } from '../../../contract';

/** Values by how people write them: their own name, or their word in either language. */
export function meaningsOf<Value extends string>(
  values: readonly Value[],
  words: Readonly<Record<Value, Readonly<Record<Language, string>>>>,
): ReadonlyMap<string, Value> {
  return new Map(
    values.flatMap((value) => {
      const { zh, en } = words[value];
      return [value, zh, en].map((word) => [word.toLowerCase(), value] as const);
    }),
  );
}

/** What a cell means; a word that means nothing stays as it is, for the server to refuse. */
export function meaningOf<Value>(
  meanings: ReadonlyMap<string, Value>,
  cell: string,
): Value | string {
  return meanings.get(cell.toLowerCase()) ?? cell;
}
