import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { RequestRefused } from 'strapi-plugin-pioneer/contract';
import { z } from 'zod';
import { groupBy } from '../group';
import { canonicalJson } from '../replay/evidence/canonical';
import { FAULTS } from './options';

/**
 * What a run did and was told, as JSON lines: a request is written down before it is sent and its
 * answer when it arrives, so that whoever reads the file after a crash knows what may have happened.
 * Moments are milliseconds of the one process that wrote them all.
 */
const sentSchema = z.object({
  what: z.literal('sent'),
  id: z.number(),
  /** The Idempotency-Key, where it went along; repetitions of a request share it. */
  key: z.string(),
  node: z.number(),
  /** The member's id, or `administrator`. */
  actor: z.string(),
  op: z.string(),
  /** Ids of what it is about, by what they are. */
  about: z.record(z.string(), z.string()),
  /** Sent under a key that came with other content before: it must not be done. */
  isSpoilt: z.boolean().optional(),
  at: z.number(),
});

const answeredSchema = z.object({
  what: z.literal('answered'),
  id: z.number(),
  /** `unknown`: no answer, or one that does not say whether it was done. */
  outcome: z.enum(['ok', 'refused', 'unknown']),
  status: z.number().nullable(),
  code: z.string().nullable(),
  /** Of the whole answer. */
  digest: z.string().optional(),
  claimId: z.string().optional(),
  version: z.number().optional(),
  at: z.number(),
});

const faultSchema = z.object({
  what: z.literal('fault'),
  fault: z.enum(FAULTS),
  node: z.number().nullable(),
  from: z.number(),
  to: z.number(),
});

const lineSchema = z.discriminatedUnion('what', [sentSchema, answeredSchema, faultSchema]);
type Line = z.infer<typeof lineSchema>;
type Answered = z.infer<typeof answeredSchema>;

/** A request about to be sent. */
export type Intent = Omit<z.infer<typeof sentSchema>, 'what' | 'id' | 'at'>;
export type FaultSpan = Omit<z.infer<typeof faultSchema>, 'what'>;

/** A request with its answer. One that was never answered ended when the run did. */
export interface Attempt extends Intent, Omit<Answered, 'what' | 'at'> {
  readonly from: number;
  readonly to: number;
}

export interface History {
  readonly attempts: readonly Attempt[];
  readonly faults: readonly FaultSpan[];
}

export interface Recorder {
  readonly file: string;
  /** How many requests were sent. */
  readonly sent: number;
  /** The moment on the clock of the history. */
  now(): number;
  /** Writes down what is about to be sent, sends it, and writes down what came of it. Never throws. */
  send<Result>(intent: Intent, call: () => Promise<Result>): Promise<Answer<Result>>;
  fault(span: FaultSpan): void;
}

export interface Answer<Result> extends Omit<Answered, 'what' | 'at' | 'id'> {
  readonly result: Result | null;
}

export function createRecorder(file: string): Recorder {
  let sent = 0;
  const now = () => Math.round(performance.now() * 1000) / 1000;
  const write = (line: Line) => appendFileSync(file, `${JSON.stringify(line)}\n`);
  return {
    file,
    get sent() {
      return sent;
    },
    now,
    async send(intent, call) {
      sent += 1;
      const id = sent;
      write({ what: 'sent', id, ...intent, at: now() });
      const answer = await answerTo(call);
      const { result: _, ...told } = answer;
      write({ what: 'answered', id, ...told, at: now() });
      return answer;
    },
    fault: (span) => write({ what: 'fault', ...span }),
  };
}

async function answerTo<Result>(call: () => Promise<Result>): Promise<Answer<Result>> {
  try {
    const result = await call();
    return { outcome: 'ok', status: 200, code: null, result, ...factsOf(result) };
  } catch (error) {
    if (!(error instanceof RequestRefused)) {
      const code = error instanceof z.ZodError ? 'CONTRACT_BROKEN' : 'NO_ANSWER';
      return { outcome: 'unknown', status: null, code, result: null };
    }
    const { status, code } = error;
    return { outcome: status < 500 ? 'refused' : 'unknown', status, code, result: null };
  }
}

/** What an answer says of a claim, if it is about one. */
function factsOf(answer: unknown): Pick<Answered, 'digest' | 'claimId' | 'version'> {
  const digest = createHash('sha256')
    .update(canonicalJson(answer ?? null))
    .digest('base64url')
    .slice(0, 16);
  const { data } = (answer ?? {}) as { data?: Partial<Record<string, unknown>> };
  const assigned = (data?.assigned as { claimId: string }[] | undefined)?.[0]?.claimId;
  if (assigned !== undefined) return { digest, claimId: assigned, version: 1 };
  if (typeof data?.id !== 'string' || typeof data.version !== 'number') return { digest };
  return { digest, claimId: data.id, version: data.version };
}

/** Reads a history back. Throws on a line that is not of this form. */
export async function readHistory(file: string): Promise<History> {
  const sent = new Map<number, z.infer<typeof sentSchema>>();
  const answered = new Map<number, Answered>();
  const faults: FaultSpan[] = [];
  for await (const text of createInterface({ input: createReadStream(file) })) {
    const line = lineSchema.parse(JSON.parse(text));
    if (line.what === 'sent') sent.set(line.id, line);
    else if (line.what === 'answered') answered.set(line.id, line);
    else faults.push(line);
  }
  const attempts = [...sent.values()].map(({ what: _, at: from, ...intent }): Attempt => {
    const answer = answered.get(intent.id);
    if (answer === undefined) {
      const nothing = { outcome: 'unknown', status: null, code: 'NO_ANSWER' } as const;
      return { ...intent, ...nothing, from, to: Infinity };
    }
    const { what: __, at: to, ...told } = answer;
    return { ...intent, ...told, from, to };
  });
  return { attempts, faults };
}

/** Whether a request was under way at any time while something was broken. */
export function isDuring({ from, to }: Pick<Attempt, 'from' | 'to'>, fault: FaultSpan): boolean {
  return from <= fault.to && to >= fault.from;
}

/** Requests under one key, which are one piece of work however often they were sent. */
export function byKey(attempts: readonly Attempt[]): readonly (readonly Attempt[])[] {
  return [...groupBy(attempts, ({ key }) => key).values()];
}

/** Whether a piece of work was acknowledged, however often it was sent. */
export function isDone(sent: readonly Attempt[]): boolean {
  return sent.some(({ outcome }) => outcome === 'ok');
}

/** Whether nobody can say what came of it. */
export function isUnknown(sent: readonly Attempt[]): boolean {
  return !isDone(sent) && sent.some(({ outcome }) => outcome === 'unknown');
}
