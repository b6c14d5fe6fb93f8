import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { TortureRequest } from '../../../tools/torture/options';
import { runTorture, type Torture } from '../../../tools/torture/run-torture';
import { findFailure } from '../../../tools/torture/summary';
import { canBeFoundAgain, lookAgain } from '../../support/kept-violation';

/** PostgreSQL, two nodes with new tables and a town of some sixty people, on a busy machine. */
const PATIENCE = 180_000;

const folder = mkdtempSync(join(tmpdir(), 'pioneer-torture-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The command's own run, as short as it may be. */
function torture(name: string, request: Partial<TortureRequest>): Promise<Torture> {
  const own = join(folder, name);
  mkdirSync(own);
  return runTorture({
    ...{ minutes: 0.1, seed: 7, nodes: 2, faults: [] },
    folder: own,
    keepIn: keptIn(name),
    say: () => undefined,
    ...request,
  });
}

function keptIn(name: string): string {
  return join(folder, `${name}-violations`);
}

it(
  'every promise is kept while nodes are killed and connections cut',
  async () => {
    const faults = ['kill-node', 'drop-connections'] as const;
    const { summary, violations } = await torture('sound', { minutes: 0.15, faults });

    expect(violations).toEqual([]);
    expect(findFailure(summary)).toBeNull();
    expect(Object.keys(summary.faults)).not.toEqual([]);
    expect(summary.probes.meetings).toBeGreaterThan(0);
    expect(summary.probes.I4).toBeGreaterThan(0);
  },
  PATIENCE,
);

/** The server decides by counters: with these, every slot that is taken is still to be had. */
async function loseCount(db: Knex): Promise<void> {
  await db.raw(`
    CREATE FUNCTION lose_count() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.member_taken = least(NEW.member_taken, OLD.member_taken);
      RETURN NEW;
    END $$`);
  await db.raw(`
    CREATE TRIGGER lose_count BEFORE UPDATE ON pioneer_openings
    FOR EACH ROW EXECUTE FUNCTION lose_count()`);
}

it(
  'a town that loses count is found out, and what was found is found again in what is kept',
  async () => {
    const { summary, violations } = await torture('broken', { plant: loseCount });

    expect(findFailure(summary)).toMatch(/violation/);
    expect(violations.map(({ invariant }) => invariant)).toEqual(
      expect.arrayContaining(['I1', 'I11']),
    );
    const kept = readdirSync(keptIn('broken')).filter((name) =>
      canBeFoundAgain(name.split('-')[0] ?? ''),
    );
    expect(kept).not.toEqual([]);
    for (const name of kept) {
      const { violation, foundAgain } = await lookAgain(join(keptIn('broken'), name));
      expect(foundAgain).toContain(violation.sentence);
    }
  },
  PATIENCE,
);
