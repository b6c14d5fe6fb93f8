/** Crockford's base 32: no I, L, O and U, which people take for 1, 0 and V. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 5 bits each: 50 bits in all, of which nobody tries more than a handful. */
export const ACTIVATION_CODE_LENGTH = 10;

const GROUP_LENGTH = 5;

/** A code as people copy it, `XXXXX-XXXXX`; takes the lowest five bits of each random byte. */
export function activationCodeFrom(randomBytes: Uint8Array): string {
  if (randomBytes.length !== ACTIVATION_CODE_LENGTH) {
    throw new RangeError(`expected ${ACTIVATION_CODE_LENGTH} random bytes`);
  }
  const letters = [...randomBytes].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return `${letters.slice(0, GROUP_LENGTH)}-${letters.slice(GROUP_LENGTH)}`;
}

/** The same for whatever way it was typed: case, dashes and spaces, O for 0, I or L for 1. */
export function normaliseActivationCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}
