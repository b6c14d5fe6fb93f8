import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { isoOf } from '../../../core/time';
import type { Language } from '../../../core/words';
import { findEvidence, presentEvidence } from '../evidence/find-evidence';
import { findReuses } from '../evidence/find-reuses';
import type { EvidenceRow } from '../evidence/tables';
import { nameFor } from '../masking/show-person';
import { events } from '../record/event-table';
import type { CallingMember } from '../shared/caller';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { read, type Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import type { ClaimContext } from './claim-context';
import { isDue } from './due-claims';
import { getClaimContext } from './give-command';
import { presentClaim, presentTerms } from './present-claim';
import { settleClaims } from './settle-claims';
import { claims, reports, verdicts } from './tables';

type Detail = ResponseOf<Endpoints['claims.findOne']>['data'];
type Timeline = ResponseOf<Endpoints['claims.findTimeline']>;

/** A claim with its terms, reports and verdicts. @throws DomainError NOT_FOUND */
export async function findClaim(
  strapi: Core.Strapi,
  request: {
    readonly claimId: string;
    readonly reader: CallingMember;
    readonly language: Language;
  },
): Promise<Detail> {
  const { claimId, language } = request;
  return readSettled(strapi, request, async (reading, context) => {
    const evidence = await findEvidence(reading, claimId);
    const isJudge = context.actor.roles.some((role) => role === 'evaluator' || role === 'manager');
    const reuses = isJudge ? await findReuses(reading, claimId) : null;
    return {
      ...presentClaim(context, { now: reading.now, language }),
      terms: presentTerms(context.terms),
      coClaimants: await findCoClaimants(reading, claimId),
      withdrawalReason: context.claim.withdrawalReason,
      withdrawalAnswer: context.claim.withdrawalAnswer,
      termsReason: context.claim.termsReason,
      endReason: context.claim.endReason,
      reports: await findReports(reading, claimId, evidence),
      evidence: evidence.map(({ memberName, ...row }) =>
        presentEvidence(row, { memberName, all: evidence, reuses: reuses?.get(row.id) }),
      ),
      verdicts: await findVerdicts(reading, claimId),
    };
  });
}

/** A deadline is kept also for the first reader who comes after it: then it is read once more. */
async function readSettled<T>(
  strapi: Core.Strapi,
  { claimId, reader }: { readonly claimId: string; readonly reader: CallingMember },
  look: (reading: Reading, context: ClaimContext) => Promise<T>,
): Promise<T> {
  const settled = await read(strapi, async (reading) => {
    const context = await getClaimContext(reading, claimId, reader);
    return isDue(context.claim, reading.now) ? null : { seen: await look(reading, context) };
  });
  if (settled !== null) return settled.seen;
  await settleClaims(strapi, [claimId]);
  return read(strapi, async (reading) =>
    look(reading, await getClaimContext(reading, claimId, reader)),
  );
}

async function findCoClaimants({ trx }: Reading, claimId: string): Promise<Detail['coClaimants']> {
  const found: { id: string; name: string }[] = await trx('pioneer_co_claimants as sharing')
    .join('pioneer_members as m', 'm.document_id', 'sharing.member_id')
    .where('sharing.claim_id', claimId)
    .orderBy('sharing.id')
    .select({ id: 'm.document_id', name: 'm.name' });
  return found.map(({ id, name }) => ({ id, name: nameFor('claim', name) }));
}

async function findReports(
  { trx }: Reading,
  claimId: string,
  evidence: readonly EvidenceRow[],
): Promise<Detail['reports']> {
  const found: Record<string, unknown>[] = await trx(`${reports.name} as r`)
    .join('pioneer_members as m', 'm.document_id', 'r.member_id')
    .where('r.claim_id', claimId)
    .orderBy(['r.reported_at', 'r.id'])
    .select(selectOf(trx, reports, 'r'))
    .select({ name: 'm.name' });
  return found.map((row) => {
    const { memberId, reportedAt, selfCheck, answers, ...report } = rowIn(reports, 'r', row);
    const { id, clientId, kind, round, percent, text } = report;
    return {
      id,
      clientId,
      kind,
      round,
      percent,
      text,
      answers: { ...answers },
      selfCheck: selfCheck === null ? null : { ...selfCheck },
      evidenceIds: evidence.filter(({ reportId }) => reportId === id).map((item) => item.id),
      by: { id: memberId, name: nameFor('claim', String(row.name)) },
      reportedAt: isoOf(reportedAt),
    };
  });
}

async function findVerdicts({ trx }: Reading, claimId: string): Promise<Detail['verdicts']> {
  const found: Record<string, unknown>[] = await trx(`${verdicts.name} as v`)
    .join('pioneer_members as m', 'm.document_id', 'v.evaluator_id')
    .where('v.claim_id', claimId)
    .orderBy(['v.round', 'v.step'])
    .select(selectOf(trx, verdicts, 'v'))
    .select({ name: 'm.name' });
  return found.map((row) => {
    const { evaluatorId, decidedAt, scores, answers, ...verdict } = rowIn(verdicts, 'v', row);
    const { id, round, step, decision, score, reason } = verdict;
    return {
      id,
      round,
      step,
      decision,
      scores: scores === null ? null : { ...scores },
      score,
      answers: { ...answers },
      reason,
      by: { id: evaluatorId, name: nameFor('claim', String(row.name)) },
      decidedAt: isoOf(decidedAt),
    };
  });
}

const cursorSchema = z.tuple([z.number().int()]);

/** What happened to a claim, from the record, oldest first. @throws DomainError NOT_FOUND */
export async function findTimeline(
  strapi: Core.Strapi,
  request: {
    readonly claimId: string;
    readonly reader: CallingMember;
    readonly query: RequestOf<Endpoints['claims.findTimeline']>['query'];
  },
): Promise<Timeline> {
  const { claimId, query } = request;
  return readSettled(strapi, request, async (reading) => {
    const [after] = query.cursor === undefined ? [0] : decodeCursor(query.cursor, cursorSchema);
    const found: Record<string, unknown>[] = await reading
      .trx(`${events.name} as e`)
      .leftJoin('pioneer_members as m', 'm.document_id', 'e.actor_id')
      .where({ 'e.subject_type': claims.subject, 'e.subject_id': claimId })
      .where('e.subject_version', '>', after)
      .orderBy('e.subject_version')
      .limit(query.limit + 1)
      .select(selectOf(reading.trx, events, 'e'))
      .select({ name: 'm.name' });
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    const hasMore = found.length > query.limit && last !== undefined;
    return {
      data: shown.map(timelineEntryFrom),
      nextCursor: hasMore ? encodeCursor([rowIn(events, 'e', last).subjectVersion]) : null,
    };
  });
}

function timelineEntryFrom(row: Readonly<Record<string, unknown>>): Timeline['data'][number] {
  const event = rowIn(events, 'e', row);
  const { actorId } = event;
  return {
    version: event.subjectVersion,
    type: event.type,
    at: isoOf(event.at),
    by: actorId === null ? null : { id: actorId, name: nameFor('claim', String(row.name ?? '')) },
    facts: factsOf(event.payload),
  };
}

/** Payloads are flat by design; anything deeper is not for timelines. */
function factsOf(payload: Readonly<Record<string, unknown>>): Timeline['data'][number]['facts'] {
  const isFact = (value: unknown): value is string | number | boolean | null =>
    value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return Object.fromEntries(
    Object.entries(payload).filter((entry): entry is [string, string | number | boolean | null] =>
      isFact(entry[1]),
    ),
  );
}
