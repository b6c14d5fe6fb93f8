import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

/** Whether the database is PostgreSQL; SQLite otherwise. */
export function isPostgres(strapi: Core.Strapi): boolean {
  return strapi.db.dialect.client === 'postgres';
}

/** The same, of a connection. */
export function isOfPostgres(knex: Knex): boolean {
  return (knex.client as { dialect: string }).dialect === 'postgresql';
}
