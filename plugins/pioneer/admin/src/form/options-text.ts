import type { FormField } from '../../../contract';
import { makeKey } from '../rows/edit-rows';

type Option = FormField['options'][number];

/** `good = 好 | Good`: a key that was made or written before, then the labels. */
const LINE = /^(?:([a-z][a-zA-Z0-9-]{0,39})\s*[=＝])?([^|｜]*)(?:[|｜](.*))?$/;

/** Options as an administrator reads and edits them: a line for each. */
export function writeOptions(options: readonly Option[]): string {
  return options
    .map(({ key, label: { zh, en } }) => `${key} = ${zh}${en === undefined ? '' : ` | ${en}`}`)
    .join('\n');
}

/** Options as somebody writes them; a line without key gets one that no other has. */
export function readOptions(text: string): Option[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(readLine);
  const taken = new Set(lines.flatMap(({ key }) => key ?? []));
  return lines.map(({ key: written, label }) => {
    const key = written ?? makeKey(label, taken, 'option');
    taken.add(key);
    return { key, label };
  });
}

function readLine(line: string): {
  readonly key: string | undefined;
  readonly label: Option['label'];
} {
  const [, key, zh = '', en = ''] = LINE.exec(line) ?? [];
  const label = { zh: zh.trim(), en: en.trim() };
  return { key, label: label.en === '' ? { zh: label.zh } : label };
}
