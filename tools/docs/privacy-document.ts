import { readFileSync } from 'node:fs';
import { INVENTORY, type PersonalField } from 'strapi-plugin-pioneer/contract';

const FILE = 'docs/privacy.md';

/** What stands between these follows from code; the rest is written by hand. */
const [BEGIN, END] = ['<!-- inventory: generated -->', '<!-- /inventory -->'];

/** docs/privacy.md with the inventory of personal data as the code has it. */
export function privacyDocument(): string {
  const written = readFileSync(FILE, 'utf8');
  const [before, rest] = split(written, BEGIN);
  const [, after] = split(rest, END);
  return `${before}${BEGIN}\n\n${inventoryTable()}\n\n${END}${after}`;
}

function split(text: string, mark: string): readonly [string, string] {
  const place = text.indexOf(mark);
  if (place === -1) throw new Error(`${FILE}: there is no "${mark}".`);
  return [text.slice(0, place), text.slice(place + mark.length)];
}

/** One row for each table and each set of fields that are alike. */
function inventoryTable(): string {
  const rows = Object.entries(INVENTORY).flatMap(([table, { personal }]) =>
    [...groupAlike(personal)].map(([words, columns]) => {
      const fields = columns.map((column) => `\`${column}\``).join(', ');
      return `| \`${table}\` | ${fields} | ${words} |`;
    }),
  );
  return [
    '| table | fields | purpose | kept | when the member leaves | in a copy |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function groupAlike(personal: Readonly<Record<string, PersonalField>>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [column, { purpose, retention, erasure, copy }] of Object.entries(personal)) {
    const words = [purpose, retention, erasure, copy === 'given' ? 'yes' : 'no'].join(' | ');
    groups.set(words, [...(groups.get(words) ?? []), column]);
  }
  return groups;
}
