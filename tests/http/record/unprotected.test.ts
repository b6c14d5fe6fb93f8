import { enterQuietTown, type QuietTown } from '../../support/quiet-server';

let town: QuietTown;
beforeAll(async () => void (town = await enterQuietTown()));
afterAll(() => town.leave());

const TRIGGER = 'pioneer_events_no_change';
const SQLITE_TRIGGER = 'pioneer_events_no_update';

/** Takes a trigger away; gives a way back. */
async function takeAway(): Promise<() => Promise<unknown>> {
  if (town.isPostgres) {
    const turn = (how: string) =>
      town.rows.raw(`ALTER TABLE pioneer_events ${how} TRIGGER ${TRIGGER}`);
    await turn('DISABLE');
    return () => turn('ENABLE');
  }
  const { sql } = await town
    .rows('sqlite_master')
    .where({ type: 'trigger', name: SQLITE_TRIGGER })
    .first<{ sql: string }>('sql');
  await town.rows.raw(`DROP TRIGGER ${SQLITE_TRIGGER}`);
  return () => town.rows.raw(sql);
}

describe('a server whose database would let the record be changed', () => {
  it('is not ready, until the database refuses again', async () => {
    const ready = () => town.send({ path: '/readyz' });
    expect((await ready()).status).toBe(200);

    const putBack = await takeAway();
    const without = await ready();
    await putBack();
    expect([without.status, without.body]).toEqual([503, { status: 'record unprotected' }]);
    expect((await ready()).status).toBe(200);
  });
});
