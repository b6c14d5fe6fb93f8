import type { Core, UID } from '@strapi/strapi';
import type { Context } from 'koa';

const OPENING = 'api::opening.opening' as UID.ContentType;
const CLAIM = 'api::claim.claim' as UID.ContentType;

/** The claim that everybody writes first: counts, finds a free slot, creates. It oversells. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context) {
    const { id } = ctx.params as { id: string };
    const { user } = ctx.state as { user: { id: number } };
    const opening = await strapi.documents(OPENING).findOne({ documentId: id });
    if (opening === null) return ctx.notFound();
    const filters = { opening: { documentId: id } };
    const taken = await strapi.documents(CLAIM).count({ filters: filters as never });
    if (taken >= opening.slots) return ctx.badRequest('no slot is free');
    const data = { opening: id, user: user.id, claimedAt: new Date() };
    ctx.body = { data: await strapi.documents(CLAIM).create({ data: data as never }) };
  },
});
