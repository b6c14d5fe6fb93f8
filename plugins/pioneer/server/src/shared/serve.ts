import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { endpoints, type EndpointName, type Endpoints } from '../../../contract/endpoints';
import { takesIdempotencyKey, type RequestOf, type ResponseOf } from '../../../contract/endpoint';
import { findDatabaseFailure } from '../../../core/database-failure';
import { refusal } from '../../../core/errors';
import type { Language } from '../../../core/words';
import { answerRefusal, languageOf } from './answer-refusal';
import { panelSightOf, type Ability } from '../masking/panel-sight';
import type { Caller, CallingMember } from './caller';
import { DomainError } from './domain-error';
import { oncePerKey } from './idempotency';

/** A request after it was parsed by the contract. */
export type Request<Name extends EndpointName> = RequestOf<Endpoints[Name]> & {
  readonly caller: Caller;
  /** For cookies and addresses; everything else is in the request. */
  readonly ctx: Context;
};

export type Handler<Name extends EndpointName> = (
  request: Request<Name>,
) => Promise<ResponseOf<Endpoints[Name]>>;

/**
 * Turns a handler into a controller action: parses by the contract, lets a repeated
 * Idempotency-Key answer itself, and is the one place where refusals become HTTP.
 */
export function serve<Name extends EndpointName>(
  strapi: Core.Strapi,
  name: Name,
  handler: Handler<Name>,
): (ctx: Context) => Promise<void> {
  return answering(strapi, name, async (request) => {
    const { ctx } = request;
    const run = () => handler(request);
    ctx.body = await (takesIdempotencyKey(endpoints[name]) ? oncePerKey(strapi, ctx, run) : run());
    ctx.status = 200;
  });
}

/** The same for an endpoint that gives a file: what sends it says everything of the answer. */
export function serveFile<Name extends EndpointName>(
  strapi: Core.Strapi,
  name: Name,
  send: (request: Request<Name>) => Promise<void>,
): (ctx: Context) => Promise<void> {
  return answering(strapi, name, send);
}

function answering<Name extends EndpointName>(
  strapi: Core.Strapi,
  name: Name,
  answer: (request: Request<Name>) => Promise<void>,
): (ctx: Context) => Promise<void> {
  const schema = schemaOf(name);
  return async (ctx) => {
    const language = languageOf(ctx);
    // Successes hold words too: why a button is off, which row of an import was refused.
    ctx.vary('Accept-Language');
    if (isPersonal(name, ctx)) ctx.set('Cache-Control', 'private, no-store');
    try {
      await answer(parseRequest(name, ctx, { schema, language }));
    } catch (error) {
      answerError(strapi, ctx, error);
    }
  };
}

/** Whether the answer is for its reader alone: no cache on the way may keep it. */
function isPersonal(name: EndpointName, ctx: Context): boolean {
  const { access, method } = endpoints[name];
  return access !== 'public' || method !== 'GET' || ctx.get('Authorization') !== '';
}

/** Of all that an endpoint takes. Made once for all requests: zod compiles a schema when it is first used. */
function schemaOf(name: EndpointName) {
  const { params, query, body } = endpoints[name];
  return z.object({ params, query, body });
}

const PROBLEMS_IN = {
  zh: z.locales.zhCN().localeError,
  en: z.locales.en().localeError,
} as const satisfies Readonly<Record<Language, unknown>>;

function parseRequest<Name extends EndpointName>(
  name: Name,
  ctx: Context,
  { schema, language }: { schema: ReturnType<typeof schemaOf>; language: Language },
): Request<Name> {
  const hasBody = ctx.method !== 'GET';
  const parsed = schema.safeParse(
    { params: namedParams(ctx), query: ctx.query, body: hasBody ? (ctx.request.body ?? {}) : {} },
    { error: PROBLEMS_IN[language] },
  );
  if (!parsed.success) throw new InvalidInput(parsed.error);
  const caller = callerOf(name, ctx, language);
  return { ...(parsed.data as RequestOf<Endpoints[Name]>), caller, ctx };
}

/** Strapi's own routes for static files match every GET and leave a parameter named "0" behind. */
function namedParams(ctx: Context): Record<string, string> {
  const { params } = ctx as { params?: Record<string, string> };
  return Object.fromEntries(Object.entries(params ?? {}).filter(([name]) => !/^\d+$/.test(name)));
}

function callerOf(name: EndpointName, ctx: Context, language: Language): Caller {
  const { state } = ctx as { state: State };
  const isAdministrator = endpoints[name].access === 'administrator';
  return {
    member: state.pioneer ?? null,
    administratorId: isAdministrator ? (state.user?.documentId ?? null) : null,
    panelSight: panelSightOf(isAdministrator ? state.userAbility : undefined),
    language,
  };
}

/** What the strategies of members and of administrators have left. */
interface State {
  readonly pioneer?: CallingMember | null;
  readonly user?: { readonly documentId?: string };
  readonly userAbility?: Ability;
}

/** Enough to mend a form; a body of nothing but unknown keys is not answered key by key. */
const MAX_PROBLEMS = 20;

/** Names of fields are the caller's own, so they can be of any length. */
const MAX_PROBLEM_LENGTH = 200;

function shorten(text: string): string {
  return text.length <= MAX_PROBLEM_LENGTH ? text : `${text.slice(0, MAX_PROBLEM_LENGTH)}…`;
}

/** What is wrong with a request, field by field; never with the value, which may be a password. */
class InvalidInput extends DomainError {
  readonly problems: { path: string; message: string }[];

  constructor(error: z.ZodError) {
    const problems = error.issues.slice(0, MAX_PROBLEMS).map(({ path, message }) => ({
      path: shorten(path.slice(1).join('.')),
      message: shorten(message),
    }));
    const fields = [...new Set(problems.map(({ path, message }) => path || message))].join(', ');
    super('INPUT_INVALID', { count: error.issues.length, fields });
    this.problems = problems;
  }
}

function answerError(strapi: Core.Strapi, ctx: Context, error: unknown): void {
  if (error instanceof InvalidInput) {
    answerRefusal(ctx, error.refusal, { errors: error.problems });
  } else if (error instanceof DomainError) {
    answerRefusal(ctx, error.refusal);
  } else if (findDatabaseFailure(error) === 'away') {
    strapi.log.warn(`database away: ${String(error)}`);
    answerRefusal(ctx, refusal('DATABASE_UNAVAILABLE'));
  } else {
    strapi.log.error(error);
    answerRefusal(ctx, refusal('UNEXPECTED'));
  }
}
