import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

/** In the database that is being filled, so that it can mean no other. */
const STORE = { type: 'plugin', name: 'pioneer', key: 'unfinished_restore' } as const;
const STORED_KEY = `${STORE.type}_${STORE.name}_${STORE.key}`;

/** A restore that has begun; what is noted is all that is needed to bring it to an end. */
export interface UnfinishedRestore {
  /** ISO 8601. */
  readonly since: string;
  /** Whether the rows are those of the file already; until then they are as they were before. */
  readonly hasRows: boolean;
  /** Keys of evidence that it puts into the store, where they were not before. */
  readonly addedEvidence: readonly string[];
  /** Keys of evidence that only the rows before had named. */
  readonly obsoleteEvidence: readonly string[];
  /** The same of files of the Media Library. */
  readonly obsoleteUploads: readonly string[];
}

/** Notes how far a restore has come, in the transaction that is running, if there is one. */
export async function noteUnfinished(
  strapi: Core.Strapi,
  unfinished: UnfinishedRestore,
): Promise<void> {
  await strapi.store(STORE).set({ value: unfinished });
}

/** The restore that was not brought to an end; null when there is none. */
export async function findUnfinished(strapi: Core.Strapi): Promise<UnfinishedRestore | null> {
  return (await strapi.store(STORE).get({})) as UnfinishedRestore | null;
}

/** Whether there is one: what a probe asks, in one statement. */
export async function isUnfinished(strapi: Core.Strapi, trx: Knex): Promise<boolean> {
  const table = strapi.db.metadata.get('strapi::core-store').tableName;
  const found = await trx(table).where({ key: STORED_KEY }).first<object | undefined>('id');
  return found !== undefined;
}

/** The restore is over, one way or the other. */
export async function forgetUnfinished(strapi: Core.Strapi): Promise<void> {
  await strapi.store(STORE).delete({});
}
