import autocannon from 'autocannon';

/** A request to be sent. */
export interface Asked {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
}

/** What became of many requests. */
export interface Driven {
  readonly sent: number;
  /** How many were answered with each status; 0 stands for no answer. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50ms: number;
  readonly p95ms: number;
  readonly p99ms: number;
}

/** How many were answered as they should be. */
export function succeeded({ statuses }: Pick<Driven, 'statuses'>): number {
  return statuses[200] ?? 0;
}

/**
 * Sends so many requests over so many connections, each connection one after the other, as fast as
 * they are answered.
 *
 * @param next gives another request every time
 */
export async function drive(options: {
  readonly url: string;
  readonly connections: number;
  readonly amount: number;
  readonly next: () => Asked;
}): Promise<Driven> {
  const { url, connections, amount, next } = options;
  const statuses: Record<number, number> = {};
  const latencies: number[] = [];
  const startedAt = performance.now();
  // autocannon itself ends at the next full second.
  let endedAt = startedAt;
  const result = await new Promise<autocannon.Result>((done, fail) => {
    const instance = autocannon(
      {
        url,
        connections,
        amount,
        timeout: 60,
        requests: [{ setupRequest: (request) => ({ ...request, ...requestOf(next()) }) }],
      },
      (error: Error | null, ended) => (error === null ? done(ended) : fail(error)),
    );
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      latencies.push(milliseconds);
      endedAt = performance.now();
    });
  });
  const seconds = (endedAt - startedAt) / 1000;
  const unanswered = result.errors + result.timeouts;
  if (unanswered > 0) statuses[0] = unanswered;
  return {
    sent: amount,
    statuses,
    seconds,
    perSecond: amount / seconds,
    ...percentilesOf(latencies),
  };
}

/** Nearest rank: the least latency that so large a part did not exceed. */
export function percentilesOf(latencies: readonly number[]) {
  const sorted = [...latencies].sort((one, other) => one - other);
  const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
  return { p50ms: at(0.5), p95ms: at(0.95), p99ms: at(0.99) };
}

function requestOf({ method, path, token, body }: Asked) {
  return {
    method,
    path,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}
