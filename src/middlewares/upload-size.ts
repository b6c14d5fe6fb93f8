import type { Context, Next } from 'koa';
import { refuse } from '../http/refuse';
import { uploadLimitOf } from '../http/upload-limit';

/** Refuses uploads that are too large for their address before a byte of them is written down. */
export default () =>
  async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.request.length > uploadLimitOf(ctx.path)) return refuse(ctx, 'BODY_TOO_LARGE');
    await next();
  };
