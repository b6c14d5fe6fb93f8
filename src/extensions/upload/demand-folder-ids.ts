import type { Context, Next } from 'koa';
import { precede, type Guarded } from '../../http/guard-route';
import { refuse } from '../../http/refuse';

/** The largest that the columns of ids take on PostgreSQL. */
const LARGEST_ID = 2 ** 31 - 1;

/**
 * Of what is no id, Strapi's look-up of a folder fails where nobody listens, and the request would
 * never be answered.
 */
export function demandFolderIds<Plugin extends Guarded>(plugin: Plugin): Plugin {
  precede(plugin, { method: 'POST', path: '/folders' }, demandIds);
  precede(plugin, { method: 'PUT', path: '/folders/:id' }, demandIds);
  precede(plugin, { method: 'POST', path: '/actions/bulk-move' }, demandIds);
  return plugin;
}

async function demandIds(ctx: Context, next: Next): Promise<void> {
  const { id } = ctx.params as Readonly<Record<string, string | undefined>>;
  const { parent, destinationFolderId } = ctx.request.body as Readonly<Record<string, unknown>>;
  const given = [id, parent, destinationFolderId].filter((one) => (one ?? null) !== null);
  if (!given.every(isId)) return refuse(ctx, 'INPUT_NOT_UNDERSTOOD');
  await next();
}

function isId(given: unknown): boolean {
  if (typeof given !== 'string' && typeof given !== 'number') return false;
  return /^\d+$/.test(String(given)) && Number(given) <= LARGEST_ID;
}
