import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Core } from '@strapi/strapi';
import { defaults, types } from 'pg';
import { giveUpOnSilence, type SilentConnection } from '../src/startup/give-up-on-silence';
import { nameStatements, type QueryingConnection } from '../src/startup/name-statements';
import { rememberStatements, type PreparingConnection } from '../src/startup/remember-statements';
import { StartupRefusal } from '../src/startup/startup-refusal';

const SECOND = 1000;
/** For what is on its way when PostgreSQL gives up on a statement. */
const SILENCE = 2 * SECOND;
const ROOT = resolve(__dirname, '..', '..');

// An error that is logged names its statement, never the values: they may be words about people.
const NO_VALUES_IN_ERRORS = { compileSqlOnError: false } as const;

/** SQLite in a file unless DATABASE_CLIENT says postgres; Strapi makes the folder of the file. */
export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Database => ({
  connection: connectionTo(env('DATABASE_CLIENT', 'sqlite'), env),
  settings: {
    // Strapi drops tables and columns that the schema no longer names; never where people work.
    forceMigration: env('NODE_ENV') !== 'production',
    // Strapi loads a whole compiler to find their folder, at every start.
    useTypescriptMigrations: existsSync(join(ROOT, 'dist', 'database', 'migrations')),
  },
});

type Env = Core.Config.Shared.ConfigParams['env'];

function connectionTo(client: string, env: Env): Core.Config.Database['connection'] {
  if (client === 'sqlite') return sqlite(env);
  if (client === 'postgres') return postgres(env);
  throw new StartupRefusal(
    `DATABASE_CLIENT is "${client}"; expected sqlite or postgres, so set it to one of them.`,
  );
}

function sqlite(env: Env): Core.Config.Database<'sqlite'>['connection'] {
  return {
    client: 'sqlite',
    connection: {
      filename: resolve(ROOT, env('DATABASE_FILENAME', join('.data', 'pioneer.sqlite'))),
    },
    useNullAsDefault: true,
    ...NO_VALUES_IN_ERRORS,
    acquireConnectionTimeout: 5 * SECOND,
    pool: { afterCreate: prepareConnection },
  };
}

function postgres(env: Env): Core.Config.Database<'postgres'>['connection'] {
  keepMomentsInUtc();
  const statementTimeout = env.int('DATABASE_STATEMENT_TIMEOUT', 5 * SECOND);
  return {
    client: 'postgres',
    connection: {
      connectionString: env('DATABASE_URL'),
      host: env('DATABASE_HOST', '127.0.0.1'),
      port: env.int('DATABASE_PORT', 5432),
      database: env('DATABASE_NAME', 'pioneer'),
      user: env('DATABASE_USERNAME', 'pioneer'),
      password: env('DATABASE_PASSWORD', ''),
      schema: env('DATABASE_SCHEMA', 'public'),
      // By which a restore tells servers from itself.
      application_name: env('PGAPPNAME', 'beautiful-pioneer'),
      ssl: env.bool('DATABASE_SSL', false) && {
        rejectUnauthorized: env.bool('DATABASE_SSL_REJECT_UNAUTHORIZED', true),
      },
      // A statement that hangs, or waits for a lock, must not hold its request or its connection.
      connectionTimeoutMillis: 5 * SECOND,
      statement_timeout: statementTimeout,
      lock_timeout: env.int('DATABASE_LOCK_TIMEOUT', 2 * SECOND),
      idle_in_transaction_session_timeout: 30 * SECOND,
    },
    ...NO_VALUES_IN_ERRORS,
    acquireConnectionTimeout: 5 * SECOND,
    pool: {
      min: 0,
      max: env.int('DATABASE_POOL_MAX', 10),
      afterCreate(connection: unknown, created: Created) {
        // Off behind a pooler that gives each transaction another connection: PgBouncer < 1.21.
        if (env.bool('DATABASE_PREPARED_STATEMENTS', true)) {
          nameStatements(connection as QueryingConnection);
        }
        // Without a limit of its own PostgreSQL may take any time.
        if (statementTimeout > 0) {
          giveUpOnSilence(connection as SilentConnection, statementTimeout + SILENCE);
        }
        created(undefined, connection);
      },
    },
  };
}

/**
 * Strapi keeps moments of content in columns without a time zone, which the driver writes and reads
 * in the zone of its process: moved from Shanghai to a container in UTC, every deadline would shift.
 */
function keepMomentsInUtc(): void {
  defaults.parseInputDatesAsUTC = true;
  types.setTypeParser(types.builtins.TIMESTAMP, (text) => new Date(`${text.replace(' ', 'T')}Z`));
}

/** What the driver hands over for a new connection; only this much of it is used. */
interface SqliteConnection extends PreparingConnection {
  pragma(statement: string): void;
}

type Created = (error?: Error, connection?: unknown) => void;

/**
 * Readers beside the server (verify, backups) neither wait nor make it wait, and a commit that was
 * answered survives a power cut, which the driver's own default in this mode does not promise.
 */
function prepareConnection(connection: unknown, created: Created): void {
  const sqlite = connection as SqliteConnection;
  try {
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    // What is erased is overwritten in the file, too, and not only forgotten by it.
    sqlite.pragma('secure_delete = ON');
    rememberStatements(sqlite);
    created(undefined, connection);
  } catch (error) {
    created(error as Error, connection);
  }
}
