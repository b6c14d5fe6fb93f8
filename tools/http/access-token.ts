/** An access token that would end within this time is renewed before it is used. */
const RENEW_BEFORE_END = 60_000;

/**
 * Keeps a token that is good for the next request. Requests that find it nearly over at the same
 * moment wait for one and the same renewal: many sign-ins at once would look like an attack.
 */
export class AccessToken {
  private renewal: Promise<void> | null = null;

  constructor(
    private token: string,
    private readonly signIn: () => Promise<string>,
    private readonly renewBefore = RENEW_BEFORE_END,
  ) {}

  /** As it is now; `prepare` first. */
  get current(): string {
    return this.token;
  }

  /** Renews the token when it has ended or is about to. */
  async prepare(now = Date.now()): Promise<void> {
    if (endOf(this.token) - now >= this.renewBefore) return;
    this.renewal ??= this.renew().finally(() => {
      this.renewal = null;
    });
    await this.renewal;
  }

  private async renew(): Promise<void> {
    this.token = await this.signIn();
  }
}

/** When a token (a JWT) ends, in milliseconds since 1970; one that cannot be read has ended. */
function endOf(token: string): number {
  const payload = token.split('.')[1] ?? '';
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: number };
    return (exp ?? 0) * 1000;
  } catch {
    return 0;
  }
}
