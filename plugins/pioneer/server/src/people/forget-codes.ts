import { keptSince } from '../../../core/privacy/retention';
import type { Transaction } from '../shared/database';
import { members } from './tables';

/** Forgets what is left of activation codes that nobody can use any more. */
export async function forgetExpiredCodes({ trx, now }: Transaction): Promise<void> {
  await trx(members.name)
    .whereNotNull('activation_hash')
    .where('activation_expires_at', '<=', new Date(keptSince('activationCodes', now)))
    .update({ activation_hash: null, activation_expires_at: null, activation_attempts: 0 });
}
