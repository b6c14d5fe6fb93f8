import { refusal, type Refusal } from '../errors';

/**
 * ASVS 5.0 6.2: long rather than complicated. bcrypt reads no more than 72 bytes, so longer ones
 * are refused rather than silently cut.
 */
export const PASSWORD_MIN_CHARACTERS = 8;
export const PASSWORD_MAX_BYTES = 72;

/** What makes a password unusable, or null. `bytes` is its length in UTF-8. */
export function findPasswordRefusal(password: {
  text: string;
  bytes: number;
  memberNumber: string;
}): Refusal | null {
  const { text, bytes, memberNumber } = password;
  const characters = [...text];
  if (characters.length < PASSWORD_MIN_CHARACTERS) {
    const [found, expected] = [characters.length, PASSWORD_MIN_CHARACTERS];
    return refusal('PASSWORD_TOO_SHORT', { found, expected });
  }
  if (bytes > PASSWORD_MAX_BYTES) {
    return refusal('PASSWORD_TOO_LONG', { found: bytes, expected: PASSWORD_MAX_BYTES });
  }
  if (text.toLowerCase().includes(memberNumber.toLowerCase())) {
    return refusal('PASSWORD_HOLDS_NUMBER');
  }
  return new Set(characters).size === 1 ? refusal('PASSWORD_REPETITIVE') : null;
}
