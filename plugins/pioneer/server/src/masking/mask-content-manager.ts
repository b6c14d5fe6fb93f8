import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { originOf } from '../access-log/origin';
import { logOrRefuse } from '../access-log/write-access';
import { members } from '../people/tables';
import { DomainError } from '../shared/domain-error';
import { asContentManagerError } from '../work/content-manager-error';
import { panelSightOf, type Ability } from './panel-sight';
import { shownName } from './show-person';

/** What Strapi hands to a document middleware, as far as it is used here. */
interface ReadContext {
  readonly uid: string;
  readonly action: string;
  params: Record<string, unknown>;
}

const READS = new Set(['findMany', 'findFirst', 'findOne', 'count']);

/**
 * Shows members in the Content Manager as the plugin's own endpoints show them: by name to whom has
 * the permission for it, with an entry in the access log, and masked to everybody else. Whoever sees
 * no names cannot find them out either: neither search, filter nor order goes by a name.
 *
 * @throws DomainError NAMES_HIDDEN, ACCESS_NOT_LOGGED
 */
export function maskContentManager(strapi: Core.Strapi) {
  return async (context: ReadContext, next: () => Promise<unknown>): Promise<unknown> => {
    if (context.uid !== members.uid || !READS.has(context.action)) return next();
    const ctx = strapi.requestContext.get();
    const state = ctx?.state as State | undefined;
    // Rules and commands read as they are; the content API has no route to members.
    if (ctx === undefined || state?.route?.info?.type !== 'admin') return next();
    try {
      return await readMasked(strapi, ctx, context, next);
    } catch (error) {
      throw error instanceof DomainError ? asContentManagerError(strapi, error) : error;
    }
  };
}

async function readMasked(
  strapi: Core.Strapi,
  ctx: Context,
  context: ReadContext,
  next: () => Promise<unknown>,
): Promise<unknown> {
  const sight = panelSightOf((ctx.state as State).userAbility);
  if (sight.name !== 'full') searchNumbersAlone(context);
  const found = await next();
  const entries: unknown[] = Array.isArray(found) ? found : [found];
  for (const entry of entries) hideInternal(entry);
  const named = entries.filter(isNamed);
  if (sight.name === 'full') await log(strapi, ctx, named);
  else for (const member of named) member.name = shownName(sight, member.name);
  return found;
}

interface State {
  readonly user?: { readonly documentId?: string };
  readonly userAbility?: Ability;
  readonly route?: { readonly info?: { readonly type?: string } };
}

interface Named {
  readonly documentId: string;
  name: string;
}

function isNamed(entry: unknown): entry is Named {
  return typeof (entry as Partial<Named> | null)?.name === 'string';
}

/** What only rules read: hashes, sealed phones, keys. Strapi's private fields are private to its API alone. */
const INTERNAL = [
  'salt',
  ...Object.entries(members.columns)
    .filter(([, { attribute }]) => attribute.private === true)
    .map(([name]) => name),
];

function hideInternal(entry: unknown): void {
  if (typeof entry !== 'object' || entry === null) return;
  for (const name of INTERNAL) Reflect.deleteProperty(entry, name);
}

/** Strapi searches all texts of a type at once; here the number is left of them. */
function searchNumbersAlone(context: ReadContext): void {
  const { _q: words, ...params } = context.params;
  const { filters, sort } = params;
  if (mentionsName(filters) || mentionsName(sort)) throw new DomainError('NAMES_HIDDEN');
  if (typeof words !== 'string' || words === '') return;
  const byNumber = { number: { $containsi: words } };
  params.filters = filters === undefined ? byNumber : { $and: [filters, byNumber] };
  context.params = params;
}

const NAME = /(^|[^a-z])name([^a-z]|$)/i;

function mentionsName(part: unknown): boolean {
  if (typeof part === 'string') return NAME.test(part);
  if (Array.isArray(part)) return part.some(mentionsName);
  if (typeof part !== 'object' || part === null) return false;
  return Object.entries(part).some(
    ([key, value]) => NAME.test(key) || (typeof value === 'object' && mentionsName(value)),
  );
}

async function log(strapi: Core.Strapi, ctx: Context, named: readonly Named[]): Promise<void> {
  if (named.length === 0) return;
  const { user } = ctx.state as State;
  await logOrRefuse(strapi, {
    kind: 'personRead',
    actor: { kind: 'administrator', id: user?.documentId ?? null },
    origin: originOf(ctx),
    isSuccess: true,
    details: { path: ctx.path, names: named.map(({ documentId }) => documentId) },
  });
}
