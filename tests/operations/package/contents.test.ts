import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { satisfies } from 'semver';
import { packedPlugin } from './bare-application';
import { broughtByStrapi, PLUGIN_FOLDER, versionForPlugin } from './closure';

type Names = Readonly<Record<string, string>>;

const manifest = JSON.parse(readFileSync(`${PLUGIN_FOLDER}/package.json`, 'utf8')) as {
  readonly dependencies: Names;
  readonly peerDependencies: Names;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly exports: Readonly<Record<string, string | Names>>;
};

/** Peers that are there for those that the plugin imports, which ask for them. */
const PEERS_OF_PEERS = ['react-dom', '@strapi/plugin-users-permissions'];

const files = execFileSync('tar', ['-tzf', packedPlugin()], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .map((path) => path.replace(/^package\//, ''));

/** What the built code imports, by package; what is inside of the build begins with a dot. */
async function importedPackages(): Promise<string[]> {
  await init;
  const modules = files.filter((path) => path.endsWith('.mjs'));
  const names = modules.flatMap((path) => {
    const [imports] = parse(readFileSync(`${PLUGIN_FOLDER}/${path}`, 'utf8'));
    return imports.flatMap(({ n }) => n ?? []);
  });
  const packages = names
    .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
  return [...new Set(packages)].sort();
}

describe('the package', () => {
  it('declares what it imports and nothing else', async () => {
    const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
    const imported = await importedPackages();

    expect(imported.length).toBeGreaterThan(20);
    expect(imported).toEqual(
      Object.keys(declared)
        .filter((name) => !PEERS_OF_PEERS.includes(name))
        .sort(),
    );
  });

  it('declares no range that the tests did not run with', () => {
    const declared = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies });
    const outside = declared.filter(([name, range]) => !satisfies(versionForPlugin(name), range));

    expect(outside).toEqual([]);
  });

  // npm would install the newest that fits, beside Strapi's own: errors that it does not know as its
  // own, and texts of the panel without a language.
  it('leaves to Strapi which versions there are of what Strapi brings', () => {
    const brought = broughtByStrapi();
    const left = Object.keys(manifest.peerDependenciesMeta);

    expect(left.length).toBeGreaterThan(0);
    expect(left).toEqual(
      Object.keys(manifest.peerDependencies).filter((name) => brought.has(name)),
    );
  });

  it('holds everything that its exports name, documentation and licence', () => {
    const exported = Object.values(manifest.exports).flatMap((entry) =>
      typeof entry === 'string'
        ? [entry]
        : Object.entries(entry).flatMap(([kind, path]) => (kind === 'source' ? [] : [path])),
    );
    for (const path of [...exported.map((name) => name.slice(2)), 'README.md', 'LICENSE']) {
      expect(files).toContain(path);
    }
    expect(readFileSync(`${PLUGIN_FOLDER}/LICENSE`, 'utf8')).toBe(readFileSync('LICENSE', 'utf8'));
  });

  it('holds no sources, no tests and nothing of the build', () => {
    const needless = files.filter(
      (path) =>
        !/^(bin|dist)\//.test(path) && !['package.json', 'README.md', 'LICENSE'].includes(path),
    );
    expect(needless).toEqual([]);
    const built = files.filter((path) => /\.(test\.|tsx?$|tsbuildinfo|map$)/.test(path));
    expect(built.filter((path) => !path.endsWith('.d.ts'))).toEqual([]);
  });

  it('is what Strapi expects of a plugin', () => {
    const program = resolve('node_modules/@strapi/sdk-plugin/bin/strapi-plugin.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'verify'], {
      cwd: PLUGIN_FOLDER,
      encoding: 'utf8',
    });
    expect([status, stdout + stderr]).toEqual([0, expect.any(String)]);
  });
});
