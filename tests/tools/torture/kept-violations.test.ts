import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lookAgain } from '../../support/kept-violation';

const FOLDER = join(__dirname, '..', '..', 'fixtures', 'torture');

it.each(readdirSync(FOLDER))('what was found once is still noticed: %s', async (name) => {
  const { violation, foundAgain } = await lookAgain(join(FOLDER, name));

  expect(name.split('-')[0]).toBe(violation.invariant);
  expect(foundAgain).toContain(violation.sentence);
});
