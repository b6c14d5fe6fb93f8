import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { findDatabaseFailure } from '../../../core/database-failure';
import { decideClaim } from '../../../core/work/decide-claim';
import { isDueReminder } from '../../../core/work/due-date';
import { isOverdue } from '../../../core/work/guards';
import type { Subject } from '../../../core/work/terms';
import type { ClaimCommand } from '../../../core/work/transitions';
import { SYSTEM } from '../record/event-table';
import { dateIn } from '../shared/clock';
import { read, transact, type Reading, type Transaction } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { changeClaim } from './change-claim';
import { claimFactsOf, SYSTEM_FACTS } from './claim-context';
import { IS_DUE } from './due-claims';
import { findNextAbove } from './evaluators';
import { payloadOf } from './give-command';
import { claims, openings, terms, type ClaimRow } from './tables';

/** Claims settled by one round of the sweep; the next round takes the rest. */
const SWEEP_BATCH = 500;

function selectDue({ trx, now }: Reading): Knex.QueryBuilder {
  return trx(`${claims.name} as c`)
    .join(`${terms.name} as t`, 't.document_id', 'c.terms_id')
    .whereRaw(IS_DUE, { moment: new Date(now) });
}

/** Whether anything is due in an opening, for a column of a select that asks for the moment itself. */
export function selectWhetherDue(strapi: Core.Strapi, trx: Knex, openingId: string): Knex.Raw {
  const due = trx(`${claims.name} as c`)
    .where('c.opening_id', openingId)
    .whereRaw(IS_DUE, { moment: dateIn(strapi, trx) });
  return trx.raw('exists ?', [due.select(trx.raw('1'))]);
}

/**
 * Settles what is due in an opening within the caller's transaction.
 *
 * @returns how many claims were settled
 */
export async function settleClaimsOf(transaction: Transaction, openingId: string): Promise<number> {
  const found: Record<string, unknown>[] = await selectDue(transaction)
    .where('c.opening_id', openingId)
    .select([selectOf(transaction.trx, claims, 'c'), selectOf(transaction.trx, terms, 't')]);
  let settled = 0;
  for (const row of found) settled += Number(await settle(transaction, row));
  return settled;
}

/**
 * Settles these claims, each in a transaction of its own. One that cannot be settled is told of
 * and left for the next round; the deadlines of the others are kept all the same.
 */
export async function settleClaims(
  strapi: Core.Strapi,
  claimIds: readonly string[],
): Promise<number> {
  let settled = 0;
  for (const claimId of claimIds) {
    try {
      settled += Number(await transact(strapi, (transaction) => settleClaim(transaction, claimId)));
    } catch (error) {
      if (findDatabaseFailure(error) === 'away') throw error;
      strapi.log.error(`[pioneer] claim ${claimId} cannot be settled: ${String(error)}`);
    }
  }
  return settled;
}

async function settleClaim(transaction: Transaction, claimId: string): Promise<boolean> {
  const found = await selectDue(transaction)
    .where('c.document_id', claimId)
    .select([selectOf(transaction.trx, claims, 'c'), selectOf(transaction.trx, terms, 't')])
    .first<Record<string, unknown> | undefined>();
  return found === undefined ? false : settle(transaction, found);
}

/** Settles what is due in openings that somebody looks at. */
export async function settleOpenings(
  strapi: Core.Strapi,
  openingIds: readonly string[],
): Promise<number> {
  if (openingIds.length === 0) return 0;
  const due: { document_id: string }[] = await read(strapi, (reading) =>
    selectDue(reading)
      .whereIn('c.opening_id', [...openingIds])
      .select('c.document_id'),
  );
  return settleClaims(strapi, idsOf(due));
}

/** Settles what is due in all openings of a task. */
export async function settleTask(strapi: Core.Strapi, { uid, id }: Subject): Promise<number> {
  const due: { document_id: string }[] = await read(strapi, (reading) =>
    selectDue(reading)
      .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
      .where({ 'o.task_uid': uid, 'o.task_id': id })
      .select('c.document_id'),
  );
  return settleClaims(strapi, idsOf(due));
}

/**
 * One round of the sweep that keeps deadlines also where nobody looks. Every node may run it:
 * each claim is settled by a conditional write that only one of them wins.
 */
export async function sweepClaims(strapi: Core.Strapi): Promise<number> {
  const due: { document_id: string }[] = await read(strapi, (reading) =>
    selectDue(reading)
      .orderByRaw(
        `coalesce(c.due_reminds_at, c.lease_ends_at, c.offer_ends_at, c.appeal_ends_at, c.step_reminds_at,
          c.step_ends_at), c.document_id`,
      )
      .limit(SWEEP_BATCH)
      .select('c.document_id'),
  );
  return settleClaims(strapi, idsOf(due));
}

function idsOf(found: readonly { document_id: string }[]): string[] {
  return found.map(({ document_id }) => document_id);
}

/** False when somebody else was first, or when it is not due after all. */
async function settle(
  transaction: Transaction,
  found: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const claim = rowIn(claims, 'c', found);
  const agreed = rowIn(terms, 't', found);
  const command = dueCommand(claim, transaction);
  const above = command === 'escalate' ? await findNextAbove(transaction, claim.id) : null;
  const given = { climbs: above !== null };
  const facts = claimFactsOf(claim, agreed);
  const decision = decideClaim(command, facts, SYSTEM_FACTS, given, transaction.now);
  if (!decision.ok) return false;
  const changes = { ...decision.changes, ...(above !== null && { evaluatingId: above }) };
  // Evaluators are reminded too: what names a due date is for the claimant.
  const isOfDueDate = command === 'remind' && isDueReminder(claim, transaction.now);
  const payload = payloadOf(isOfDueDate ? { dueAt: claim.dueAt } : {});
  const change = { claim, terms: agreed, command, changes, actor: SYSTEM, payload };
  return (await changeClaim(transaction, change)) !== null;
}

function dueCommand(claim: ClaimRow, { now }: Reading): ClaimCommand {
  if (claim.state === 'rejected') return 'close';
  // What has expired is not worked on any more: nobody is reminded of its due date.
  if (claim.state !== 'submitted') return isOverdue(claim, now) ? 'expire' : 'remind';
  return claim.stepEndsAt !== null && claim.stepEndsAt <= now ? 'escalate' : 'remind';
}
