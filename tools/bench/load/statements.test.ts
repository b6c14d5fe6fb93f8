import { kindsPerRequest } from './statements';

it('statements are told apart by what they do to which table, and what runs beside is left out', () => {
  const statements = new Map([
    ['select "id" from "pioneer_claims" where "id" = $1', 20],
    ['SELECT c.* FROM pioneer_claims c JOIN pioneer_openings o ON true', 10],
    ['insert into "pioneer_events" ("id") values ($1)', 10],
    ['update "pioneer_openings" set "taken" = $1', 11],
    ['select extract($1 from clock_timestamp()) as now', 10],
    ['BEGIN', 12],
    ['delete from "pioneer_pending" where "id" in ($1)', 2],
  ]);

  expect(Object.fromEntries(kindsPerRequest(statements, 10))).toEqual({
    begin: 1,
    'insert pioneer_events': 1,
    'select clock_timestamp': 1,
    'select pioneer_claims': 3,
    'update pioneer_openings': 1,
  });
});
