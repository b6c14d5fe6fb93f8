import type { EvidenceMoment } from '../../../core/evidence/rules';
import type { Actor } from '../record/event-table';
import { updateRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { evidence, type EvidenceRow } from './tables';

/**
 * What a report wants to show, out of everything that was uploaded to its claim.
 *
 * @throws DomainError EVIDENCE_UNKNOWN, EVIDENCE_USED
 */
export function chooseEvidence(
  uploaded: readonly EvidenceRow[],
  ids: readonly string[],
): EvidenceRow[] {
  return [...new Set(ids)].map((id) => {
    const row = uploaded.find((item) => item.id === id);
    if (row === undefined) throw new DomainError('EVIDENCE_UNKNOWN', { id });
    if (row.reportId !== null) throw new DomainError('EVIDENCE_USED', { id });
    return row;
  });
}

/** The moments that reports of a claim show, once what was chosen is attached. */
export function momentsShown(
  uploaded: readonly EvidenceRow[],
  chosen: readonly EvidenceRow[],
): EvidenceMoment[] {
  const attached = uploaded.filter(({ reportId }) => reportId !== null);
  return [...attached, ...chosen].map(({ moment }) => moment);
}

/** Ties evidence to the report that shows it. @throws DomainError EVIDENCE_USED */
export async function attachEvidence(
  transaction: Transaction,
  chosen: readonly EvidenceRow[],
  reportId: string,
  actor: Actor,
): Promise<void> {
  const happening = { type: 'evidence.attached', actor };
  for (const row of chosen) {
    const after = await updateRecorded(transaction, evidence, row, { reportId }, happening);
    if (after === null) throw new DomainError('EVIDENCE_USED', { id: row.id });
  }
}
