import { bandsOf } from '../../../core/evidence/likeness';
import { EVIDENCE_MOMENTS } from '../../../core/evidence/rules';
import {
  choice,
  concealed,
  flag,
  float,
  initially,
  instant,
  integer,
  nullable,
  string,
  unrecorded,
} from '../shared/columns';
import { governedTable, type RowOf } from '../shared/table';

/** One column for each band of the difference hash, with an index: photos that are alike share one. */
export const BAND_COLUMNS = ['band1', 'band2', 'band3', 'band4', 'band5', 'band6'] as const;

const band = unrecorded(nullable(integer()));
const bandColumns: Readonly<Record<(typeof BAND_COLUMNS)[number], typeof band>> = {
  band1: band,
  band2: band,
  band3: band,
  band4: band,
  band5: band,
  band6: band,
};

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
    /** The photo of before the work that this one of after it is to be held against. */
    beforeId: nullable(string()),
    mimeType: string(),
    /** Where the content lies in the store, and nowhere else. */
    fileKey: string(),
    size: integer(),
    width: nullable(integer()),
    height: nullable(integer()),
    /** Of what is stored, in hex: proof that it is the same. */
    sha256: string(),
    /** See make-safe.ts; null for what is no picture, or shows too little. */
    pixelSha256: nullable(string()),
    differenceHash: nullable(string()),
    ...bandColumns,
    /** What the camera wrote, with the consent of whoever uploads alone. */
    takenAt: concealed(nullable(instant())),
    latitude: concealed(nullable(float())),
    longitude: concealed(nullable(float())),
    /** Of what was sent, by which a repetition is known before it is looked at. */
    sentSha256: concealed(string()),
    name: concealed(string()),
    addedAt: instant(),
    /** When whoever uploaded it left: then there is no content any more. */
    erasedAt: nullable(instant()),
    /** Of what is erased: whether the store has forgotten it, too. */
    isContentGone: unrecorded(initially(false, flag())),
  },
  unique: [['clientId'], ['fileKey']],
  indexes: [
    ['claimId', 'addedAt'],
    ['reportId', 'addedAt'],
    ['sha256'],
    ['pixelSha256'],
    ['erasedAt', 'isContentGone'],
    ['memberId'],
    ...BAND_COLUMNS.map((name) => [name]),
  ],
  derive: ({ differenceHash }) => {
    const bands = differenceHash === null ? [] : bandsOf(differenceHash);
    return Object.fromEntries(BAND_COLUMNS.map((name, place) => [name, bands[place] ?? null]));
  },
});

export type EvidenceRow = RowOf<typeof evidence>;

export const evidenceTables = [evidence];
