import { promisify } from 'node:util';
import { Client } from 'pg';
import { nameStatements } from '../../../src/startup/name-statements';
import type { PostgresAccess } from '../../../tools/postgres';

const access = JSON.parse(process.env.TEST_POSTGRES ?? '{}') as PostgresAccess;

let client: Client;

beforeAll(async () => {
  client = new Client({ ...access, database: 'postgres' });
  await client.connect();
  await client.query('CREATE TEMP TABLE spots (id int, name text)');
  await client.query('CREATE TEMP TABLE lamps (id int)');
  nameStatements(client);
});
afterAll(() => client.end());

type Answer = { readonly rows: readonly Record<string, unknown>[] };

/** Asks as knex does, with a callback. */
const ask = promisify((text: string, values: unknown[], done: (e: unknown, a: Answer) => void) =>
  client.query({ text, values }, done as never),
);

/** What PostgreSQL keeps prepared for this connection. */
async function prepared(): Promise<unknown[]> {
  const { rows } = await client.query('SELECT statement FROM pg_prepared_statements');
  return rows.map(({ statement }) => statement);
}

describe('a statement on PostgreSQL', () => {
  it('is prepared from the second time on, and answers as before', async () => {
    const text = 'select $1::int + 1 as next';
    expect((await ask(text, [1])).rows).toEqual([{ next: 2 }]);
    expect(await prepared()).not.toContain(text);

    expect((await ask(text, [2])).rows).toEqual([{ next: 3 }]);
    expect((await ask(text, [3])).rows).toEqual([{ next: 4 }]);
    expect((await prepared()).filter((statement) => statement === text)).toHaveLength(1);
  });

  it('that asks for all columns is not, for these may change', async () => {
    const text = 'select * from spots where id = $1';
    for (let time = 1; time <= 3; time += 1) await ask(text, [1]);
    await client.query('ALTER TABLE spots ADD COLUMN district text');

    expect((await ask(text, [1])).rows).toEqual([]);
    expect(await prepared()).not.toContain(text);
  });

  it('that looks for many values is not, for their table may grow; one that adds many rows is', async () => {
    const values = Array.from({ length: 400 }, (_, index) => index);
    const places = values.map((at) => `$${at + 1}`);
    const look = `select id from spots where id in (${places.join()})`;
    const insert = `insert into lamps (id) values ${places.map((place) => `(${place})`).join()}`;
    for (const text of [look, insert]) {
      for (let time = 1; time <= 3; time += 1) await ask(text, values);
    }
    const kept = await prepared();

    expect([kept.includes(look), kept.includes(insert)]).toEqual([false, true]);
  });

  it('whose result has other types by now fails once and works again', async () => {
    const text = 'select name from spots where id = $1';
    for (let time = 1; time <= 3; time += 1) await ask(text, [1]);
    await client.query('ALTER TABLE spots ALTER COLUMN name TYPE varchar(20)');

    await expect(ask(text, [1])).rejects.toThrow(/cached plan must not change result type/);
    expect((await ask(text, [1])).rows).toEqual([]);
  });

  it('is one of five hundred at most that are prepared', async () => {
    for (let place = 1; place <= 600; place += 1) {
      const text = `select ${place} + $1::int as sum`;
      for (let time = 1; time <= 2; time += 1) await ask(text, [1]);
    }

    expect(await prepared()).toHaveLength(500);
    expect((await ask('select 600 + $1::int as sum', [1])).rows).toEqual([{ sum: 601 }]);
  });
});
