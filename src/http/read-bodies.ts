import { rm } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { findBodyProblem, isReadable } from './body-problem';
import { refuse } from './refuse';
import { uploadLimitOf } from './upload-limit';

/** Most files of one request: each is open while it is written down. */
const MAX_FILES = 50;

/** Strapi's own way to make a middleware out of its part of config/middlewares.ts. */
type Factory = (
  config: BodyConfig,
  context: { strapi: Core.Strapi },
) => (ctx: Context, next: Next) => Promise<void>;

interface BodyConfig {
  readonly formidable?: object;
}

interface Registry {
  extend(name: string, wrap: (factory: Factory) => Factory): void;
}

/**
 * Has Strapi's parser of bodies keep to bounds that it does not know, and refuse by name. What a
 * request uploads is deleted once it is answered, whatever the answer: Strapi does so for one field
 * only, and anybody could fill the disk without signing in.
 */
export function readBodies(strapi: Core.Strapi): void {
  const registry = strapi.get<Registry>('middlewares');
  registry.extend('strapi::body', (strapiBody) => (config, context) => async (ctx, next) => {
    if (ctx.request.length > uploadLimitOf(ctx.path)) return refuse(ctx, 'BODY_TOO_LARGE');
    if (!isReadable(ctx.request)) return refuse(ctx, 'BODY_TYPE_UNKNOWN');
    // What is not sent is empty, also to those controllers of Strapi that do not ask first.
    ctx.request.body = {};
    const files = watchFiles();
    const formidable = { ...config.formidable, ...files.watch };
    let isRead = false;
    try {
      await strapiBody({ ...config, formidable }, context)(ctx, async () => {
        isRead = true;
        if (files.areTooMany()) refuse(ctx, 'BODY_TOO_LARGE');
        else await next();
      });
      // Strapi answers by itself, and without a name, when a file is too large.
      if (!isRead) refuse(ctx, 'BODY_TOO_LARGE');
    } catch (error) {
      const problem = isRead ? null : findBodyProblem(error);
      if (problem === null) throw error;
      refuse(ctx, problem);
    } finally {
      await Promise.all(files.paths.map((path) => rm(path, { force: true })));
    }
  });
}

/** Counts the files of one request and knows where they lie, whatever their fields are called. */
function watchFiles() {
  const paths: string[] = [];
  let count = 0;
  const watch = {
    filter: () => (count += 1) <= MAX_FILES,
    onFileBegin: (_field: string, { filepath }: { filepath: string }) => void paths.push(filepath),
  };
  return { paths, watch, areTooMany: () => count > MAX_FILES };
}
