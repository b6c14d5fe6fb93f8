import { dirname, join, relative } from 'node:path';
import type { Core } from '@strapi/strapi';

/** The database that a demonstration town stands in, as configuration names it. */
export interface Site {
  /** The file of an embedded database; null for the database of a server. */
  readonly file: string | null;
  readonly name: string;
  /** Where files about the town lie: beside an embedded database, or in a folder of its name. */
  readonly folder: string;
}

/** Where the town of this server stands. */
export function siteOf(strapi: Core.Strapi): Site {
  const { connection } = strapi.config.get<Core.Config.Database>('database');
  if (connection.client === 'sqlite') {
    const { filename } = connection.connection as { readonly filename: string };
    const folder = relative(process.cwd(), dirname(filename)) || '.';
    return { file: filename, name: filename, folder };
  }
  const name = nameOf(connection.connection as ServerConnection);
  return { file: null, name, folder: join('.data', name.replaceAll(/[^\w.-]+/g, '-')) };
}

interface ServerConnection {
  readonly connectionString?: string;
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
}

/** Without user and password. */
function nameOf({ connectionString = '', host, port, database }: ServerConnection): string {
  if (!URL.canParse(connectionString)) return `${host}:${port}/${database}`;
  const url = new URL(connectionString);
  return url.host + url.pathname;
}
