import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_KINDS } from './kinds';

test('docs/privacy.md says of each kind of entry when it is written', () => {
  const documentation = readFileSync(join(__dirname, '../../../../docs/privacy.md'), 'utf8');
  const documented = [...documentation.matchAll(/^\| `(\w+)` +\| [^|]+\|$/gm)];
  expect(documented.map(([, kind]) => kind)).toEqual(ACCESS_KINDS);
});
