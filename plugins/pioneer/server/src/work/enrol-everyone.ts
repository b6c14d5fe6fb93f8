import { groupBy } from 'lodash';
import type { Knex } from 'knex';
import { creditedOrganisation, liveKeyOf, newClaim } from '../../../core/work/claim-opening';
import { CLAIMANT_KINDS, RELEASED_STATES, type ClaimantKind } from '../../../core/work/states';
import type { Subject, Terms } from '../../../core/work/terms';
import { transitionOf } from '../../../core/work/transitions';
import { outsideOf, placesIn } from '../audience/visible-openings';
import type { JobRequest } from '../jobs/request-job';
import type { JobWork } from '../jobs/run-jobs';
import { SYSTEM } from '../record/event-table';
import { insertAllRecorded, updateLocked } from '../record/recorded-writes';
import { countOf, type Transaction } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { findCandidates, type Candidate } from './candidates';
import { takenColumn } from './change-claim';
import { releaseClaim } from './release-claim';
import { claims, openings, terms } from './tables';

interface EnrolPlan {
  readonly kinds: readonly ClaimantKind[];
}

/** Claims enrolled or released in one transaction. */
const PART = 250;

/** The job that enrols everyone in a task's openings, from when they open. */
export function enrolJobOf({
  slots,
  opensAt,
}: Terms): Pick<JobRequest, 'kind' | 'payload' | 'notBefore'> {
  const payload: EnrolPlan = { kinds: CLAIMANT_KINDS.filter((kind) => slots[kind] > 0) };
  return { kind: 'enrol', payload, notBefore: opensAt };
}

/**
 * Claims for everybody whom a task is for and who has no claim yet, whenever they joined; releases
 * those who left, or left its audience, with work unfinished. Members belong to the opening's organisation or one below
 * it; of organisations it is the one that the opening is about, or else all of them there.
 */
export const enrolEveryone: JobWork = async (_strapi, transaction, job) => {
  const task = { uid: job.subjectUid, id: job.subjectId };
  const { kinds } = job.payload as EnrolPlan;
  const released = await releaseLeavers(transaction, task);
  const joiners = [];
  for (const kind of kinds) {
    joiners.push(...(await findJoiners(transaction, task, kind, PART - joiners.length)));
  }
  const counts = job.total === null ? await countJoiners(transaction, task, kinds) : undefined;
  await enrol(transaction, joiners);
  return {
    done: joiners.length,
    isFinished: joiners.length < PART && released < PART,
    ...(counts !== undefined && { left: counts }),
  };
};

interface Joiner {
  readonly openingId: string;
  readonly kind: ClaimantKind;
  readonly claimantId: string;
}

/** Whom the openings `o` of a task are for; whoever was released may be enrolled once more. */
function selectJoiners(
  { trx, now }: Transaction,
  task: Subject,
  kind: ClaimantKind,
): Knex.QueryBuilder {
  const moment = new Date(now);
  const select = trx(`${openings.name} as o`)
    .join('pioneer_organisation_closures as up', 'up.ancestor_id', 'o.organisation_id')
    .where({ 'o.task_uid': task.uid, 'o.task_id': task.id })
    .where({ 'o.state': 'open', 'o.claim_mode': 'everyone' })
    .whereRaw('(o.closes_at is null or o.closes_at > ?)', [moment]);
  const claimant = kind === 'member' ? 'ms.member_id' : 'up.descendant_id';
  if (kind === 'member') {
    void select.join('pioneer_memberships as ms', (join) => {
      join.on('ms.organisation_id', 'up.descendant_id').andOnNull('ms.ended_at');
    });
  } else {
    void select.whereRaw("(o.unit_kind <> 'organisation' or up.descendant_id = o.unit_id)");
  }
  return select
    .where((open) => {
      const inAudience = placesIn(trx, kind).where('am.claimant_id', trx.ref(claimant));
      void open.whereNull('o.audience_hash').orWhereExists(inAudience);
    })
    .whereNotExists(
      trx(`${claims.name} as c`)
        .where({ 'c.claimant_kind': kind, 'c.opening_id': trx.ref('o.document_id') })
        .where('c.claimant_id', trx.ref(claimant))
        // Managers cancel with a reason, and that stands.
        .whereRaw("(c.state <> 'cancelled' or c.end_reason is not null)")
        .select(trx.raw('1')),
    )
    .distinct({ openingId: 'o.document_id', claimantId: claimant });
}

async function findJoiners(
  transaction: Transaction,
  task: Subject,
  kind: ClaimantKind,
  limit: number,
): Promise<Joiner[]> {
  if (limit === 0) return [];
  const found: Omit<Joiner, 'kind'>[] = await selectJoiners(transaction, task, kind)
    .orderBy(['openingId', 'claimantId'])
    .limit(limit);
  return found.map((one) => ({ ...one, kind }));
}

async function countJoiners(
  transaction: Transaction,
  task: Subject,
  kinds: readonly ClaimantKind[],
): Promise<number> {
  let sum = 0;
  for (const kind of kinds) {
    const joiners = selectJoiners(transaction, task, kind).as('joiners');
    sum += await countOf(transaction.trx.from(joiners));
  }
  return sum;
}

async function enrol(transaction: Transaction, joiners: readonly Joiner[]): Promise<void> {
  const candidates = await findCandidates(
    transaction,
    joiners.map(({ kind, claimantId }) => ({ kind, id: claimantId })),
  );
  for (const [openingId, group] of Object.entries(groupBy(joiners, 'openingId'))) {
    const enrolled = group.flatMap(({ claimantId }) => candidates.get(claimantId) ?? []);
    await enrolIn(transaction, openingId, enrolled);
  }
}

/** An opening for everyone grows with those who are enrolled in it. */
async function enrolIn(
  transaction: Transaction,
  openingId: string,
  enrolled: readonly Candidate[],
): Promise<void> {
  const { trx, now } = transaction;
  const found: Record<string, unknown>[] = await trx(`${openings.name} as o`)
    .join(`${terms.name} as t`, 't.document_id', 'o.terms_id')
    .where('o.document_id', openingId)
    .select([selectOf(trx, openings, 'o'), selectOf(trx, terms, 't')])
    .forUpdate();
  const [row] = found;
  if (row === undefined) return;
  const [opening, agreed] = [rowIn(openings, 'o', row), rowIn(terms, 't', row)];
  const count = (kind: ClaimantKind) =>
    enrolled.filter(({ claimant }) => claimant.kind === kind).length;
  const changes = {
    memberSlots: Math.max(opening.memberSlots, opening.memberTaken + count('member')),
    organisationSlots: Math.max(
      opening.organisationSlots,
      opening.organisationTaken + count('organisation'),
    ),
  };
  const happening = { type: 'opening.enrolled', actor: SYSTEM };
  await updateLocked(transaction, openings, opening, changes, happening);
  for (const kind of CLAIMANT_KINDS) {
    await trx(openings.name)
      .where({ document_id: openingId })
      .increment(takenColumn(kind), count(kind));
  }
  const begun = newClaim('enrol', now, agreed.content, opening.dueAt);
  await insertAllRecorded(
    transaction,
    claims,
    enrolled.map(({ claimant, memberships }) => ({
      ...begun,
      openingId,
      termsId: agreed.id,
      workflowId: agreed.content.workflowId,
      claimantKind: claimant.kind,
      claimantId: claimant.id,
      leadId: claimant.kind === 'member' ? claimant.id : null,
      organisationId: creditedOrganisation(claimant, memberships),
      claimedAt: now,
      liveKey: liveKeyOf(openingId, claimant),
    })),
    { type: transitionOf('enrol').event, actor: SYSTEM },
  );
}

/**
 * Whether the claimant of `c` is at or below the organisation of the opening `o`: two conditions,
 * each looked up from the claimant, for all claims of everyone are asked for it.
 */
function isInside(inside: Knex.QueryBuilder, trx: Knex): void {
  const below = () =>
    trx('pioneer_organisation_closures as up')
      .where('up.ancestor_id', trx.ref('o.organisation_id'))
      .select(trx.raw('1'));
  void inside
    .where((organisation) => {
      void organisation
        .where('c.claimant_kind', 'organisation')
        .whereExists(below().where('up.descendant_id', trx.ref('c.claimant_id')));
    })
    .orWhereExists(
      below()
        .join('pioneer_memberships as ms', 'ms.organisation_id', 'up.descendant_id')
        .where('ms.member_id', trx.ref('c.claimant_id'))
        .whereNull('ms.ended_at'),
    );
}

/** @returns how many were released */
async function releaseLeavers(transaction: Transaction, task: Subject): Promise<number> {
  const { trx } = transaction;
  const found: Record<string, unknown>[] = await trx(`${claims.name} as c`)
    .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
    .join(`${terms.name} as t`, 't.document_id', 'c.terms_id')
    .where({ 'o.task_uid': task.uid, 'o.task_id': task.id, 'o.claim_mode': 'everyone' })
    .whereIn('c.state', [...RELEASED_STATES])
    .where((left) => {
      void left.whereNot((inside) => isInside(inside, trx)).orWhereExists(outsideOf(trx));
    })
    .orderBy('c.id')
    .limit(PART)
    .select([selectOf(trx, claims, 'c'), selectOf(trx, terms, 't')]);
  for (const row of found) await releaseClaim(transaction, row, { left: true });
  return found.length;
}
