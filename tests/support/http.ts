import { RequestRefused } from 'strapi-plugin-pioneer/contract';

/** A request as it goes over the wire; `raw` sends bytes that are no JSON, or odd JSON, as they are. */
export interface WireRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly path: string;
  readonly token?: string | null | undefined;
  readonly body?: unknown;
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, refused or not, with its body parsed as far as it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: AnswerBody;
}

/** What answers of the API have in common; the tests that look deeper parse by the contract. */
export interface AnswerBody {
  readonly data?: unknown;
  readonly error?: {
    readonly status: number;
    readonly name: string;
    readonly message: string;
    readonly details: Readonly<Record<string, unknown>> & { readonly code?: string };
  };
}

/** Sends a request past the typed client, which would not let odd input through. */
export async function send(request: WireRequest): Promise<Answer> {
  const { method = 'GET', url, path, token, body, raw, headers } = request;
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      accept: 'application/json',
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined || token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: parse(text) };
}

function parse(text: string): AnswerBody {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch {
    return {};
  }
}

/** The code of a refusal, the name of an error without one, or the status of a success. */
export function codeOf({ status, body }: Answer): string {
  return body.error?.details?.code ?? body.error?.name ?? String(status);
}

/** An answer in JSON that says no by name, and nothing else. */
export function isRefusal({ status, headers, body }: Answer): boolean {
  const isJson = headers.get('content-type')?.startsWith('application/json') ?? false;
  return status >= 400 && status < 500 && isJson && body.error !== undefined;
}

/** The refusal that a call of the typed client must end in. */
export async function refusalOf(call: Promise<unknown>): Promise<RequestRefused> {
  const outcome = await call.catch((error: unknown) => error);
  if (outcome instanceof RequestRefused) return outcome;
  if (outcome instanceof Error) throw outcome;
  throw new Error(`expected a refusal, got ${JSON.stringify(outcome)}`);
}

/** The same where only the code counts. */
export async function codeOfRefusal(call: Promise<unknown>): Promise<string> {
  return (await refusalOf(call)).code;
}

/** Everything of an answer that whoever asked can compare, apart from the moment. */
export function comparable({ status, text, headers }: Answer) {
  const volatile = new Set(['date', 'x-request-id', 'x-response-time', 'keep-alive', 'connection']);
  return { status, text, headers: [...headers].filter(([name]) => !volatile.has(name)) };
}

/** A form as it goes over the wire. */
export async function bytesOf(form: FormData): Promise<Pick<WireRequest, 'raw' | 'headers'>> {
  const whole = new Response(form);
  const type = whole.headers.get('content-type') ?? '';
  return { raw: Buffer.from(await whole.arrayBuffer()), headers: { 'content-type': type } };
}
