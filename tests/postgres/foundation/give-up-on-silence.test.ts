import { promisify } from 'node:util';
import { Client } from 'pg';
import { giveUpOnSilence } from '../../../src/startup/give-up-on-silence';
import type { PostgresAccess } from '../../../tools/postgres';

const access = JSON.parse(process.env.TEST_POSTGRES ?? '{}') as PostgresAccess;

const PATIENCE_MS = 500;
const LONGER = `select pg_sleep(${(2 * PATIENCE_MS) / 1000})`;

/** Says all of it over one connection that is given up on; gives how it ended. */
async function say(...statements: readonly string[]): Promise<string> {
  const client = new Client({ ...access, database: 'postgres' });
  // The statement that waits fails with the connection.
  client.on('error', () => undefined);
  await client.connect();
  giveUpOnSilence(client, PATIENCE_MS);
  // Asks as knex does, with a callback.
  const ask = promisify((text: string, done: (error: Error | null) => void) =>
    client.query({ text }, done as never),
  );
  try {
    for (const statement of statements) await ask(statement);
    return 'answered';
  } catch (error) {
    return (error as Error).message;
  } finally {
    await client.end();
  }
}

const GIVEN_UP = 'Connection terminated unexpectedly';
const LIFT = 'SET LOCAL statement_timeout = 0';

describe('a connection over which no answer comes', () => {
  it('is given up', async () => {
    expect(await say(LONGER)).toBe(GIVEN_UP);
  });

  it('is kept while nobody limits what a statement takes, to the end of the transaction', async () => {
    const kept = ['BEGIN;', LIFT, 'SAVEPOINT trx2;', LONGER, 'ROLLBACK TO SAVEPOINT trx2', LONGER];
    expect(await say(...kept, 'COMMIT;')).toBe('answered');
  });

  it.each(['COMMIT;', 'ROLLBACK'])('is given up again after %s', async (end) => {
    expect(await say('BEGIN;', LIFT, end, LONGER)).toBe(GIVEN_UP);
  });
});
