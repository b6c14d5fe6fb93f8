import { setTimeout as wait } from 'node:timers/promises';
import { endLease } from '../../support/end-lease';
import { count, countersOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildClaim, buildOpening, lookAt, type Work } from '../../support/work';

/** Longest time after a deadline until it is kept where nobody looks, by docs/architecture.md. */
const PATIENCE_MS = 60_000;

/** Long enough to publish a task and to claim it. */
const SOON_MS = 5000;

// Only rows are looked at here, which wakes no server.
const town = enterTown();
afterAll(() => town.leave());

async function stateOf({ claim }: Work): Promise<string> {
  const claims = town.rows('pioneer_claims').where({ document_id: claim.id });
  const row = await claims.first<{ state: string }>('state');
  return row.state;
}

function countReminders({ claim }: Work): Promise<number> {
  const ofClaim = { subject_id: claim.id, type: 'claim.reminded' };
  return count(town.rows('pioneer_events').where(ofClaim));
}

it('although nobody asks for anything, a claim expires and another is reminded within a minute', async () => {
  const left = await buildClaim(town, { opening: await buildOpening(town) });
  const data = { dueAt: new Date(Date.now() + SOON_MS).toISOString() };
  const late = await buildClaim(town, { opening: await buildOpening(town, { data }) });
  expect(late.claim.isPastDue).toBe(false);
  await endLease(town, left.claim.id);
  const started = Date.now();
  const isKept = async () => (await stateOf(left)) !== 'active' && (await countReminders(late)) > 0;
  while (!(await isKept()) && Date.now() - started < PATIENCE_MS) await wait(500);

  expect(await stateOf(left)).toBe('expired');
  const { stored, counted } = await countersOf(town, left.opening.id);
  expect(stored).toEqual(counted);
  expect(stored).toEqual([0, 0, 0]);
  expect([await stateOf(late), await countReminders(late)]).toEqual(['active', 1]);
  // Whatever reads it now, and another round of the sweep, has nothing left to say.
  await lookAt(late);
  await town.administrator('clock.adjust', { body: { offsetMs: 0 } });
  expect(await countReminders(late)).toBe(1);
});
