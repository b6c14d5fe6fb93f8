import { request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { countBy } from 'lodash';
import { percentilesOf, type Asked } from '../load/drive';

/** How it went. */
export interface Rush {
  readonly perSecond: number;
  readonly p50ms: number;
  readonly p99ms: number;
  readonly slowestMs: number;
  /** How many were told what: OK, a code of ours, or the status or the error where there is none. */
  readonly told: Readonly<Record<string, number>>;
}

/** Everybody asks once, as many come within so long; one after the other goes to the next address. */
export async function playRush(
  urls: readonly string[],
  all: readonly Asked[],
  arrivalsMs: number,
): Promise<Rush> {
  const startedAt = performance.now();
  const answers = await Promise.all(
    all.map(async (asked, index) => {
      await wait((arrivalsMs * index) / all.length);
      return ask(urls[index % urls.length] ?? '', asked);
    }),
  );
  const latencies = answers.map(({ milliseconds }) => milliseconds);
  return {
    perSecond: all.length / ((performance.now() - startedAt) / 1000),
    ...percentilesOf(latencies),
    slowestMs: Math.max(...latencies),
    told: countBy(answers, 'told'),
  };
}

/** What somebody was told, and after how long. */
interface Answer {
  readonly told: string;
  readonly milliseconds: number;
}

/** By node:http: `fetch` takes two to three times as much of the processor, which the nodes need. */
async function ask(url: string, { method, path, token, body }: Asked): Promise<Answer> {
  const startedAt = performance.now();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = new Promise<IncomingMessage>((come, fail) => {
    const sent = request(url + path, { method, headers }, come);
    sent.on('error', fail).end(JSON.stringify(body));
  });
  // A connection that was closed instead of answered is an outcome of the rush, and no end of it.
  const told = await answer.then(read).catch((error: unknown) => String(error));
  return { told, milliseconds: performance.now() - startedAt };
}

async function read(answer: IncomingMessage): Promise<string> {
  const { error } = (await json(answer)) as { error?: { details?: { code?: string } } };
  return answer.statusCode === 200 ? 'OK' : (error?.details?.code ?? `${answer.statusCode}`);
}
