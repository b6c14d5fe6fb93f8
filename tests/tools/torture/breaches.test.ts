import { CHECKS, checkTorture } from '../../../tools/torture/checks/check-torture';
import { journalOf } from '../../../tools/torture/journal-of';
import { openRows } from '../../support/stored-rows';
import type { Case, Scene } from './breaches/case';
import { BREACHES_OF_HISTORIES } from './breaches/of-histories';
import { BREACHES_OF_ACKNOWLEDGED_WRITES } from './breaches/of-acknowledged-writes';
import { BREACHES_OF_BACKGROUND_WORK } from './breaches/of-background-work';
import { BREACHES_OF_ROWS } from './breaches/of-rows';

const CASES = [
  ...BREACHES_OF_HISTORIES,
  ...BREACHES_OF_ACKNOWLEDGED_WRITES,
  ...BREACHES_OF_BACKGROUND_WORK,
  ...BREACHES_OF_ROWS,
];

async function look(
  { invariant }: Case,
  { rows = {}, attempts = [], faults = [] }: Scene,
): Promise<Awaited<ReturnType<typeof checkTorture>>> {
  const history = { attempts, faults };
  const db = await openRows(rows);
  try {
    const evidence = { db, history, journal: journalOf(history), files: '' };
    return await checkTorture(evidence, [invariant]);
  } finally {
    await db.destroy();
  }
}

it.each(CASES)('$invariant notices $what', async (one) => {
  const { violations, probes } = await look(one, one.broken);

  expect(violations).toEqual([
    { invariant: one.invariant, sentence: expect.stringMatching(one.named) as string },
  ]);
  expect(probes[one.invariant]).toBeGreaterThan(0);
});

it.each(CASES.filter(({ sound }) => sound !== undefined))(
  '$invariant notices nothing where it is otherwise: $what',
  async (one) => {
    expect((await look(one, one.sound ?? {})).violations).toEqual([]);
  },
);

it('every promise is seen broken', () => {
  expect(new Set(CASES.map(({ invariant }) => invariant))).toEqual(new Set(Object.keys(CHECKS)));
});
