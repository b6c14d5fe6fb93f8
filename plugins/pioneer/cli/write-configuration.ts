import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './find-project';
import { said } from './refusal';

/** Without it members would have to sign in anew every ten minutes. */
const SETTING = `'users-permissions': {
    config: { jwtManagement: 'refresh', sessions: { httpOnly: true } },
  },`;

/**
 * Makes config/plugins where there is none. One that is there is code of the project's own, so what
 * is to be added is said instead. The plugin itself needs no setting.
 */
export function writeConfiguration({ folder, language }: Project): string {
  const known = ['ts', 'js', 'mjs', 'cjs', 'json'].map((end) => `config/plugins.${end}`);
  const found = known.find((path) => existsSync(join(folder, path)));
  if (found === undefined) return make(folder, language);
  if (/jwtManagement['"]?\s*:\s*['"]refresh['"]/.test(readFileSync(join(folder, found), 'utf8'))) {
    return said({ zh: `${found} 已经设置，保持不变`, en: 'is set already, left as it is' });
  }
  return said({
    zh: `请在 ${found} 中加入下面的设置，否则成员每十分钟要重新登录`,
    en: `add this to it, or members will have to sign in anew every ten minutes:\n\n  ${SETTING}\n`,
  });
}

function make(folder: string, language: Project['language']): string {
  const path = `config/plugins.${language}`;
  const exported = language === 'ts' ? 'export default' : 'module.exports =';
  mkdirSync(join(folder, 'config'), { recursive: true });
  writeFileSync(join(folder, path), `${exported} () => ({\n  ${SETTING}\n});\n`);
  return said({ zh: `写入 ${path}`, en: 'written' });
}
