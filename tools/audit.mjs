/**
 * `npm run audit`: asks the registry for known holes in what production runs. Ends with 0 only when it
 * was asked, answered and named none.
 */

import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const report = parse(stdout);
process.exitCode = tell(report);

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { message: 'npm audit gave no report' };
  }
}

function tell({ vulnerabilities, message }) {
  if (vulnerabilities === undefined) {
    console.error(
      `Nothing was audited: the registry gave no advisories (${message ?? 'no reason given'}). ` +
        'Run it where the registry that npm is configured with answers audits.',
    );
    return 1;
  }
  const found = Object.values(vulnerabilities);
  for (const { name, severity, range, fixAvailable } of found) {
    console.error(`${severity}: ${name} ${range}${fixAvailable ? ', which has a fix' : ''}`);
  }
  console.log(`${found.length} packages of production have known holes.`);
  return found.length === 0 ? 0 : 1;
}
