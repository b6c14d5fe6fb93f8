import { pgbenchScriptOf } from './pgbench-script';

it('values become variables and texts in which pgbench finds none', () => {
  const member = { from: 'answer', of: 0, column: 'id' } as const;
  const claim = { from: 'new', at: 4 } as const;
  const script = pgbenchScriptOf([
    {
      text: 'select id from m\n where a = $1',
      values: [{ parts: [{ from: 'request', at: 2 }] }],
      rowCount: 1,
    },
    { text: 'BEGIN;', values: [], rowCount: null },
    {
      text: 'insert into c values ($1, $2, $3, $4, $5)',
      values: [
        { parts: [claim] },
        { parts: ['by:', member] },
        { parts: ['{"id":"', claim, '"}'] },
        { was: "it's 12:30" },
        { was: null },
      ],
      rowCount: 1,
    },
  ]);

  expect(script.split('\n')).toEqual([
    "SELECT nextval('bench_requests_turn') AS turn \\gset",
    "SELECT a2, 'n' || left(md5(random()::text), 23) AS n4 FROM bench_requests WHERE turn = :turn \\gset",
    'select id from m where a = :a2 \\gset r0_',
    'BEGIN;',
    'insert into c values ' +
      `(:n4, (E'by\\x3a' || :r0_id), (E'{"id"\\x3a"' || :n4 || E'"}')::jsonb, E'it''s 12\\x3a30', null);`,
  ]);
});
