import type { Context, Next } from 'koa';
import { precede, type Guarded } from '../../http/guard-route';
import { refuse } from '../../http/refuse';

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
  const { parent, destinationFolderId } = ctx.request.body as Readonly<Record<string, unknown>>;
  const isOdd = [parent, destinationFolderId].some((id) => typeof (id ?? '') === 'object');
  if (isOdd) return refuse(ctx, 'INPUT_NOT_UNDERSTOOD');
  await next();
}
