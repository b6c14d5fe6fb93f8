import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Part {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes a back-up like another one, with one part edited or left out and everything else, sums
 * included, as if it had been written that way.
 */
export function forgeBackup(
  original: string,
  forged: string,
  edit: { readonly part: string | RegExp; readonly to: ((text: string) => string) | null },
): void {
  const folder = mkdtempSync(join(dirname(forged), 'forged-'));
  const tar = (...args: string[]) => execFileSync('tar', args, { encoding: 'utf8', cwd: folder });
  tar('-xzf', original);
  let names = tar('-tzf', original).trim().split('\n');
  const part = names.find((name) => new RegExp(edit.part).test(name));
  if (part === undefined) throw new Error(`no part is like ${edit.part}`);
  if (edit.to === null) names = names.filter((name) => name !== part);
  else writeFileSync(join(folder, part), edit.to(readFileSync(join(folder, part), 'utf8')));

  const path = join(folder, 'contents.json');
  const contents = JSON.parse(readFileSync(path, 'utf8')) as { parts: Part[] };
  contents.parts = contents.parts
    .filter(({ name }) => names.includes(name))
    .map(({ name }) => {
      const content = readFileSync(join(folder, name));
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { name, bytes: content.length, sha256 };
    });
  writeFileSync(path, JSON.stringify(contents));
  tar('-czf', forged, ...names);
  rmSync(folder, { recursive: true });
}
