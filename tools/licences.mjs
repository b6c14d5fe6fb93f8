/**
 * `npm run licences`: every package that production runs is under a licence that lets towns use,
 * change and hand on the whole, or is an exception with its reason here.
 */

import { init } from 'license-checker-rseidelsohn';
import satisfies from 'spdx-satisfies';

const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];

/** By the beginning of the name. */
const EXCEPTIONS = {
  '@strapi/': 'MIT outside of its ee folders, which need a licence only where they are switched on',
  '@img/sharp-libvips-': 'LGPL-3.0: a library of its own, linked at run time and left as it is',
  '@vercel/stega@': 'MPL-2.0: used as it is',
  lightningcss: 'MPL-2.0: used as it is',
  'caniuse-lite@': 'CC-BY-4.0: data, which names its source',
  'spdx-exceptions@': 'CC-BY-3.0: data, which names its source',
  'only@': 'MIT by its readme',
  'pause@': 'MIT by its readme',
  'spawn-command@': 'MIT by its readme',
};

const folder = process.argv[2] ?? process.cwd();
init({ start: folder, production: true, excludePrivatePackages: true }, (error, packages) => {
  if (error) throw error;
  const names = Object.keys(packages);
  const refused = names.filter((name) => !isException(name) && !isAllowed(packages[name].licenses));
  for (const name of refused) console.error(`${name} is under ${packages[name].licenses}`);
  console.log(
    `${names.length} packages of production, ${refused.length} under no licence we allow.`,
  );
  process.exitCode = refused.length === 0 && names.length > 0 ? 0 : 1;
});

function isException(name) {
  return Object.keys(EXCEPTIONS).some((beginning) => name.startsWith(beginning));
}

/** Whether an SPDX expression can be met; what is no expression cannot. */
function isAllowed(licence) {
  try {
    return satisfies(String(licence), ALLOWED);
  } catch {
    return false;
  }
}
