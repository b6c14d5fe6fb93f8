/**
 * Lints texts as if they stood in files: reads `[{filePath, text, rule}]` from stdin and prints,
 * for each, whether it breaks the rule. A process of its own, since Jest cannot load ESLint's
 * configuration, which is an ES module.
 */

import { text as readAll } from 'node:stream/consumers';
import { ESLint } from 'eslint';

/** The others do without the types of the whole project, which take seconds for each text. */
const RULES_WITH_TYPES = [
  '@typescript-eslint/no-floating-promises',
  '@typescript-eslint/switch-exhaustiveness-check',
];
const WITHOUT_TYPES = { languageOptions: { parserOptions: { project: null } } };

async function breaks({ filePath, text, rule }) {
  const eslint = new ESLint({
    ruleFilter: ({ ruleId }) => ruleId === rule,
    overrideConfig: RULES_WITH_TYPES.includes(rule) ? [] : WITHOUT_TYPES,
  });
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).some(({ ruleId }) => ruleId === rule);
}

const verdicts = [];
for (const sample of JSON.parse(await readAll(process.stdin))) verdicts.push(await breaks(sample));
console.log(JSON.stringify(verdicts));
