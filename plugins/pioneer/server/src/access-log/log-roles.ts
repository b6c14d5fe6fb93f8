import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { Json } from '../../../core/record/canonical';
import { administratorOf, type Caller } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { originOf } from './origin';
import { writeAccess, type Access } from './write-access';

/** A change of what members may do, and who asked for it. */
interface ChangeOfRoles {
  readonly caller: Caller;
  readonly ctx: Context;
  readonly subject?: Access['subject'];
  readonly details?: Readonly<Record<string, Json>>;
}

/**
 * Logs a change of roles or posts in its own transaction, as the last thing there: neither is there
 * without the other.
 */
export async function logRoles(
  strapi: Core.Strapi,
  transaction: Transaction,
  { caller, ctx, subject = null, details }: ChangeOfRoles,
): Promise<void> {
  const { member } = caller;
  await writeAccess(strapi, transaction, {
    kind: 'rolesChanged',
    actor: member === null ? administratorOf(caller) : { kind: 'member', id: member.id },
    subject,
    origin: originOf(ctx),
    isSuccess: true,
    details: { path: ctx.path, ...details },
  });
}
