import { readFileSync } from 'node:fs';
import { listOfProofs, type Proofs } from './proofs';

/** A rule in one sentence, and what proves it. */
interface Rule {
  readonly says: string;
  readonly tests: Proofs;
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
  return `**${says}**\n\n${listOfProofs(tests)}`;
}
