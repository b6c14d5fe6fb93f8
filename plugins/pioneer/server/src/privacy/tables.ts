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

/** A copy of what is kept of a member, that this member asked for and may take once. */
export const dataExports = governedTable({
  subject: 'dataExport',
  plural: 'data-exports',
  displayName: 'Data export',
  columns: {
    memberId: string(),
    requestedAt: instant(),
    expiresAt: instant(),
    takenAt: nullable(instant()),
    /** SHA-256 of the secret in its address, which nobody can guess. */
    secretHash: unrecorded(string()),
  },
  unique: [['secretHash']],
  indexes: [['memberId', 'requestedAt']],
});

export type ConsentRow = RowOf<typeof consents>;
export type DataExportRow = RowOf<typeof dataExports>;

export const privacyTables = [consents, dataExports];
