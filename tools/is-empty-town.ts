import type { Core } from '@strapi/strapi';

/** Whether nobody has worked with this database yet: no administrator and no task. */
export async function isEmptyTown(strapi: Core.Strapi): Promise<boolean> {
  const taskTypes = Object.values(strapi.contentTypes).filter(
    ({ pluginOptions }) => partOf(pluginOptions) === 'task',
  );
  for (const uid of ['admin::user', ...taskTypes.map((type) => type.uid)]) {
    if ((await strapi.db.query(uid).count()) > 0) return false;
  }
  return true;
}

/** A content type says by `pluginOptions.pioneer.part` what it is. */
function partOf(pluginOptions: object | undefined): unknown {
  const { pioneer } = (pluginOptions ?? {}) as { pioneer?: { part?: unknown } };
  return pioneer?.part;
}
