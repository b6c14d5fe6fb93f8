import { ACCESS_LOG, endOfLog } from '../../support/access-log';
import { answerTo } from '../../support/answer-to';
import { count } from '../../support/rows';
import { enterQuietTown, type QuietTown } from '../../support/quiet-server';

let town: QuietTown;
beforeAll(async () => void (town = await enterQuietTown()));
afterAll(() => town.leave());

const REFUSAL = /the access log is append-only/;
const log = () => town.rows(ACCESS_LOG);

describe('an entry of the access log, once it is written', () => {
  it.each([
    'at',
    'kind',
    'actor_kind',
    'actor_id',
    'subject_type',
    'subject_id',
    'ip',
    'request_id',
    'is_success',
    'details',
    'previous_hash',
    'hash',
  ])('is kept by the database: %s cannot be changed', async (column) => {
    const id = await endOfLog(town);
    const before = await log().where({ id }).first();
    const value = column === 'at' ? 0 : column === 'is_success' ? false : 'x';

    expect(
      await answerTo(
        log()
          .where({ id })
          .update({ [column]: value }),
      ),
    ).toMatch(REFUSAL);
    expect(await log().where({ id }).first()).toEqual(before);
  });

  it('cannot be deleted, alone or with all others', async () => {
    const id = await endOfLog(town);
    const before = await count(log());

    expect(await answerTo(log().where({ id }).delete())).toMatch(REFUSAL);
    expect(await answerTo(log().delete())).toMatch(REFUSAL);
    expect(await answerTo(log().truncate())).toMatch(REFUSAL);
    expect(await count(log())).toBe(before);
  });

  it('cannot be replaced by another one in its place', async () => {
    const id = await endOfLog(town);
    const before = await log().where({ id }).first<Record<string, unknown>>();
    const other = { ...before, kind: 'signIn' };
    const replacing = town.isPostgres
      ? log().insert(other).onConflict('id').merge()
      : town.rows.raw(
          log()
            .insert(other)
            .toQuery()
            .replace(/^insert/i, 'insert or replace'),
        );

    expect(await answerTo(replacing)).toMatch(REFUSAL);
    expect(await log().where({ id }).first()).toEqual(before);
  });
});

/** The trigger that guards against deletion, and the same that guards against nothing. */
const GUARD = {
  sqlite: 'pioneer_access_log_no_delete',
  postgres: 'pioneer_access_log_no_change',
} as const;

async function createdBy(name: string): Promise<string> {
  const found = await town
    .rows('sqlite_master')
    .where({ type: 'trigger', name })
    .first<{ sql: string }>('sql');
  return found.sql;
}

/** Harms what guards the log; gives a way back. */
const HARM: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
  'whose guard is gone': async () => {
    if (town.isPostgres) {
      const turn = (how: string) =>
        town.rows.raw(`ALTER TABLE ${ACCESS_LOG} ${how} TRIGGER ${GUARD.postgres}`);
      await turn('DISABLE');
      return () => turn('ENABLE');
    }
    const sql = await createdBy(GUARD.sqlite);
    await town.rows.raw(`DROP TRIGGER ${GUARD.sqlite}`);
    return () => town.rows.raw(sql);
  },
  'whose guard lets everything pass, under the same name': async () => {
    if (town.isPostgres) {
      const { rows } = await town.rows.raw<{ rows: { source: string }[] }>(
        "SELECT pg_get_functiondef('pioneer_keep_access_log'::regproc) AS source",
      );
      await town.rows.raw(
        'CREATE OR REPLACE FUNCTION pioneer_keep_access_log() RETURNS trigger ' +
          'LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$',
      );
      return () => town.rows.raw(rows[0]?.source ?? '');
    }
    const sql = await createdBy(GUARD.sqlite);
    await town.rows.raw(`DROP TRIGGER ${GUARD.sqlite}`);
    await town.rows.raw(
      `CREATE TRIGGER ${GUARD.sqlite} BEFORE DELETE ON ${ACCESS_LOG} BEGIN SELECT 1; END`,
    );
    return async () => {
      await town.rows.raw(`DROP TRIGGER ${GUARD.sqlite}`);
      await town.rows.raw(sql);
    };
  },
};

describe.each(Object.keys(HARM))('a server %s', (what) => {
  it('is not ready, until the database refuses again', async () => {
    const ready = () => town.send({ path: '/readyz' });
    expect((await ready()).status).toBe(200);

    const putBack = await HARM[what]?.();
    const without = await ready();
    await putBack?.();
    expect([without.status, without.body]).toEqual([503, { status: 'record unprotected' }]);
    expect((await ready()).status).toBe(200);
  });
});
