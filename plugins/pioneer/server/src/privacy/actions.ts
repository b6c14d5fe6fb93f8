import type { Core } from '@strapi/strapi';
import type { ConsentPurpose } from '../../../core/privacy/consents';
import { signInNameOf } from '../people/sign-in-name';
import { members } from '../people/tables';
import type { Actor } from '../record/event-table';
import { DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { forgetPlaces } from '../evidence/forget-evidence';
import { actorOf, administratorOf, memberOf, type Caller } from '../shared/caller';
import { read, transact, type Transaction } from '../shared/database';
import { serve, serveFile } from '../shared/serve';
import { throttleAttempt } from '../people/throttle';
import { findConsents, giveConsent, withdrawConsent } from './consents';
import { eraseMember, provePassword } from './erase-member';
import { findErasure } from './find-erasure';
import { requestExport } from './request-export';
import { sendExport } from './send-export';

/** Erases the member with this id and number: both are said, so that nobody is erased by mistake. */
async function eraseByNumber(
  strapi: Core.Strapi,
  { id, number }: { readonly id: string; readonly number: string },
  actor: Actor,
) {
  return transact(strapi, async (transaction) => {
    const member = await findRow(transaction, members, { id });
    if (member === null) throw new DomainError('NOT_FOUND');
    if (member.erasedAt !== null) throw new DomainError('MEMBER_ERASED');
    if (member.signInName !== signInNameOf(number)) throw new DomainError('NOT_FOUND');
    return eraseMember(strapi, transaction, { memberId: id, actor });
  });
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
      await throttleAttempt(ctx, `erase ${member.id}`, () =>
        provePassword(strapi, member.id, body.password),
      );
      const leaving = { memberId: member.id, actor: actorOf(member) };
      const data = await transact(strapi, (transaction) =>
        eraseMember(strapi, transaction, leaving),
      );
      return { data };
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
    serve(strapi, 'members.erase', async ({ params, body, caller }) => ({
      data: await eraseByNumber(strapi, { ...params, ...body }, administratorOf(caller)),
    })),
};
