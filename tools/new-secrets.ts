import { randomBytes } from 'node:crypto';
import { SECRETS } from '../src/startup/refuse-unsafe-configuration';

/** A random text for each secret without which no server starts. */
export function newSecrets(): Readonly<Record<string, string>> {
  const names = Object.keys(SECRETS);
  return Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64')]));
}
