import { EVIDENCE_MOMENTS } from '../../../core/evidence/rules';
import { choice, concealed, instant, integer, nullable, string } from '../shared/columns';
import { governedTable, type RowOf } from '../shared/table';

/** A photo or document that shows the work of a claim; its content lies in the evidence store. */
export const evidence = governedTable({
  subject: 'evidence',
  plural: 'evidence-files',
  displayName: 'Evidence',
  columns: {
    claimId: string(),
    /** The report that shows it, once one does; never another one. */
    reportId: nullable(string()),
    memberId: string(),
    /** Made by the client and unique for ever: a photo sent twice arrives once. */
    clientId: string(),
    moment: choice(EVIDENCE_MOMENTS),
    mimeType: string(),
    size: integer(),
    width: nullable(integer()),
    height: nullable(integer()),
    /** Of what is stored, in hex: where its content lies, and proof that it is the same. */
    sha256: string(),
    /** Of what was sent, by which a repetition is known before it is looked at. */
    sentSha256: concealed(string()),
    name: concealed(string()),
    addedAt: instant(),
  },
  unique: [['clientId']],
  indexes: [['claimId', 'addedAt'], ['sha256']],
});

export type EvidenceRow = RowOf<typeof evidence>;

export const evidenceTables = [evidence];
