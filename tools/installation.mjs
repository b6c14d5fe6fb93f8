import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const INSTALLED = 'node_modules/.installed-from';

/** Whether the packages that are there are those of the lockfile, compiled for this Node. */
export function isInstallationCurrent() {
  return existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === fingerprintOfPackages();
}

/** Says what the packages that are there were installed from. */
export function noteInstallation() {
  writeFileSync(INSTALLED, fingerprintOfPackages());
}

/** Packages with native code are compiled for one major version of Node on one kind of machine. */
function fingerprintOfPackages() {
  const { platform, arch, versions } = process;
  return createHash('sha256')
    .update(readFileSync('package-lock.json'))
    .update(`${platform} ${arch} ${versions.modules}`)
    .digest('hex');
}
