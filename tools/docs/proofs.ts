import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** The tests that prove a sentence: by file, "describe › it" as they stand there. */
export type Proofs = Readonly<Record<string, readonly string[]>>;

/**
 * These tests as a list in Markdown, with links to their files from a document in `docs`.
 *
 * @throws when a file does not hold a test of that title
 */
export function listOfProofs(tests: Proofs): string {
  const lines = Object.entries(tests).flatMap(([file, titles]) => {
    const text = readFileSync(file, 'utf8');
    return titles.map((title) => {
      assertHolds(text, file, title);
      return `- [${basename(file, '.test.ts')}](../${file}): ${title}`;
    });
  });
  return lines.join('\n');
}

/** A file holds every part of a title as a text of its own. */
function assertHolds(text: string, file: string, title: string): void {
  for (const part of title.split(' › ')) {
    if (![`'${part}'`, `"${part}"`].some((quoted) => text.includes(quoted))) {
      throw new Error(`${file}: no test is called "${part}", though a document names it.`);
    }
  }
}
