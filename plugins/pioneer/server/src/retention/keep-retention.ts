import type { Core } from '@strapi/strapi';
import type { CalendarDate } from '../../../core/people/calendar';
import type { RetentionLine } from '../../../core/privacy/retention';
import { forgetAccesses } from '../access-log/forget-accesses';
import { forgetStrayFiles, forgetUnattached } from '../evidence/forget-evidence';
import { forgetExpiredCodes } from '../people/forget-codes';
import { forgetEndedSessions } from '../people/forget-sessions';
import { forgetAttempts } from '../people/shared-limiter';
import { dayOf } from '../people/town-time';
import { read, transact, type Transaction } from '../shared/database';
import { forgetOldKeys } from '../shared/idempotency';

/** Does what the table of retention says, line by line; what is not due costs one statement. */
export async function keepRetention(strapi: Core.Strapi): Promise<void> {
  for (const forget of Object.values(FORGETTING)) await forget(strapi);
}

/** How each line is carried out, in this order: the store of evidence may be away, so it is last. */
const FORGETTING: Readonly<Record<RetentionLine, (strapi: Core.Strapi) => Promise<void>>> = {
  idempotencyAnswers: inTransaction(forgetOldKeys),
  activationCodes: inTransaction(forgetExpiredCodes),
  attempts: forgetAttempts,
  sessions: forgetEndedSessions,
  accessLog: inTransaction(forgetAccesses),
  unattachedEvidence: forgetUnattached,
  strayContents: forgetStraysDaily,
};

function inTransaction(forget: (transaction: Transaction) => Promise<void>) {
  return (strapi: Core.Strapi) => transact(strapi, forget);
}

/** The day of the town on which this node looked through the store of evidence. */
let filesSeenOn: CalendarDate | null = null;

async function forgetStraysDaily(strapi: Core.Strapi): Promise<void> {
  const today = await read(strapi, async ({ now }) => dayOf(strapi, now));
  if (filesSeenOn === today) return;
  await forgetStrayFiles(strapi);
  filesSeenOn = today;
}
