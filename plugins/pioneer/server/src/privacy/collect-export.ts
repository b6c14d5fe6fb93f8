import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { CONSENT_TEXTS } from '../../../core/privacy/consents';
import { isoOf, isoOrNull, type Instant } from '../../../core/time';
import { evidence, type EvidenceRow } from '../evidence/tables';
import { openPhone } from '../people/phone';
import { members, memberships, organisations, postHoldings, posts } from '../people/tables';
import { events } from '../record/event-table';
import type { Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { findRow, findRows, rowIn, selectOf } from '../shared/rows';
import { claims, coClaimants, openings, reports, verdicts } from '../work/tables';
import { findAccount, momentOf } from './find-account';
import { CLAIM_WORDS, findWriters } from './find-writers';
import { consents, dataExports } from './tables';

/** What is kept of a member, and the files that the member uploaded. */
export interface MemberExport {
  readonly data: Readonly<Record<string, unknown>>;
  readonly files: readonly ExportedFile[];
}

export interface ExportedFile {
  readonly path: string;
  readonly fileKey: string;
  readonly addedAt: Instant;
}

/**
 * Everything that is kept of one member, as plain data: each list by its own name, moments as ISO
 * 8601. Others appear by what they are, never by name or number. Read as of one moment.
 */
export async function collectExport(
  strapi: Core.Strapi,
  reading: Reading,
  memberId: string,
): Promise<MemberExport> {
  const member = await findRow(reading, members, { id: memberId });
  if (member === null) throw new DomainError('NOT_FOUND');
  const { number, name, phoneHash, phoneSealed, activatedAt } = member;
  const hasPhone = phoneHash !== null && phoneSealed !== null;
  const uploaded = await findUploaded(reading, memberId);
  const data = {
    exportedAt: isoOf(reading.now),
    member: {
      id: memberId,
      number,
      name,
      phone: hasPhone ? openPhone(strapi, { phoneHash, phoneSealed }) : null,
      activatedAt: isoOrNull(activatedAt),
    },
    account: await findAccount(reading, memberId),
    memberships: await findMemberships(reading, memberId),
    posts: await findPosts(reading, memberId),
    consents: await findConsents(reading, memberId),
    claims: await findClaims(reading, memberId),
    reports: await findReports(reading, memberId),
    evidence: uploaded.map(({ place, row }) => presentUploaded(place, row)),
    verdictsReceived: await findVerdicts(reading, memberId, 'received'),
    verdictsGiven: await findVerdicts(reading, memberId, 'given'),
    wroteElsewhere: await findWords(reading, memberId),
    exports: await findExports(reading, memberId),
    activity: await findActivity(reading, memberId),
  };
  const files = uploaded
    .filter(({ row }) => row.erasedAt === null)
    .map(({ row }) => ({ path: pathOf(row), fileKey: row.fileKey, addedAt: row.addedAt }));
  return { data, files };
}

async function findMemberships({ trx }: Reading, memberId: string) {
  const found: Record<string, unknown>[] = await trx(`${memberships.name} as ms`)
    .join(`${organisations.name} as og`, 'og.document_id', 'ms.organisation_id')
    .where('ms.member_id', memberId)
    .orderBy('ms.id')
    .select(selectOf(trx, memberships, 'ms'))
    .select({ code: 'og.code', organisation: 'og.name', since: 'ms.created_at' });
  return found.map((row) => {
    const { role, endedAt } = rowIn(memberships, 'ms', row);
    const { code, organisation, since } = row;
    return { organisation, code, role, since: momentOf(since), endedAt: isoOrNull(endedAt) };
  });
}

async function findPosts({ trx }: Reading, memberId: string) {
  const found: Record<string, unknown>[] = await trx(`${postHoldings.name} as h`)
    .join(`${posts.name} as p`, 'p.document_id', 'h.post_id')
    .join(`${organisations.name} as og`, 'og.document_id', 'p.organisation_id')
    .where('h.member_id', memberId)
    .orderBy('h.id')
    .select(selectOf(trx, postHoldings, 'h'))
    .select({ title: 'p.title', organisation: 'og.name' });
  return found.map((row) => {
    const { since, until, endedAt } = rowIn(postHoldings, 'h', row);
    return {
      title: row.title,
      organisation: row.organisation,
      since: isoOf(since),
      until: isoOrNull(until),
      endedAt: isoOrNull(endedAt),
    };
  });
}

async function findConsents(reading: Reading, memberId: string) {
  const found = await findRows(reading, consents, { memberId });
  return found.map(({ purpose, textVersion, givenAt, withdrawnAt }) => {
    const { version, zh, en } = CONSENT_TEXTS[purpose];
    return {
      purpose,
      textVersion,
      text: version === textVersion ? { zh, en } : null,
      givenAt: isoOf(givenAt),
      withdrawnAt: isoOrNull(withdrawnAt),
    };
  });
}

/** Claims of the member's own, those that the member leads for an organisation or shares in. */
async function findClaims({ trx }: Reading, memberId: string) {
  const shared = trx(coClaimants.name).where({ member_id: memberId }).select('claim_id');
  const found: Record<string, unknown>[] = await trx(`${claims.name} as c`)
    .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
    .where((part) => {
      void part
        .where('c.claimant_id', memberId)
        .orWhere('c.lead_id', memberId)
        .orWhereIn('c.document_id', shared);
    })
    .orderBy('c.id')
    .select(selectOf(trx, claims, 'c'))
    .select({ task: 'o.title', unit: 'o.unit_label' });
  return found.map((row) => {
    const claim = rowIn(claims, 'c', row);
    const { id, claimantKind, claimantId, leadId, state, percent, score } = claim;
    const isOwn = claimantKind === 'member' && claimantId === memberId;
    return {
      id,
      task: row.task,
      unit: row.unit,
      as: isOwn ? 'claimant' : leadId === memberId ? 'lead' : 'co-claimant',
      state,
      percent,
      score,
      claimedAt: isoOf(claim.claimedAt),
      dueAt: isoOrNull(claim.dueAt),
      submittedAt: isoOrNull(claim.submittedAt),
      decidedAt: isoOrNull(claim.decidedAt),
      endedAt: isoOrNull(claim.endedAt),
      ...(isOwn && Object.fromEntries(CLAIM_WORDS.map((name) => [name, claim[name]]))),
    };
  });
}

async function findReports({ trx }: Reading, memberId: string) {
  const found: Record<string, unknown>[] = await withTask(trx(`${reports.name} as r`), 'r')
    .where('r.member_id', memberId)
    .orderBy('r.id')
    .select(selectOf(trx, reports, 'r'));
  return found.map((row) => {
    const {
      memberId: _memberId,
      version: _version,
      salt: _salt,
      ...report
    } = rowIn(reports, 'r', row);
    return { task: row.task, ...report, reportedAt: isoOf(report.reportedAt) };
  });
}

/** Adds the title of the task to rows that belong to a claim. */
function withTask(select: Knex.QueryBuilder, alias: string): Knex.QueryBuilder {
  return select
    .join(`${claims.name} as c`, 'c.document_id', `${alias}.claim_id`)
    .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
    .select({ task: 'o.title' });
}

/** Those of a member's own claims, from whoever evaluated, or those that the member gave. */
async function findVerdicts({ trx }: Reading, memberId: string, which: 'received' | 'given') {
  const select = withTask(trx(`${verdicts.name} as v`), 'v')
    .orderBy('v.id')
    .select(selectOf(trx, verdicts, 'v'));
  if (which === 'given') void select.where('v.evaluator_id', memberId);
  else void select.where({ 'c.claimant_kind': 'member', 'c.claimant_id': memberId });
  const found: Record<string, unknown>[] = await select;
  return found.map((row) => {
    const { claimId, round, step, decision, scores, score, answers, reason, decidedAt } = rowIn(
      verdicts,
      'v',
      row,
    );
    const by = which === 'given' ? 'you' : 'evaluator';
    const verdict = { claimId, round, step, decision, scores, score, answers, reason };
    return { task: row.task, by, ...verdict, decidedAt: isoOf(decidedAt) };
  });
}

interface Uploaded {
  readonly place: { readonly task: unknown };
  readonly row: EvidenceRow;
}

async function findUploaded({ trx }: Reading, memberId: string): Promise<Uploaded[]> {
  const found: Record<string, unknown>[] = await withTask(trx(`${evidence.name} as e`), 'e')
    .where('e.member_id', memberId)
    .orderBy('e.id')
    .select(selectOf(trx, evidence, 'e'));
  return found.map((row) => ({ place: { task: row.task }, row: rowIn(evidence, 'e', row) }));
}

function presentUploaded({ task }: Uploaded['place'], row: EvidenceRow) {
  const { id, claimId, reportId, moment, name, mimeType, size, width, height } = row;
  const { sha256, pixelSha256, differenceHash, sentSha256, latitude, longitude } = row;
  return {
    id,
    task,
    claimId,
    reportId,
    moment,
    name,
    file: row.erasedAt === null ? pathOf(row) : null,
    mimeType,
    size,
    width,
    height,
    fingerprints: { sha256, pixelSha256, differenceHash, sentSha256 },
    takenAt: isoOrNull(row.takenAt),
    latitude,
    longitude,
    addedAt: isoOf(row.addedAt),
  };
}

function pathOf({ id, name }: EvidenceRow): string {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0] ?? '';
  return `evidence/${id}${ending}`;
}

/** What the member wrote, as a manager for example, about claims of others. */
async function findWords(reading: Reading, memberId: string) {
  const writers = await findWriters(reading, memberId);
  const found = await findRows(reading, claims, (select) =>
    select.whereIn('x.document_id', [...writers.keys()]),
  );
  return found
    .filter(({ claimantId }) => claimantId !== memberId)
    .map((claim) => {
      const own = CLAIM_WORDS.filter((name) => writers.get(claim.id)?.get(name) === memberId);
      return { claimId: claim.id, ...Object.fromEntries(own.map((name) => [name, claim[name]])) };
    });
}

async function findExports(reading: Reading, memberId: string) {
  const found = await findRows(reading, dataExports, { memberId });
  return found.map(({ requestedAt, expiresAt, takenAt }) => ({
    requestedAt: isoOf(requestedAt),
    expiresAt: isoOf(expiresAt),
    takenAt: isoOrNull(takenAt),
  }));
}

/** Every step that the record tells as the member's, and every change of the member's own row. */
async function findActivity(reading: Reading, memberId: string) {
  const found = await findRows(reading, events, (select) =>
    select
      .where('x.actor_id', memberId)
      .orWhere({ 'x.subject_type': members.subject, 'x.subject_id': memberId }),
  );
  return found.map(({ type, subjectType, subjectId, actorKind, actorId, at }) => {
    const by = actorId === memberId ? 'you' : actorKind;
    return { type, subjectType, subjectId, by, at: isoOf(at) };
  });
}
