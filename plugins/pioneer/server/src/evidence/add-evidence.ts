import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';
import {
  evidenceNameOf,
  MAX_EVIDENCE,
  MAX_EVIDENCE_BYTES,
  type EvidenceMoment,
} from '../../../core/evidence/rules';
import { findStandingRefusal } from '../../../core/work/decide-claim';
import { insertRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import { isUniqueViolation, read, transact, type Reading } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { rowFrom, selectOf } from '../shared/rows';
import type { UploadedFile } from '../shared/uploaded-file';
import { claimFactsOf } from '../work/claim-context';
import { getClaimContext } from '../work/give-command';
import { claims } from '../work/tables';
import { evidenceStoreOf } from './evidence-store';
import { findEvidence } from './find-evidence';
import { makeSafe } from './make-safe';
import { evidence, type EvidenceRow } from './tables';

interface Upload {
  readonly claimId: string;
  readonly member: CallingMember;
  readonly clientId: string;
  readonly moment: EvidenceMoment;
}

interface Sent extends Upload {
  readonly sentSha256: string;
}

/**
 * Adds a photo or PDF to a claim; whoever may report may. Evidence that arrives a second time,
 * under the client id it had, is answered as it was. The content is stored before the row that
 * names it is written: one without the other wastes space, the other way round it would be lost.
 *
 * @throws DomainError NOT_FOUND, EVIDENCE_*, and the refusals of the command "report"
 */
export async function addEvidence(
  strapi: Core.Strapi,
  upload: Upload,
  file: UploadedFile,
): Promise<EvidenceRow> {
  const { claimId, member, clientId, moment } = upload;
  if (file.size > MAX_EVIDENCE_BYTES) {
    const facts = { found: file.size, expected: MAX_EVIDENCE_BYTES };
    throw new DomainError('EVIDENCE_TOO_LARGE', facts);
  }
  const bytes = await readFile(file.path);
  const sent = { ...upload, sentSha256: createHash('sha256').update(bytes).digest('hex') };
  // Nobody makes the server unfold a photo for a claim that is not theirs.
  const earlier = await read(strapi, (reading) => findEarlier(reading, sent));
  if (earlier !== null) return earlier;

  const { content, ending, ...shape } = await makeSafe(bytes);
  const sha256 = await evidenceStoreOf(strapi).keep(content);
  const name = evidenceNameOf(file.name, ending);
  const { sentSha256 } = sent;
  const values = { claimId, memberId: member.id, clientId, moment, ...shape, sha256, sentSha256 };
  try {
    return await transact(strapi, async (transaction) => {
      // Whoever ends the claim meanwhile waits, or has ended it.
      await transaction.trx(claims.name).where({ document_id: claimId }).forUpdate().select('id');
      const repeated = await findEarlier(transaction, sent);
      if (repeated !== null) return repeated;
      await assertRoom(transaction, claimId);
      return insertRecorded(
        transaction,
        evidence,
        { ...values, size: content.length, name, addedAt: transaction.now },
        { type: 'evidence.added', actor: actorOf(member) },
      );
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError('EVIDENCE_CLIENT_ID_TAKEN');
    throw error;
  }
}

/**
 * The evidence that arrived under this client id before; null when the member may add it now.
 * Other evidence would be lost if it were taken for a repetition, so it is refused.
 */
async function findEarlier(reading: Reading, sent: Sent): Promise<EvidenceRow | null> {
  const { claimId, member, clientId, moment, sentSha256 } = sent;
  const { claim, terms, actor } = await getClaimContext(reading, claimId, member);
  const found = await reading
    .trx(`${evidence.name} as e`)
    .where('e.client_id', clientId)
    .select(selectOf(evidence, 'e'))
    .first<Record<string, unknown> | undefined>();
  const earlier = found === undefined ? null : rowFrom(evidence, 'e', found);
  if (earlier === null) {
    const facts = claimFactsOf(claim, terms);
    assertAllowed(findStandingRefusal('report', facts, actor, reading.now));
    return null;
  }
  const isSame =
    earlier.claimId === claimId &&
    earlier.memberId === member.id &&
    earlier.moment === moment &&
    earlier.sentSha256 === sentSha256;
  if (!isSame) throw new DomainError('EVIDENCE_CLIENT_ID_TAKEN');
  return earlier;
}

async function assertRoom(reading: Reading, claimId: string): Promise<void> {
  const { length: found } = await findEvidence(reading, claimId);
  if (found >= MAX_EVIDENCE)
    throw new DomainError('EVIDENCE_FULL', { found, expected: MAX_EVIDENCE });
}
