/**
 * For servers whose members are played by a program: whatever it writes is let in at once. People are
 * held to `MEMBER_WRITES_BURST` and `MEMBER_WRITES_PER_SECOND`.
 */
export const FAST_WRITERS = {
  MEMBER_WRITES_BURST: '1000000',
  MEMBER_WRITES_PER_SECOND: '1000000',
} as const;
