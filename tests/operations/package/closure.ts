import { readFileSync } from 'node:fs';

/** A package as package-lock.json describes it. */
interface LockedPackage {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly version?: string;
  readonly dependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

type Names = Readonly<Record<string, string>>;

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};

/** Where the plugin stands in this project. */
export const PLUGIN_FOLDER = 'plugins/pioneer';

/**
 * The folders of all packages that npm would install for those that are named: what each declares,
 * and what that declares, found from folder to folder as Node does. Optional peers are left out, as
 * npm leaves them out.
 */
export function closureOf(names: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  const left = names.map((name) => folderOf('', name) ?? fail(`${name} is not locked`));
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    if (folders.has(folder)) continue;
    folders.add(folder);
    left.push(...neededBy(folder));
  }
  return folders;
}

function neededBy(folder: string): string[] {
  const locked = packages[folder] ?? {};
  const {
    dependencies,
    optionalDependencies = {},
    peerDependencies,
    peerDependenciesMeta,
  } = locked;
  const peers = Object.keys(peerDependencies ?? {}).filter(
    (name) => !peerDependenciesMeta?.[name]?.optional,
  );
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers].flatMap(
    (name) => {
      const found = folderOf(folder, name);
      if (found !== null) return [found];
      return name in optionalDependencies
        ? []
        : fail(`${folder} needs ${name}, which is not locked`);
    },
  );
}

/** The folder in which Node finds a package from another one; a workspace is where it is linked to. */
function folderOf(from: string, name: string): string | null {
  const folder = `${from && `${from}/`}node_modules/${name}`;
  const locked = packages[folder];
  if (locked !== undefined) return locked.link ? (locked.resolved ?? null) : folder;
  if (from === '') return null;
  return folderOf(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

/** The version in which this project has a package that the plugin declares. */
export function versionForPlugin(name: string): string {
  const folder = folderOf(PLUGIN_FOLDER, name) ?? fail(`${name} is not locked`);
  return packages[folder]?.version ?? fail(`${folder} has no version`);
}

/** What Strapi itself depends on, in exactly the versions that it wants. */
export function broughtByStrapi(): ReadonlySet<string> {
  const folders = ['@strapi/strapi', '@strapi/admin'].map((name) => `node_modules/${name}`);
  return new Set(folders.flatMap((folder) => Object.keys(packages[folder]?.dependencies ?? {})));
}

function fail(message: string): never {
  throw new Error(message);
}
