import { endpoints, MAX_EVIDENCE_BYTES } from 'strapi-plugin-pioneer/contract';

const MEGABYTE = 1024 * 1024;

/** What a form says around its file. */
const ENVELOPE = MEGABYTE;

const LARGE = Object.values(endpoints)
  .filter(({ takesFile }) => takesFile)
  .map(({ path }) => new RegExp(`^/api/pioneer${path.replaceAll(/:\w+/g, '[^/]+')}/?$`, 'i'));

/** The most bytes that an upload to an address may have: photos straight from a phone are large. */
export function uploadLimitOf(path: string): number {
  return LARGE.some((pattern) => pattern.test(path))
    ? MAX_EVIDENCE_BYTES + ENVELOPE
    : 10 * MEGABYTE;
}
