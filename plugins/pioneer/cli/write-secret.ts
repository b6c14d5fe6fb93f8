import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { said } from './refusal';

const ENV_FILE = '.env';

/**
 * Makes the secret that neither the environment nor `.env` holds. One that is there is never made
 * anew: phones and codes in the database are kept under it.
 */
export function writeSecret(folder: string): string {
  const file = join(folder, ENV_FILE);
  const text = readText(file);
  if (process.env.PIONEER_SECRET || /^\s*(export\s+)?PIONEER_SECRET\s*=\s*\S/m.test(text)) {
    return said({
      zh: '已有 PIONEER_SECRET，保持不变',
      en: 'PIONEER_SECRET is there, left as it is',
    });
  }
  writeFileSync(file, `${withEnd(text)}PIONEER_SECRET=${randomBytes(32).toString('base64')}\n`);
  // It may have been made just now, and holds secrets in any case.
  chmodSync(file, 0o600);
  return said({
    zh: `${ENV_FILE} 加入 PIONEER_SECRET。请与数据库备份分开保存，丢失后成员的手机号无法恢复`,
    en: `PIONEER_SECRET added to ${ENV_FILE}. Keep a copy apart from the database: without it phones cannot be read`,
  });
}

/** Has git leave alone what the plugin keeps in the project: photos of the work above all. */
export function ignoreData(folder: string): readonly string[] {
  const file = join(folder, '.gitignore');
  if (!existsSync(file)) return [];
  const text = readText(file);
  if (/^\/?\.data\/?\s*$/m.test(text)) return [];
  writeFileSync(file, `${withEnd(text)}.data/\n`);
  return [said({ zh: '.gitignore 加入 .data/', en: '.data/ added to .gitignore' })];
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function withEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
