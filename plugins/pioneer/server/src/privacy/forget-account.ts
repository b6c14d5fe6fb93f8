import type { Core } from '@strapi/strapi';
import { keptSince } from '../../../core/privacy/retention';
import { SESSIONS } from '../people/granted-caller';
import { members, USER_COLUMN } from '../people/tables';
import { deleteAllRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { forgetKeysAbout } from '../shared/idempotency';
import { findRows } from '../shared/rows';
import { claims, coClaimants, reports, verdicts } from '../work/tables';
import type { Leaving } from './blank-words';
import { dataExports } from './tables';

const USER = 'plugin::users-permissions.user';

/** Deletes the account with all its sessions: what was signed in is so no more. */
export async function forgetAccount(
  strapi: Core.Strapi,
  { trx }: Transaction,
  memberId: string,
): Promise<void> {
  const [userId] = await trx(members.name)
    .where({ document_id: memberId })
    .whereNotNull(USER_COLUMN)
    .pluck<number[]>(USER_COLUMN);
  if (userId === undefined) return;
  const ofUser = { user_id: String(userId), origin: 'users-permissions' };
  await trx(SESSIONS).where(ofUser).delete();
  await trx(members.name)
    .where({ document_id: memberId })
    .update({ [USER_COLUMN]: null });
  await strapi.db.query(USER).delete({ where: { id: userId } });
}

/** Deletes copies that were asked for: who could take them is gone. */
export async function forgetExports(
  transaction: Transaction,
  { memberId, actor }: Leaving,
): Promise<void> {
  const rows = await findRows(transaction, dataExports, { memberId }, { isLocked: true });
  const happening = { type: 'dataExport.deleted', actor } as const;
  await deleteAllRecorded(transaction, dataExports, rows, happening);
}

/**
 * Deletes answers that are kept to be given again and tell of the member, whoever had asked: those
 * that name the member, or a claim that the member had part in.
 */
export async function forgetAnswers(transaction: Transaction, memberId: string): Promise<void> {
  const { trx, now } = transaction;
  const part = [
    trx(claims.name).where({ claimant_id: memberId }).orWhere({ lead_id: memberId }),
  ].map((select) => select.select({ id: 'document_id' }));
  const through = [
    trx(coClaimants.name).where({ member_id: memberId }),
    trx(reports.name).where({ member_id: memberId }),
    trx(verdicts.name).where({ evaluator_id: memberId }),
  ].map((select) => select.select({ id: 'claim_id' }));
  const recent: string[] = await trx(claims.name)
    .where('updated_at', '>=', new Date(keptSince('idempotencyAnswers', now)))
    .where((concerned) => {
      for (const select of [...part, ...through]) {
        void concerned.orWhereIn('document_id', select);
      }
    })
    .pluck('document_id');
  await forgetKeysAbout(transaction, [memberId, ...recent]);
}
