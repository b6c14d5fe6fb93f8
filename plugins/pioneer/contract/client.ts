import { endpoints, type EndpointName } from './endpoints';
import { pathPrefixOf, type CallOf, type ResponseOf } from './endpoint';

/** What the server answers when it refuses. */
export interface RefusalBody {
  readonly status: number;
  readonly name: string;
  readonly message: string;
  readonly details: { readonly code: string } & Readonly<Record<string, unknown>>;
}

/** A named refusal of the server, or an answer that is none of its own. */
export class RequestRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'RequestRefused';
  }
}

export interface ClientOptions {
  /** Where the server listens, without a path: `http://127.0.0.1:1337`. */
  readonly url: string;
  /** Asked before every request; members' access tokens and administrators' alike. */
  readonly token?: () => string | null;
  readonly language?: 'zh' | 'en';
  readonly fetch?: typeof fetch;
}

export type CallOptions<Name extends EndpointName> = CallOf<(typeof endpoints)[Name]> & {
  readonly idempotencyKey?: string;
};

export type Call = <Name extends EndpointName>(
  name: Name,
  options?: CallOptions<Name>,
) => Promise<ResponseOf<(typeof endpoints)[Name]>>;

/**
 * A typed caller for every endpoint. Answers are parsed by the contract, so a server that breaks
 * it is noticed here. Throws `RequestRefused` for every answer that is not a success.
 */
export function createClient(options: ClientOptions): Call {
  const send = options.fetch ?? fetch;
  return async (name, call = {}) => {
    const { method, access, response, takesFile, givesFile } = endpoints[name];
    const content = takesFile ? formOf(call) : jsonOf(call);
    const token = options.token?.() ?? null;
    const answer = await send(addressOf(options.url, name, call), {
      method,
      headers: {
        accept: 'application/json',
        'accept-language': options.language ?? 'zh',
        // Of a form, fetch says the type itself: it knows what stands between the parts.
        ...(typeof content === 'string' ? { 'content-type': 'application/json' } : {}),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
      },
      ...(access === 'public' ? { credentials: 'include' as const } : {}),
      ...(content === undefined ? {} : { body: content }),
    });
    if (givesFile && answer.ok) {
      const file = new File([await answer.blob()], '');
      return response.parse(file) as ResponseOf<(typeof endpoints)[typeof name]>;
    }
    const body: unknown = await answer.json().catch(() => null);
    if (!answer.ok) throw refusedBy(answer.status, body);
    return response.parse(body) as ResponseOf<(typeof endpoints)[typeof name]>;
  };
}

function jsonOf({ body }: { body?: unknown }): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}

function formOf({ body, file }: { body?: unknown; file?: File }): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(body ?? {})) form.append(key, String(value));
  if (file !== undefined) form.append('file', file);
  return form;
}

function addressOf(
  url: string,
  name: EndpointName,
  call: { params?: unknown; query?: unknown },
): URL {
  const { path, access } = endpoints[name];
  const params = (call.params ?? {}) as Record<string, string>;
  const filled = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  const address = new URL(pathPrefixOf(access) + filled, url);
  for (const [key, value] of Object.entries((call.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined) address.searchParams.set(key, String(value));
  }
  return address;
}

function refusedBy(status: number, body: unknown): RequestRefused {
  const error = (body as { error?: RefusalBody } | null)?.error;
  const code = error?.details?.code ?? error?.name ?? 'NO_ANSWER';
  return new RequestRefused(status, code, error?.message ?? `HTTP ${status}`, error?.details);
}
