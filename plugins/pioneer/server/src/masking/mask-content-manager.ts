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
 * no names cannot find them out either: neither search, filter nor order goes by a name. Of no type
 * anything is found out about what nobody is shown: Strapi would sort by it.
 *
 * @throws DomainError NAMES_HIDDEN, FIELD_HIDDEN, ACCESS_NOT_LOGGED
 */
export function maskContentManager(strapi: Core.Strapi) {
  return async (context: ReadContext, next: () => Promise<unknown>): Promise<unknown> => {
    if (!READS.has(context.action)) return next();
    const ctx = strapi.requestContext.get();
    const state = ctx?.state as State | undefined;
    // Rules and commands read as they are; the content API has no route to members.
    if (ctx === undefined || state?.route?.info?.type !== 'admin') return next();
    try {
      const isMembers = context.uid === members.uid;
      refuseHidden(context, isMembers ? HIDDEN_OF_MEMBERS : HIDDEN);
      return isMembers ? await readMasked(strapi, ctx, context, next) : await next();
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

/** Of accounts and of users of the admin panel, to which most types lead. */
const ACCOUNTS = ['password', 'resetPasswordToken', 'confirmationToken', 'registrationToken'];
const HIDDEN = patternOf(ACCOUNTS);
const HIDDEN_OF_MEMBERS = patternOf([...ACCOUNTS, ...INTERNAL]);

function refuseHidden({ params: { filters, sort } }: ReadContext, hidden: RegExp): void {
  if (mentions(filters, hidden) || mentions(sort, hidden)) throw new DomainError('FIELD_HIDDEN');
}

function hideInternal(entry: unknown): void {
  if (typeof entry !== 'object' || entry === null) return;
  for (const name of INTERNAL) Reflect.deleteProperty(entry, name);
}

/** Strapi searches all texts of a type at once; here the number is left of them. */
function searchNumbersAlone(context: ReadContext): void {
  const { _q: words, ...params } = context.params;
  const { filters, sort } = params;
  if (mentions(filters, NAME) || mentions(sort, NAME)) throw new DomainError('NAMES_HIDDEN');
  if (typeof words !== 'string' || words === '') return;
  const byNumber = { number: { $containsi: words } };
  params.filters = filters === undefined ? byNumber : { $and: [filters, byNumber] };
  context.params = params;
}

const NAME = patternOf(['name']);

/** Finds these names as whole words, in paths and among keys. */
function patternOf(names: readonly string[]): RegExp {
  return new RegExp(`(?:^|[^a-z])(?:${names.join('|')})(?:[^a-z]|$)`, 'i');
}

/** Whether a part of a query goes by what is named so: by a key, or by the path in a text. */
function mentions(part: unknown, names: RegExp): boolean {
  if (typeof part === 'string') return names.test(part);
  if (Array.isArray(part)) return part.some((one) => mentions(one, names));
  if (typeof part !== 'object' || part === null) return false;
  return Object.entries(part).some(
    ([key, value]) => names.test(key) || (typeof value === 'object' && mentions(value, names)),
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
