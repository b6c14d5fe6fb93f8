import type { Core } from '@strapi/strapi';
import type { ConsentPurpose } from '../../../core/privacy/consents';
import { originOf, type Origin } from '../access-log/origin';
import { writeAccess } from '../access-log/write-access';
import { signInNameOf } from '../people/sign-in-name';
import { members } from '../people/tables';
import { DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { forgetPlaces } from '../evidence/forget-evidence';
import { actorOf, administratorOf, memberOf, type Caller } from '../shared/caller';
import { read, transact, type Transaction } from '../shared/database';
import { serve, serveFile } from '../shared/serve';
import { throttleAttempt } from '../people/throttle-attempts';
import type { Leaving } from './blank-words';
import { findConsents, giveConsent, withdrawConsent } from './consents';
import { eraseMember, provePassword } from './erase-member';
import { findErasure } from './find-erasure';
import { requestExport } from './request-export';
import { sendExport } from './send-export';

/** Looks that the member with this id has this number: both are said, so that nobody errs. */
async function assertNumber(
  transaction: Transaction,
  { id, number }: { readonly id: string; readonly number: string },
): Promise<void> {
  const member = await findRow(transaction, members, { id });
  if (member === null) throw new DomainError('NOT_FOUND');
  if (member.erasedAt !== null) throw new DomainError('MEMBER_ERASED');
  if (member.signInName !== signInNameOf(number)) throw new DomainError('NOT_FOUND');
}

/** Erases a member and notes who wanted it; what cannot be noted does not happen. */
async function erase(
  strapi: Core.Strapi,
  transaction: Transaction,
  { origin, ...leaving }: Leaving & { readonly origin: Origin },
) {
  const data = await eraseMember(strapi, transaction, leaving);
  await writeAccess(strapi, transaction, {
    kind: 'erasure',
    actor: leaving.actor,
    subject: { type: 'member', id: leaving.memberId },
    origin,
    isSuccess: true,
  });
  return { data };
}

/** What was kept for a purpose alone goes with the consent to it. */
const FORGETTING: Partial<Record<ConsentPurpose, typeof forgetPlaces>> = {
  photoPlace: forgetPlaces,
};

/** A change of consents and what the member allows afterwards, in one transaction. */
async function changing(
  strapi: Core.Strapi,
  caller: Caller,
  change: (transaction: Transaction) => Promise<unknown>,
) {
  return transact(strapi, async (transaction) => {
    await change(transaction);
    return { data: await findConsents(transaction, memberOf(caller).id, caller.language) };
  });
}

/** Actions about what members agree to, what is kept of them, and their leaving. */
export const privacyActions = {
  'me.findConsents': (strapi: Core.Strapi) =>
    serve(strapi, 'me.findConsents', ({ caller }) =>
      read(strapi, async (reading) => ({
        data: await findConsents(reading, memberOf(caller).id, caller.language),
      })),
    ),
  'me.giveConsent': (strapi: Core.Strapi) =>
    serve(strapi, 'me.giveConsent', ({ body, caller }) =>
      changing(strapi, caller, (transaction) => giveConsent(transaction, memberOf(caller), body)),
    ),
  'me.withdrawConsent': (strapi: Core.Strapi) =>
    serve(strapi, 'me.withdrawConsent', ({ body, caller }) =>
      changing(strapi, caller, async (transaction) => {
        const member = memberOf(caller);
        const isWithdrawn = await withdrawConsent(transaction, member, body.purpose);
        if (isWithdrawn) await FORGETTING[body.purpose]?.(transaction, member.id, actorOf(member));
      }),
    ),
  'me.findErasure': (strapi: Core.Strapi) =>
    serve(strapi, 'me.findErasure', ({ caller }) =>
      read(strapi, async (reading) => ({
        data: await findErasure(reading, memberOf(caller).id),
      })),
    ),
  'me.erase': (strapi: Core.Strapi) =>
    serve(strapi, 'me.erase', async ({ body, caller, ctx }) => {
      const member = memberOf(caller);
      await throttleAttempt(strapi, ctx, `erase ${member.id}`, () =>
        provePassword(strapi, member.id, body.password),
      );
      const leaving = { memberId: member.id, actor: actorOf(member), origin: originOf(ctx) };
      return transact(strapi, (transaction) => erase(strapi, transaction, leaving));
    }),
  'me.requestExport': (strapi: Core.Strapi) =>
    serve(strapi, 'me.requestExport', async ({ caller }) => ({
      data: await transact(strapi, (transaction) => requestExport(transaction, memberOf(caller))),
    })),
  'me.takeExport': (strapi: Core.Strapi) =>
    serveFile(strapi, 'me.takeExport', ({ params, caller, ctx }) =>
      sendExport(strapi, ctx, { member: memberOf(caller), secret: params.secret }),
    ),
  'members.findErasure': (strapi: Core.Strapi) =>
    serve(strapi, 'members.findErasure', ({ params }) =>
      read(strapi, async (reading) => ({ data: await findErasure(reading, params.id) })),
    ),
  'members.erase': (strapi: Core.Strapi) =>
    serve(strapi, 'members.erase', ({ params, body, caller, ctx }) => {
      const actor = administratorOf(caller);
      const leaving = { memberId: params.id, actor, origin: originOf(ctx) };
      return transact(strapi, async (transaction) => {
        await assertNumber(transaction, { ...params, ...body });
        return erase(strapi, transaction, leaving);
      });
    }),
};
