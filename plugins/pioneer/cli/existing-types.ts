import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { TypeNames } from './project-types';
import { CommandRefusal } from './refusal';

/** A content type that the project has. */
export interface ExistingType extends TypeNames {
  /** Its schema.json, below the project. */
  readonly path: string;
  readonly part: string | null;
}

interface Schema {
  readonly collectionName?: string;
  readonly info?: { readonly singularName?: string; readonly pluralName?: string };
  readonly pluginOptions?: { readonly pioneer?: { readonly part?: string } };
}

/**
 * The content types in src/api.
 *
 * @throws CommandRefusal SCHEMA_UNREADABLE
 */
export function findExistingTypes(folder: string): ExistingType[] {
  const apis = join(folder, 'src', 'api');
  if (!existsSync(apis)) return [];
  return readdirSync(apis, { recursive: true, encoding: 'utf8' })
    .filter((name) => /content-types[\\/][^\\/]+[\\/]schema\.json$/.test(name))
    .sort()
    .map((name) => readType(folder, join(apis, name)));
}

function readType(folder: string, file: string): ExistingType {
  const path = relative(folder, file);
  const { collectionName = '', info = {}, pluginOptions = {} } = readSchema(file, path);
  const { singularName = '', pluralName = '' } = info;
  const part = pluginOptions.pioneer?.part ?? null;
  return { path, collectionName, singularName, pluralName, part };
}

function readSchema(file: string, path: string): Schema {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Schema;
  } catch {
    throw new CommandRefusal('SCHEMA_UNREADABLE', { file: path });
  }
}
