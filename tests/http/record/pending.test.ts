import { buildOrganisation } from '../../support/people';
import { count } from '../../support/rows';
import { enterQuietTown, PATIENCE, type QuietTown } from '../../support/quiet-server';
import { NOTHING } from '../../support/statistics';
import type { Town } from '../../support/town';
import { buildClaim, buildOpening, type Opening } from '../../support/work';

// Nothing is read on this server unless its clock is set: what is pending stays until then.

const HOUR = 60 * 60 * 1000;
const PENDING = 'pioneer_pending';

let town: QuietTown;
beforeAll(async () => {
  town = await enterQuietTown();
  await town.setClock(0);
});
afterAll(() => town.leave());

async function statisticsOf({ organisation }: Opening) {
  const query = { organisation: organisation.id };
  return (await town.visitor('statistics.find', { query })).data;
}

/** Makes the database refuse to forget what is pending, after everything else was done. */
async function refuseToForget({ rows, isPostgres }: Town): Promise<void> {
  if (!isPostgres) {
    await rows.raw(
      `CREATE TRIGGER keep BEFORE DELETE ON ${PENDING} BEGIN SELECT RAISE(ABORT, 'kept'); END`,
    );
    return;
  }
  await rows.raw(
    `CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'kept'; END $$`,
  );
  await rows.raw(
    `CREATE TRIGGER keep BEFORE DELETE ON ${PENDING} FOR EACH ROW EXECUTE FUNCTION keep()`,
  );
}

async function letForget({ rows, isPostgres }: Town): Promise<void> {
  await rows.raw(isPostgres ? `DROP TRIGGER keep ON ${PENDING}` : 'DROP TRIGGER keep');
}

const ONE_CLAIM = { ...NOTHING, opened: 1, taken: 1 };

describe('an event', () => {
  it('is pending from its own transaction on, and says how far behind the counts are', async () => {
    await town.workOff();
    const events = await count(town.rows('pioneer_events'));
    const before = Date.now();
    const organisation = await buildOrganisation(town);
    const after = Date.now();
    const opening = await buildOpening(town, { organisation });
    await buildClaim(town, { opening });

    const made = (await count(town.rows('pioneer_events'))) - events;
    expect(made).toBeGreaterThan(5);
    expect(await count(town.rows(PENDING))).toBe(made);
    const { asOf, totals } = await statisticsOf(opening);
    expect(totals).toEqual(NOTHING);
    expect(Date.parse(asOf)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(asOf)).toBeLessThanOrEqual(after);

    await town.workOff();
    const read = await statisticsOf(opening);
    expect(read.totals).toEqual(ONE_CLAIM);
    expect(Date.parse(read.asOf)).toBeGreaterThan(Date.parse(asOf));
  });

  it('is counted once when the reader fails after it has counted', async () => {
    const { opening } = await buildClaim(town);
    await refuseToForget(town);
    const readNow = () => town.administrator('clock.adjust', { body: { offsetMs: 0 } });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await vi.waitFor(() => expect(readNow()).rejects.toThrow(), PATIENCE);
    }

    expect((await statisticsOf(opening)).totals).toEqual(NOTHING);
    await letForget(town);
    await town.workOff();
    expect((await statisticsOf(opening)).totals).toEqual(ONE_CLAIM);
  });

  it('is counted in the month that it is where the town is', async () => {
    const now = new Date();
    // The first of the next month, half an hour after midnight in Shanghai; in UTC the day before.
    const begun = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) - 7.5 * HOUR;
    const period = new Date(begun + 8 * HOUR).toISOString().slice(0, '2026-05'.length);
    const organisation = await buildOrganisation(town);
    await town.setClock(begun - Date.now());
    const opening = await buildOpening(town, { organisation });
    await buildClaim(town, { opening });
    await town.setClock(0);
    await town.workOff();

    expect((await statisticsOf(opening)).periods).toEqual([{ period, ...ONE_CLAIM }]);
  });
});
