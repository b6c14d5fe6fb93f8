import { CLAIMANT_KINDS } from '../../../core/work/states';
import { choice, flag, initially, longText, string, unrecorded } from '../shared/columns';
import { governedTable, type RowOf } from '../shared/table';

/** An audience in use, once for all openings whose expressions mean the same. */
export const audiences = governedTable({
  subject: 'audience',
  plural: 'audiences',
  displayName: 'Audience',
  columns: {
    /** Of what the expression means: see compile-expression.ts. */
    hash: unrecorded(string()),
    source: unrecorded(longText()),
    /** Whether everybody has been evaluated; nobody sees by it what is for it before. */
    isComplete: unrecorded(initially(false, flag())),
  },
  unique: [['hash']],
});

/**
 * Whether a claimant is in an audience: one row for each of the two, so that what is still to be
 * evaluated can be looked up, and the board is one join. Follows from people and organisations.
 */
export const audienceMembers = governedTable({
  subject: 'audienceMember',
  plural: 'audience-members',
  displayName: 'Audience member',
  columns: {
    hash: unrecorded(string()),
    claimantKind: unrecorded(choice(CLAIMANT_KINDS)),
    claimantId: unrecorded(string()),
    fits: unrecorded(flag()),
  },
  unique: [['hash', 'claimantKind', 'claimantId']],
  indexes: [['claimantId', 'fits', 'hash']],
});

export type AudienceRow = RowOf<typeof audiences>;

export const audienceTables = [audiences, audienceMembers];
