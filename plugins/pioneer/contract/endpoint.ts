import { z } from 'zod';

/** Who may call: anybody, a member who is signed in, or an administrator of the admin panel. */
export type Access = 'public' | 'member' | 'administrator';

/** One endpoint: everything that server, clients and documentation need to know of it. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  /** What it is for, in one short English sentence. */
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below /api/pioneer, or below /pioneer for administrators. */
  readonly path: string;
  readonly access: Access;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly response: Response;
  /** The request is multipart/form-data: the fields of the body, and one file in the part `file`. */
  readonly takesFile: boolean;
  /** The answer is the content of a file, not JSON. */
  readonly givesFile: boolean;
  /** Request or answer holds a secret, so neither is kept to be repeated under a key. */
  readonly isOnce: boolean;
}

/** Where the paths of these endpoints begin. */
export function pathPrefixOf(access: Access): string {
  return access === 'administrator' ? '/pioneer' : '/api/pioneer';
}

/**
 * Members' writes may be repeated under a key; sessions and imports answer for themselves. So do
 * uploads, by their client id: no transaction is kept open while a file is looked at.
 */
export function takesIdempotencyKey({ access, method, takesFile, isOnce }: Endpoint): boolean {
  return access === 'member' && method !== 'GET' && !takesFile && !isOnce;
}

const nothing = z.strictObject({});
type Nothing = typeof nothing;

/** Describes an endpoint; what it does not mention must be empty. */
export function endpoint<
  Response extends z.ZodType,
  Params extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
>(description: {
  summary: string;
  method: Endpoint['method'];
  path: string;
  access: Access;
  params?: Params;
  query?: Query;
  body?: Body;
  response: Response;
  takesFile?: boolean;
  givesFile?: boolean;
  isOnce?: boolean;
}): Endpoint<Params, Query, Body, Response> {
  return {
    takesFile: false,
    givesFile: false,
    isOnce: false,
    ...description,
    params: description.params ?? (nothing as unknown as Params),
    query: description.query ?? (nothing as unknown as Query),
    body: description.body ?? (nothing as unknown as Body),
  };
}

/** What the server sees after it has parsed a request. */
export type RequestOf<E extends Endpoint> = {
  params: z.output<E['params']>;
  query: z.output<E['query']>;
  body: z.output<E['body']>;
};

/** What a client sends. */
export type CallOf<E extends Endpoint> = {
  params?: z.input<E['params']>;
  query?: z.input<E['query']>;
  body?: z.input<E['body']>;
  file?: File;
};

export type ResponseOf<E extends Endpoint> = z.output<E['response']>;
