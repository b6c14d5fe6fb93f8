import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { satisfies } from 'semver';
import { PACKAGE, SUPPORTED_STRAPI } from '../core/release';
import { CommandRefusal } from './refusal';

/** A Strapi project that this plugin is installed in. */
export interface Project {
  readonly folder: string;
  readonly language: 'js' | 'ts';
  /** Loads a package as the project does, or as one of its packages does. */
  readonly load: <Package>(name: string, from?: string) => Package;
}

type Dependencies = Readonly<Record<string, string>>;

/** @throws CommandRefusal when there is none in this folder, or none that the plugin works in */
export function findProject(folder: string): Project {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) throw new CommandRefusal('NO_PROJECT', { folder });
  const { dependencies = {} } = readPackage(file);
  if (!('@strapi/strapi' in dependencies)) throw new CommandRefusal('NO_PROJECT', { folder });
  const version = findVersion(file);
  if (!satisfies(version, SUPPORTED_STRAPI)) {
    throw new CommandRefusal('STRAPI_UNSUPPORTED', { version, supported: SUPPORTED_STRAPI });
  }
  if (!('@strapi/plugin-users-permissions' in dependencies)) {
    throw new CommandRefusal('USERS_PERMISSIONS_MISSING', { version });
  }
  if (!(PACKAGE in dependencies)) {
    throw new CommandRefusal('PLUGIN_NOT_INSTALLED', { plugin: PACKAGE });
  }
  const language = existsSync(join(folder, 'tsconfig.json')) ? 'ts' : 'js';
  return { folder, language, load: (name, from) => loadFrom(file, name, from) };
}

function readPackage(file: string): { readonly dependencies?: Dependencies } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: Dependencies };
  } catch {
    throw new CommandRefusal('PACKAGE_UNREADABLE', { file });
  }
}

function findVersion(file: string): string {
  try {
    return loadFrom<{ version: string }>(file, '@strapi/strapi/package.json').version;
  } catch {
    throw new CommandRefusal('STRAPI_NOT_INSTALLED');
  }
}

function loadFrom<Package>(file: string, name: string, from?: string): Package {
  const require = createRequire(file);
  if (from === undefined) return require(name) as Package;
  return createRequire(require.resolve(from))(name) as Package;
}
