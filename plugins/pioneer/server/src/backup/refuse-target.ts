import type { Core } from '@strapi/strapi';
import { findSchemaDifference } from '../../../core/backup/compare-schemas';
import { events } from '../record/event-table';
import { isPostgres } from '../shared/dialect';
import type { About } from './archive-format';
import { BackupRefusal } from './refusal';
import { savedTables } from './saved-tables';
import { fingerprintOfSecret } from './write-backup';

/** The back-up fits what runs here: the same tables, the same secret. */
export function refuseUnfit(
  strapi: Core.Strapi,
  { application: { version }, secret, tables }: About,
): void {
  const difference = findSchemaDifference(tables, savedTables(strapi));
  if (difference !== null)
    throw new BackupRefusal('BACKUP_SCHEMA_DIFFERS', { version, difference });
  if (secret !== fingerprintOfSecret(strapi)) throw new BackupRefusal('BACKUP_SECRET_DIFFERS');
}

/**
 * The database holds nobody's work. Asked before Strapi has made or changed any table in it.
 *
 * @param keepsAdministrators an export knows none, so those who are there stay
 */
export async function refuseTown(
  strapi: Core.Strapi,
  { keepsAdministrators }: { readonly keepsAdministrators: boolean },
): Promise<void> {
  const found: string[] = [];
  for (const { uid, name } of typesOfPeople(strapi, keepsAdministrators)) {
    const { tableName } = strapi.db.metadata.get(uid);
    const { connection } = strapi.db;
    if (!(await connection.schema.hasTable(tableName))) continue;
    const count = Number((await connection(tableName).count({ count: '*' }).first())?.count ?? 0);
    if (count > 0) found.push(`${count} ${name}`);
  }
  if (found.length === 0) return;
  const database = nameOfDatabase(strapi);
  throw new BackupRefusal('TARGET_NOT_EMPTY', { database, found: found.join(', ') });
}

/** What only people make; everything else is there after the first start already. */
function typesOfPeople(
  strapi: Core.Strapi,
  keepsAdministrators: boolean,
): { readonly uid: string; readonly name: string }[] {
  return [
    { uid: events.uid, name: 'events' },
    ...(keepsAdministrators ? [] : [{ uid: 'admin::user', name: 'administrators' }]),
    { uid: 'plugin::users-permissions.user', name: 'members' },
    { uid: 'plugin::upload.file', name: 'files' },
    ...Object.values(strapi.contentTypes)
      .filter(({ uid }) => uid.startsWith('api::'))
      .map(({ uid, info }) => ({ uid, name: info.pluralName })),
  ];
}

/** How operators name the database, without user and password. */
function nameOfDatabase(strapi: Core.Strapi): string {
  const { connection } = strapi.config.get<Core.Config.Database>('database');
  const { filename, connectionString, host, port, database } = connection.connection as Readonly<
    Record<string, string | undefined>
  >;
  if (filename !== undefined) return filename;
  if (!URL.canParse(connectionString ?? '')) return `${host}:${port}/${database}`;
  const url = new URL(connectionString ?? '');
  return url.host + url.pathname;
}

/**
 * Nobody else uses the database. On SQLite this process keeps it to itself from now on; on PostgreSQL
 * a server that starts waits for its turn, which the restore has.
 */
export async function refuseOthers(strapi: Core.Strapi): Promise<void> {
  const found = isPostgres(strapi) ? await findSessions(strapi) : await takeFile(strapi);
  if (found === null) return;
  throw new BackupRefusal('TARGET_IN_USE', { database: nameOfDatabase(strapi), found });
}

/** Other sessions of this user: every server has one while it does its jobs or answers. */
async function findSessions(strapi: Core.Strapi): Promise<string | null> {
  const { rows } = await strapi.db.connection.raw<{
    rows: { name: string; place: string; many: string }[];
  }>(
    `SELECT application_name AS name, coalesce(host(client_addr), 'a socket') AS place, count(*) AS many
     FROM pg_stat_activity
     WHERE datname = current_database() AND usename = current_user
       AND backend_type = 'client backend'
       AND application_name <> current_setting('application_name')
     GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  if (rows.length === 0) return null;
  return rows
    .map(({ name, place, many }) => `${many} connection(s) of "${name}" from ${place}`)
    .join(', ');
}

/** A connection that no other program shares may leave the write-ahead log; it comes back to it. */
async function takeFile(strapi: Core.Strapi): Promise<string | null> {
  const { connection } = strapi.db;
  try {
    await connection.raw('PRAGMA locking_mode = EXCLUSIVE');
    await connection.raw('PRAGMA journal_mode = DELETE');
    await connection.raw('PRAGMA journal_mode = WAL');
    return null;
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY') !== true) throw error;
    await connection.raw('PRAGMA locking_mode = NORMAL');
    return 'another program has the file open';
  }
}
