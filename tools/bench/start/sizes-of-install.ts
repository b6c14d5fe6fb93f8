import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MEGABYTE = 1024 * 1024;
const BUILT = ['dist', 'plugins/pioneer/dist'];

/** How many megabytes lie on the disk: packages, those of them that production runs, what was built. */
export function sizesOfInstall() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Readonly<Record<string, { readonly dev?: boolean }>>;
  };
  const installed = Object.keys(packages).filter(
    (path) => path.includes('node_modules/') && existsSync(path),
  );
  const run = installed.filter((path) => packages[path]?.dev !== true);
  const sizeOf = (folders: readonly string[]) =>
    folders.reduce((sum, folder) => sum + bytesIn(folder), 0) / MEGABYTE;
  return {
    packagesMegabytes: sizeOf(installed),
    packagesOfProductionMegabytes: sizeOf(run),
    builtMegabytes: sizeOf(BUILT),
  };
}

/** Without the packages of a package, which have places of their own in the lockfile, and links. */
function bytesIn(folder: string): number {
  const entries = lstatSync(folder).isSymbolicLink()
    ? []
    : readdirSync(folder, { withFileTypes: true });
  return entries.reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + bytesIn(path);
    return entry.isFile() ? sum + lstatSync(path).size : sum;
  }, 0);
}
