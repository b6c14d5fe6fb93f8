import { readFileSync } from 'node:fs';
import { settingIn, type ConfigurationFile } from './configuration';
import { listOfProofs, type Proofs } from './proofs';

/** What somebody may try, what stands against it, what is left to the operator, and the proof. */
interface Threat {
  readonly threat: string;
  readonly protection: string;
  readonly left?: string;
  readonly tests: Proofs;
}

/** Settings that protect, and the tests that fail without them. */
interface Hardening {
  readonly file: ConfigurationFile;
  readonly settings: readonly string[];
  readonly tests: Proofs;
}

const THREATS = 'tools/docs/threats.json';
const HARDENING = 'tools/docs/hardening.json';

const INTRODUCTION = `# Threats, protection, and what proves it

Generated from \`${THREATS}\` and \`${HARDENING}\`
by \`npm run docs\`, which fails when a test or a setting that is named here is not there any more.
A %s or $name in a title stands for every row of the test's table. How to run a server is in
[operations.md](operations.md), what is kept of people in [privacy.md](privacy.md).`;

const SETTINGS = `## Settings

As they are in production on PostgreSQL behind one proxy, where nothing else is said. Each test fails when
its setting is taken away or, where Strapi would do the same without it, changed.`;

/** docs/security.md, as Markdown. Throws when it would name a test or a setting that is not there. */
export function securityDocument(): string {
  const threats = read<Threat>(THREATS).map(threatParagraph);
  const settings = read<Hardening>(HARDENING).map(hardeningParagraph);
  return [INTRODUCTION, '## Threats', ...threats, SETTINGS, ...settings].join('\n\n');
}

function read<Entry>(file: string): readonly Entry[] {
  return JSON.parse(readFileSync(file, 'utf8')) as readonly Entry[];
}

function threatParagraph({ threat, protection, left, tests }: Threat): string {
  const leaves = left === undefined ? [] : [`_Left to you:_ ${left}`];
  return [`**${threat}**`, protection, ...leaves, listOfProofs(tests)].join('\n\n');
}

function hardeningParagraph({ file, settings, tests }: Hardening): string {
  const words = settings.map((place) => `\`${place}\` is ${wordOf(settingIn(file, place))}`);
  return [`**${file}**: ${words.join(', ')}`, listOfProofs(tests)].join('\n\n');
}

function wordOf(value: unknown): string {
  if (value === true) return 'on';
  if (value === false) return 'off';
  return typeof value === 'function' ? 'a rule' : `\`${JSON.stringify(value)}\``;
}
