import type { Context, Next } from 'koa';
import { refuse } from '../http/refuse';
import {
  findUnstorable,
  isBeyondAllRows,
  isPopulatedTooDeep,
  MAX_DEPTH,
} from '../http/storable-input';

/**
 * Refuses, before anything looks at them, texts that no database stores and queries beyond the
 * bounds of config/middlewares.ts.
 */
export default () =>
  async (ctx: Context, next: Next): Promise<void> => {
    forgetParsedQueries(ctx);
    const query = readQuery(ctx);
    if (query instanceof RangeError) {
      return refuse(ctx, 'QUERY_TOO_LARGE', { problem: query.message });
    }
    if (isBeyondAllRows(query)) return refuse(ctx, 'VALUE_NOT_STORABLE');
    if (isPopulatedTooDeep(query)) return refuse(ctx, 'QUERY_TOO_LARGE');
    const { body, files } = ctx.request as { body?: unknown; files?: Record<string, unknown> };
    for (const [where, input] of Object.entries({ path: readPath(ctx), query, body })) {
      const code = findUnstorable(input);
      if (code !== null) return refuse(ctx, code, { where, expected: MAX_DEPTH });
    }
    if (findUnstorable(namesOf(files)) !== null) {
      return refuse(ctx, 'TEXT_NOT_STORABLE', { where: 'files' });
    }
    await next();
  };

/**
 * Strapi looks up what it has parsed by the text of the query: under "__proto__" it would find what all
 * objects of the process have in common, and take it for the parameters that somebody sent.
 */
function forgetParsedQueries({ request }: Context): void {
  (request as { _querycache?: object })._querycache = Object.create(null) as object;
}

/** The parser throws when first asked, if there is more than it may take. */
function readQuery(ctx: Context): object {
  try {
    return ctx.query;
  } catch (error) {
    if (error instanceof RangeError) return error;
    throw error;
  }
}

/** A path that is no UTF-8 is read as half a character, which is what it is. */
function readPath(ctx: Context): string {
  try {
    return decodeURIComponent(ctx.path);
  } catch {
    return '\uD800';
  }
}

function namesOf(files: Record<string, unknown> = {}): unknown[] {
  return Object.values(files)
    .flat()
    .map((file) => (file as { originalFilename?: unknown }).originalFilename);
}
