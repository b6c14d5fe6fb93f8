import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TortureCheck, TortureEvidence } from '../../../tools/torture/checks/evidence';
import { CHECKS } from '../../../tools/torture/checks/check-torture';
import { readHistory } from '../../../tools/torture/history';

const FOLDER = join(__dirname, '..', '..', 'fixtures', 'histories');

/** Named after the promise that was broken, which the history alone must show. */
it.each(readdirSync(FOLDER))('what was found once is still noticed: %s', async (name) => {
  const history = await readHistory(join(FOLDER, name, 'history.jsonl'));
  const checks: Readonly<Record<string, { readonly check: TortureCheck }>> = CHECKS;
  const findings = await checks[name.split('-')[0] ?? '']?.check({
    history,
  } as unknown as TortureEvidence);

  expect(findings?.breaches).toHaveLength(1);
});
