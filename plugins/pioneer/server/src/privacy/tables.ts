import { CONSENT_PURPOSES } from '../../../core/privacy/consents';
import { choice, instant, integer, nullable, string, unrecorded } from '../shared/columns';
import { governedTable, type RowOf } from '../shared/table';

/** That a member agreed to a purpose, in which version, from when to when. */
export const consents = governedTable({
  subject: 'consent',
  plural: 'consents',
  displayName: 'Consent',
  columns: {
    memberId: string(),
    purpose: choice(CONSENT_PURPOSES),
    /** Of the text that was agreed to. */
    textVersion: integer(),
    givenAt: instant(),
    withdrawnAt: nullable(instant()),
    /** `member:purpose` while it is not withdrawn: nobody agrees twice at once. */
    liveKey: unrecorded(nullable(string())),
  },
  unique: [['liveKey']],
  indexes: [['memberId']],
  derive: ({ memberId, purpose, withdrawnAt }) => ({
    liveKey: withdrawnAt === null ? `${memberId}:${purpose}` : null,
  }),
});

export type ConsentRow = RowOf<typeof consents>;

export const privacyTables = [consents];
