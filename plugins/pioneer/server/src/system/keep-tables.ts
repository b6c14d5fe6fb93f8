import type { Core } from '@strapi/strapi';
import { findParts } from '../work/parts';

/** Strapi's own list of tables that it never drops, though its schema names them no longer. */
const STORE = { type: 'core', key: 'persisted_tables' } as const;

/** An entry of that list: a name, or what Strapi's own features write. */
type Kept = string | { readonly name: string };

/** A model as the database knows it, as far as it is used here. */
interface Model {
  readonly uid: string;
  readonly tableName: string;
  readonly attributes: Readonly<Record<string, { readonly joinTable?: { readonly name: string } }>>;
}

/** A content type or component with the groups of fields in it. */
interface Schema {
  readonly attributes: Readonly<
    Record<string, { readonly component?: string; readonly components?: readonly string[] }>
  >;
}

/**
 * Has Strapi keep the plugin's tables where the plugin is switched off: it drops, with all rows,
 * what no type names any more. The types of the project that play a part go with it, because their
 * relations to the plugin cannot be without it, so their tables are kept as well.
 */
export async function keepTables(strapi: Core.Strapi): Promise<void> {
  const kept = ((await strapi.store(STORE).get({})) ?? []) as readonly Kept[];
  const known = new Set(kept.map((entry) => (typeof entry === 'string' ? entry : entry.name)));
  const missing = tablesOf(strapi).filter((name) => !known.has(name));
  if (missing.length > 0) await strapi.store(STORE).set({ value: [...kept, ...missing] });
}

function tablesOf(strapi: Core.Strapi): string[] {
  const playing = findParts(strapi).flatMap(({ uid }) => [uid, ...componentsOf(strapi, uid)]);
  const models = [...strapi.db.metadata.values()] as unknown as Model[];
  const own = models.filter(
    ({ uid }) => uid.startsWith('plugin::pioneer.') || playing.includes(uid),
  );
  const names = own.flatMap(({ tableName, attributes }) => [
    tableName,
    ...Object.values(attributes).flatMap(({ joinTable }) => joinTable?.name ?? []),
  ]);
  return [...new Set(names)].sort();
}

/** The components in a type, and those in them. */
function componentsOf(strapi: Core.Strapi, uid: string): string[] {
  const schemas = { ...strapi.contentTypes, ...strapi.components } as unknown as Record<
    string,
    Schema
  >;
  return Object.values(schemas[uid]?.attributes ?? {})
    .flatMap(({ component, components = [] }) => [component ?? [], components].flat())
    .flatMap((component) => [component, ...componentsOf(strapi, component)]);
}
