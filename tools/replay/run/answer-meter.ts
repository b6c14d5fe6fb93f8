/** What the server said to all requests of a run. */
export interface AnswerCounts {
  requests: number;
  /** Refusals that races are bound to bring. */
  conflicts: number;
  /** Every other answer that is not a success, and requests that got none. */
  unexpected: number;
}

export interface AnswerMeter {
  /** Sends and counts; nothing is sent a second time. */
  readonly fetch: typeof fetch;
  readonly counts: Readonly<AnswerCounts>;
  /** The first unexpected answers, each in a line. */
  readonly surprises: readonly string[];
}

/** What whoever loses a race is told. */
export const CONFLICT_CODES: ReadonlySet<unknown> = new Set([
  'OPENING_FULL',
  'OPENING_FULL_MAY_WAIT',
  'CLAIM_ALREADY_LIVE',
  'CLAIM_CHANGED',
  'CLAIM_STATE_REFUSES',
  'EVALUATION_NOT_YOUR_TURN',
]);
const SURPRISES_KEPT = 20;

/** Wraps `fetch` so that no answer goes uncounted. */
export function createAnswerMeter(send: typeof fetch = fetch): AnswerMeter {
  const counts: AnswerCounts = { requests: 0, conflicts: 0, unexpected: 0 };
  const surprises: string[] = [];
  function surprise(input: Parameters<typeof fetch>[0], found: string): void {
    counts.unexpected += 1;
    const address = input instanceof Request ? input.url : String(input);
    if (surprises.length < SURPRISES_KEPT) surprises.push(`${address}: ${found}`);
  }
  return {
    counts,
    surprises,
    async fetch(input, init) {
      counts.requests += 1;
      const answer = await send(input, init).catch((error: unknown) => {
        surprise(input, `no answer (${String((error as Error).cause ?? error)})`);
        throw error;
      });
      if (answer.ok) return answer;
      const body = await answer.clone().text();
      if (answer.status === 409 && CONFLICT_CODES.has(codeIn(body))) counts.conflicts += 1;
      else surprise(input, `HTTP ${answer.status} ${body.slice(0, 300)}`);
      return answer;
    },
  };
}

function codeIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { error?: { details?: { code?: unknown } } }).error?.details?.code;
  } catch {
    return undefined;
  }
}
