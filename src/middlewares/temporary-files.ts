import { rm } from 'node:fs/promises';
import type { Context, Next } from 'koa';

/**
 * Deletes what a request uploaded once it is answered. Strapi does so only for one field, and not
 * when the answer is an error: anybody could fill the disk without signing in.
 */
export default () =>
  async (ctx: Context, next: Next): Promise<void> => {
    const { files = {} } = ctx.request as { files?: Record<string, unknown> };
    const paths = Object.values(files)
      .flat()
      .map((file) => (file as { filepath: string }).filepath);
    try {
      await next();
    } finally {
      await Promise.all(paths.map((path) => rm(path, { force: true })));
    }
  };
