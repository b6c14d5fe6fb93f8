import { RequestRefused, type RefusalBody } from 'strapi-plugin-pioneer/contract';

export interface JsonRequest {
  readonly fetch: typeof fetch;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly body?: unknown;
  readonly token?: string;
  readonly cookie?: string;
}

/**
 * Sends JSON to an endpoint that is not in the contract (Strapi's own) and gives back the parsed
 * answer. Throws `RequestRefused` for every answer that is not a success.
 */
export async function sendJson(request: JsonRequest): Promise<unknown> {
  const { fetch, method, url, body, token, cookie } = request;
  const answer = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const parsed: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw refusedBy(answer.status, parsed);
  return parsed;
}

function refusedBy(status: number, body: unknown): RequestRefused {
  const error = (body as { error?: Partial<RefusalBody> } | null)?.error;
  const code = error?.details?.code ?? error?.name ?? 'NO_ANSWER';
  return new RequestRefused(status, code, error?.message ?? `HTTP ${status}`, error?.details);
}
