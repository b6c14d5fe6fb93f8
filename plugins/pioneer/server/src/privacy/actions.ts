import type { Core } from '@strapi/strapi';
import type { ConsentPurpose } from '../../../core/privacy/consents';
import { forgetPlaces } from '../evidence/forget-evidence';
import { actorOf, memberOf, type Caller } from '../shared/caller';
import { read, transact, type Transaction } from '../shared/database';
import { serve } from '../shared/serve';
import { findConsents, giveConsent, withdrawConsent } from './consents';

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

/** Actions of the content API about what members agree to. */
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
};
