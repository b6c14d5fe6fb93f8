/** An access token that would end within this time is renewed before it is used. */
const RENEW_BEFORE_END = 60_000;

/** Whether a token (a JWT) has ended or is about to; one that cannot be read counts as ended. */
export function needsRenewal(token: string, now = Date.now()): boolean {
  return endOf(token) - now < RENEW_BEFORE_END;
}

/** When a token ends, in milliseconds since 1970; its signature is the server's affair. */
function endOf(token: string): number {
  const payload = token.split('.')[1] ?? '';
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: number };
    return (exp ?? 0) * 1000;
  } catch {
    return 0;
  }
}
