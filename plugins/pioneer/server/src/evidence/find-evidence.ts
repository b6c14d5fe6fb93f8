import type { Core } from '@strapi/strapi';
import type { EvidenceView, ReuseView } from '../../../contract/evidence';
import { comparePair, type Taken } from '../../../core/evidence/taken';
import { isoOf, isoOrNull } from '../../../core/time';
import { nameFor } from '../masking/show-person';
import type { CallingMember } from '../shared/caller';
import { read, type Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { getClaimContext } from '../work/give-command';
import { evidence, type EvidenceRow } from './tables';

/** Everything that was uploaded to a claim, in the order of its arrival, with who uploaded it. */
export async function findEvidence(
  { trx }: Reading,
  claimId: string,
): Promise<(EvidenceRow & { readonly memberName: string })[]> {
  const found: Record<string, unknown>[] = await trx(`${evidence.name} as e`)
    .join('pioneer_members as m', 'm.document_id', 'e.member_id')
    .where('e.claim_id', claimId)
    .orderBy(['e.added_at', 'e.id'])
    .select(selectOf(trx, evidence, 'e'))
    .select({ name: 'm.name' });
  return found.map((row) => ({ ...rowIn(evidence, 'e', row), memberName: String(row.name) }));
}

/** One piece of evidence for a reader who may see its claim. @throws DomainError NOT_FOUND, EVIDENCE_ERASED */
export async function findOneEvidence(
  strapi: Core.Strapi,
  request: {
    readonly claimId: string;
    readonly evidenceId: string;
    readonly reader: CallingMember;
  },
): Promise<EvidenceRow> {
  const { claimId, evidenceId, reader } = request;
  return read(strapi, async (reading) => {
    await getClaimContext(reading, claimId, reader);
    const all = await findEvidence(reading, claimId);
    const found = all.find(({ id }) => id === evidenceId);
    if (found === undefined) throw new DomainError('NOT_FOUND');
    if (found.erasedAt !== null) throw new DomainError('EVIDENCE_ERASED');
    return found;
  });
}

/** What a view of evidence takes from elsewhere. */
interface Surroundings {
  readonly memberName: string;
  /** All evidence of its claim. */
  readonly all: readonly EvidenceRow[];
  /** Left out for readers who need not know. */
  readonly reuses?: readonly ReuseView[];
}

/** Evidence as its readers see it; the content has an address of its own. */
export function presentEvidence(
  row: EvidenceRow,
  { memberName, all, reuses = [] }: Surroundings,
): EvidenceView {
  const { id, clientId, moment, reportId, name, mimeType, size, width, height, sha256 } = row;
  const { at, place } = takenOf(row);
  return {
    id,
    clientId,
    moment,
    reportId,
    name,
    mimeType,
    size,
    width,
    height,
    sha256,
    takenAt: isoOrNull(at),
    place,
    pair: pairOf(row, all),
    reuses: [...reuses],
    by: { id: row.memberId, name: nameFor('claim', memberName) },
    addedAt: isoOf(row.addedAt),
    erasedAt: isoOrNull(row.erasedAt),
  };
}

function pairOf(after: EvidenceRow, all: readonly EvidenceRow[]): EvidenceView['pair'] {
  const before = all.find(({ id }) => id === after.beforeId);
  if (before === undefined) return null;
  return { beforeId: before.id, ...comparePair(takenOf(before), takenOf(after)) };
}

function takenOf({ takenAt: at, latitude, longitude }: EvidenceRow): Taken {
  return {
    at,
    place: latitude === null || longitude === null ? null : { latitude, longitude },
  };
}
