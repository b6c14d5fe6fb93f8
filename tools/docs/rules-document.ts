import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** A rule in one sentence, and the tests that prove it: by file, "describe › it" as they stand there. */
interface Rule {
  readonly says: string;
  readonly tests: Readonly<Record<string, readonly string[]>>;
}

/** What holds of work, whoever does it: by section, in the order in which work meets it. */
const RULES = 'tools/docs/rules-of-work.json';

const INTRODUCTION = `# The rules of work, and what proves them

Generated from \`${RULES}\` by \`npm run docs\`, which fails when
a test that is named here is not there any more. A %s or $name in a sentence stands for every row of the test's table.`;

/** docs/rules.md, as Markdown. Throws when a rule names a test that its file does not hold. */
export function rulesDocument(): string {
  const rules = JSON.parse(readFileSync(RULES, 'utf8')) as Record<string, readonly Rule[]>;
  const sections = Object.entries(rules).map(
    ([title, all]) => `## ${title}\n\n${all.map(ruleParagraph).join('\n\n')}`,
  );
  return [INTRODUCTION, ...sections].join('\n\n');
}

function ruleParagraph({ says, tests }: Rule): string {
  const proofs = Object.entries(tests).flatMap(([file, titles]) => {
    const text = readFileSync(file, 'utf8');
    return titles.map((title) => {
      assertHolds(text, file, title);
      return `- [${basename(file, '.test.ts')}](../${file}): ${title}`;
    });
  });
  return [`**${says}**`, '', ...proofs].join('\n');
}

/** A file holds every part of a title as a text of its own. */
function assertHolds(text: string, file: string, title: string): void {
  for (const part of title.split(' › ')) {
    if (![`'${part}'`, `"${part}"`].some((quoted) => text.includes(quoted))) {
      throw new Error(`docs/rules.md: no test of ${file} is called "${part}".`);
    }
  }
}
