import { instant, integer, string } from '../shared/columns';
import { governedTable } from '../shared/table';

/**
 * The chain over the record: one seal for each event, in the order in which events became known. It
 * follows from them and is append-only like them; see seal-events.ts.
 */
export const seals = governedTable({
  subject: 'seal',
  plural: 'seals',
  displayName: 'Seal',
  columns: {
    /** From 1, without gaps. */
    seq: integer(),
    eventId: string(),
    previousHash: string(),
    hash: string(),
  },
  unique: [['seq'], ['eventId']],
});

/** The end of the chain as it was first seen on a day of the town, published for others to keep. */
export const recordHeads = governedTable({
  subject: 'recordHead',
  plural: 'record-heads',
  displayName: 'Record head',
  columns: {
    /** As ISO writes it, 2026-10-01. */
    date: string(),
    seq: integer(),
    hash: string(),
    publishedAt: instant(),
  },
  unique: [['date']],
});
