import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { takesIdempotencyKey, type Endpoint } from '../../../contract/endpoint';
import type { RefusalStatus } from '../../../contract/refusals';

/** What the statuses of refusals mean; the code of a refusal says it exactly. */
const MEANINGS: Readonly<Record<RefusalStatus, string>> = {
  400: 'The request is not as expected.',
  401: 'Nobody is signed in, or the sign-in has ended or failed.',
  403: 'Whoever is signed in may not do this.',
  404: 'There is nothing here, or the reader may not see it.',
  409: 'The state that things are in does not allow it.',
  413: 'The body is too large.',
  415: 'The body is of a type that is not read.',
  422: 'The Idempotency-Key came with another request before.',
  429: 'Too many attempts, or changes that come too fast.',
  500: 'Something unexpected happened; nothing was saved.',
  503: 'The database, or what has to be written with this, cannot be reached; nothing was saved.',
};

export const REFUSAL_STATUSES = Object.keys(MEANINGS).map(Number) as RefusalStatus[];

/** Statuses with which the server says when to come back. */
const WITH_RETRY_AFTER: readonly RefusalStatus[] = [429, 503];

const RETRY_AFTER: Record<string, OpenAPIV3_1.HeaderObject> = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
};

const NOT_AN_ADMINISTRATOR = 'NotAnAdministrator';

/** Every answer that is a refusal, by the name under which operations refer to it. */
export const REFUSAL_RESPONSES: Readonly<Record<string, OpenAPIV3_1.ResponseObject>> = {
  ...Object.fromEntries(
    REFUSAL_STATUSES.map((status) => [
      `Refusal${status}`,
      {
        description: MEANINGS[status],
        ...(WITH_RETRY_AFTER.includes(status) ? { headers: RETRY_AFTER } : {}),
        content: jsonOf(`Refusal${status}`),
      },
    ]),
  ),
  [NOT_AN_ADMINISTRATOR]: {
    description: 'Strapi did not let the caller into the admin panel, or not as far as this.',
    content: jsonOf('StrapiError'),
  },
};

function jsonOf(component: string): OpenAPIV3_1.ResponseObject['content'] {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${component}` } } };
}

/** The refusals that an endpoint may answer with, by status. */
export function refusalsOf(endpoint: Endpoint): Record<string, OpenAPIV3_1.ReferenceObject> {
  return Object.fromEntries(
    statusesOf(endpoint).map((status) => [String(status), { $ref: referenceTo(status, endpoint) }]),
  );
}

function statusesOf(endpoint: Endpoint): RefusalStatus[] {
  const { access, method, path } = endpoint;
  const isWrite = method !== 'GET';
  const possible: readonly [RefusalStatus, boolean][] = [
    [400, true],
    [401, true],
    [403, true],
    // What a body names may not be there either; of whoever signs in nobody is told that.
    [404, path.includes('/:') || (isWrite && !takesPassword(endpoint))],
    [409, isWrite],
    [413, isWrite],
    [415, isWrite],
    [422, takesIdempotencyKey(endpoint)],
    // Whoever may type a password could go on guessing, and members write no faster than people do.
    [429, isWrite && (takesPassword(endpoint) || access === 'member')],
    [500, true],
    [503, true],
  ];
  return possible.flatMap(([status, isPossible]) => (isPossible ? [status] : []));
}

function takesPassword({ body }: Endpoint): boolean {
  return body instanceof z.ZodObject && 'password' in body.shape;
}

function referenceTo(status: RefusalStatus, { access }: Endpoint): string {
  const isOfStrapi = access === 'administrator' && (status === 401 || status === 403);
  return `#/components/responses/${isOfStrapi ? NOT_AN_ADMINISTRATOR : `Refusal${status}`}`;
}
