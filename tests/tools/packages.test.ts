import { readFileSync } from 'node:fs';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const STRAPI = '5.54.0';
/** Strapi packages with releases of their own. */
const OWN_RELEASES = ['design-system', 'icons', 'sdk-plugin', 'ui-primitives'];

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};

/** Every locked version of the packages whose name fits, by the folder it is installed in. */
function versionsOf(name: RegExp): Record<string, string | undefined> {
  const found = Object.entries(packages).filter(([folder]) => {
    return name.test(folder.split('node_modules/').pop() ?? '');
  });
  return Object.fromEntries(found.map(([folder, { version }]) => [folder, version]));
}

describe('the lockfile', () => {
  it(`holds every core package of Strapi in version ${STRAPI} only`, () => {
    const core = versionsOf(new RegExp(`^@strapi/(?!(${OWN_RELEASES.join('|')})$)`));
    expect(Object.keys(core).length).toBeGreaterThan(15);
    expect(new Set(Object.values(core))).toEqual(new Set([STRAPI]));
  });

  it('holds one zod 4, so that schemas of plugin and Strapi know each other', () => {
    const versions = Object.values(versionsOf(/^zod$/)).filter((it) => it?.startsWith('4.'));
    expect(versions).toEqual(['4.4.3']);
  });

  it('holds one knex, the one of Strapi', () => {
    expect(Object.values(versionsOf(/^knex$/))).toEqual(['3.0.1']);
  });

  it('names no registry', () => {
    const named = Object.values(packages).filter(({ resolved, link }) => !link && resolved);
    expect(named).toEqual([]);
  });

  // npm ci refuses a lockfile in which the package of another platform is missing.
  it('is complete for every platform', () => {
    const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isInstalledFor(folder, name)),
    );
    expect(missing).toEqual([]);
  });
});

/** Whether Node would find a package from a folder: in it, or further up. */
function isInstalledFor(folder: string, name: string): boolean {
  if (packages[`${folder && `${folder}/`}node_modules/${name}`]) return true;
  if (folder === '') return false;
  return isInstalledFor(folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/'))), name);
}
