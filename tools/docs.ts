/**
 * `npm run docs`: writes the documents that follow from code. With `--check` it writes nothing and
 * fails, naming them, when some are stale.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { generatedDocuments } from './docs/generated-documents';

async function updateDocuments({ isCheck }: { isCheck: boolean }): Promise<void> {
  for (const [file, text] of Object.entries(await generatedDocuments())) {
    if (!isCheck) {
      writeFileSync(file, text);
      console.log(`wrote ${file}`);
    } else if (readFileSync(file, 'utf8') !== text) {
      console.error(`${file} is not what the code says. Run "npm run docs" and commit it.`);
      process.exitCode = 1;
    }
  }
}

void updateDocuments({ isCheck: process.argv.includes('--check') });
