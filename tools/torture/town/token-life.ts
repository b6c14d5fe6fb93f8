const MINUTE = 60_000;

/** As far as the clock of a node may be off, ahead or behind. */
export const MOST_SKEW_MS = 2 * MINUTE;

/**
 * How long before its end people renew an access token, whose ten minutes are those of the node that
 * made it: a node whose clock is ahead takes it for ended by so much earlier, and refuses it.
 */
export const RENEW_BEFORE_END_MS = 2 * MOST_SKEW_MS + MINUTE;
