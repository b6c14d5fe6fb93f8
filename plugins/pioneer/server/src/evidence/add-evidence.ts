import { createHash } from 'node:crypto';
import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import { isMatch } from 'lodash';
import {
  evidenceNameOf,
  MAX_EVIDENCE,
  MAX_EVIDENCE_BYTES,
  type EvidenceMoment,
} from '../../../core/evidence/rules';
import { UNKNOWN, type Taken } from '../../../core/evidence/taken';
import { findStandingRefusal } from '../../../core/work/decide-claim';
import { zoneOf } from '../people/town-time';
import { hasConsent, lockMember } from '../privacy/consents';
import { insertRecorded } from '../record/recorded-writes';
import { actorOf, type CallingMember } from '../shared/caller';
import {
  isUniqueViolation,
  read,
  transact,
  type Reading,
  type Transaction,
} from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { readUploaded, type UploadedFile } from '../shared/uploaded-file';
import { claimFactsOf } from '../work/claim-context';
import { getClaimContext } from '../work/give-command';
import { claims } from '../work/tables';
import type { EvidenceStore } from './evidence-store';
import { evidenceStoreOf } from './evidence-store-of';
import { findEvidence } from './find-evidence';
import { makeSafe, type SafeContent } from './make-safe';
import { readTaken } from './read-taken';
import { evidence, type EvidenceRow } from './tables';

interface Upload {
  readonly claimId: string;
  readonly member: CallingMember;
  readonly clientId: string;
  readonly moment: EvidenceMoment;
  /** The photo of before that one of after is held against. */
  readonly beforeId: string | null;
}

interface Sent extends Upload {
  readonly sentSha256: string;
}

/**
 * Adds a photo or PDF to a claim; whoever may report may. Evidence that arrives a second time,
 * under the client id it had, is answered as it was. The content is stored before the row that
 * names it is written: one without the other wastes space, the other way round it would be lost.
 *
 * @throws DomainError NOT_FOUND, EVIDENCE_*, FILE_NOT_KEPT, and the refusals of the command "report"
 */
export async function addEvidence(
  strapi: Core.Strapi,
  upload: Upload,
  file: UploadedFile,
): Promise<EvidenceRow> {
  if (file.size > MAX_EVIDENCE_BYTES) {
    const facts = { found: file.size, expected: MAX_EVIDENCE_BYTES };
    throw new DomainError('EVIDENCE_TOO_LARGE', facts);
  }
  const bytes = await readUploaded(file);
  const sent = { ...upload, sentSha256: createHash('sha256').update(bytes).digest('hex') };
  // Nobody makes the server unfold a photo for a claim that is not theirs.
  const earlier = await read(strapi, (reading) => findEarlier(reading, sent));
  if (earlier !== null) return earlier;

  const safe = await makeSafe(bytes);
  if (safe.picture === null && upload.beforeId !== null) throw pairOff(upload.beforeId);
  const store = evidenceStoreOf(strapi);
  const fileKey = createId();
  await keep(strapi, store, fileKey, safe.content);
  try {
    const row = await transact(strapi, async (transaction) => {
      // Whoever ends the claim meanwhile waits, or has ended it.
      await transaction
        .trx(claims.name)
        .where({ document_id: upload.claimId })
        .forUpdate()
        .select('id');
      const repeated = await findEarlier(transaction, sent);
      if (repeated !== null) return repeated;
      // Whoever withdraws consent meanwhile waits, and has this place forgotten, too.
      await lockMember(transaction, upload.member.id);
      const taken = await takenOf(strapi, transaction, { ...upload, ...safe, bytes });
      const named = { fileKey, name: evidenceNameOf(file.name, safe.ending) };
      return insertEvidence(transaction, sent, { ...safe, ...taken, ...named });
    });
    if (row.fileKey !== fileKey) await letGo(strapi, store, fileKey);
    return row;
  } catch (error) {
    const isRefused = error instanceof DomainError || isUniqueViolation(error);
    // After any other failure the row may be there, and what no row names goes by itself.
    if (isRefused) await letGo(strapi, store, fileKey);
    throw isUniqueViolation(error) ? new DomainError('EVIDENCE_CLIENT_ID_TAKEN') : error;
  }
}

/** @throws DomainError FILE_NOT_KEPT: the disk is full, or the store is away */
async function keep(
  strapi: Core.Strapi,
  store: EvidenceStore,
  fileKey: string,
  content: Buffer,
): Promise<void> {
  try {
    await store.keep(fileKey, content);
  } catch (error) {
    strapi.log.error(`[pioneer] a content was not kept: ${String(error)}`);
    throw new DomainError('FILE_NOT_KEPT');
  }
}

/** Removes what no row names; where the store is away it goes by itself later, as all such does. */
async function letGo(strapi: Core.Strapi, store: EvidenceStore, fileKey: string): Promise<void> {
  try {
    await store.remove(fileKey);
  } catch (error) {
    strapi.log.warn(`[pioneer] a content that no row names was not removed: ${String(error)}`);
  }
}

/** What the camera wrote, as far as its owner lets us keep it. */
async function takenOf(
  strapi: Core.Strapi,
  reading: Reading,
  {
    member,
    picture,
    bytes,
  }: Pick<Upload, 'member'> & Pick<SafeContent, 'picture'> & { readonly bytes: Buffer },
): Promise<Taken> {
  const isKept = picture !== null && (await hasConsent(reading, member.id, 'photoPlace'));
  return isKept ? readTaken(bytes, zoneOf(strapi), reading.now) : UNKNOWN;
}

async function insertEvidence(
  transaction: Transaction,
  { claimId, member, clientId, moment, beforeId, sentSha256 }: Sent,
  file: Omit<SafeContent, 'ending'> & Taken & Pick<EvidenceRow, 'fileKey' | 'name'>,
): Promise<EvidenceRow> {
  await assertRoom(transaction, claimId);
  const { content, picture, mimeType, fileKey, name, at: takenAt, place } = file;
  const values = {
    ...{ claimId, memberId: member.id, clientId, moment, beforeId, sentSha256 },
    ...{ mimeType, fileKey, name, takenAt, ...place, ...picture },
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    addedAt: transaction.now,
  };
  const happening = { type: 'evidence.added', actor: actorOf(member) };
  return insertRecorded(transaction, evidence, values, happening);
}

/**
 * The evidence that arrived under this client id before; null when the member may add it now.
 * Other evidence would be lost if it were taken for a repetition, so it is refused.
 */
async function findEarlier(reading: Reading, sent: Sent): Promise<EvidenceRow | null> {
  const { claimId, member, clientId, moment, beforeId, sentSha256 } = sent;
  const { claim, terms, actor } = await getClaimContext(reading, claimId, member);
  const earlier = await findRow(reading, evidence, { clientId });
  if (earlier === null) {
    const facts = claimFactsOf(claim, terms);
    assertAllowed(findStandingRefusal('report', facts, actor, reading.now));
    await assertPair(reading, sent);
    return null;
  }
  const repeated = { claimId, memberId: member.id, moment, beforeId, sentSha256 };
  if (!isMatch(earlier, repeated)) throw new DomainError('EVIDENCE_CLIENT_ID_TAKEN');
  return earlier;
}

/** A photo of after is held against one of before, of the same claim. */
async function assertPair(reading: Reading, { claimId, moment, beforeId }: Upload): Promise<void> {
  if (beforeId === null) return;
  const before = (await findEvidence(reading, claimId)).find(({ id }) => id === beforeId);
  const isPair = moment === 'after' && before?.moment === 'before' && before.width !== null;
  if (!isPair) throw pairOff(beforeId);
}

function pairOff(beforeId: string): DomainError {
  return new DomainError('EVIDENCE_PAIR_OFF', { id: beforeId });
}

async function assertRoom(reading: Reading, claimId: string): Promise<void> {
  const { length: found } = await findEvidence(reading, claimId);
  if (found >= MAX_EVIDENCE)
    throw new DomainError('EVIDENCE_FULL', { found, expected: MAX_EVIDENCE });
}
