import type { Knex } from 'knex';
import { refusal, type Refusal } from '../../../core/errors';
import { startOf, type EvaluationStep, type LineOrganisation } from '../../../core/work/steps';
import type { Reading } from '../shared/database';

/** Placeholders for an IN list; an empty one matches nothing, and is false rather than unknown. */
export function listOf(values: readonly string[]): string {
  return values.length === 0 ? "('')" : `(${values.map(() => '?').join(', ')})`;
}

/**
 * Whether the claim `c` is a member's own, so that somebody else must manage it: claimed or shares
 * in it, reported, submitted; or represents the organisation that claimed, and could do all of that
 * at any moment.
 *
 * @param member an SQL expression without bindings, such as a column
 */
function isOwnWork(member: string): string {
  return `((c.lead_id is not null and c.lead_id = ${member})
    or exists (select 1 from pioneer_co_claimants as sharing
      where sharing.claim_id = c.document_id and sharing.member_id = ${member})
    or exists (select 1 from pioneer_reports as own
      where own.claim_id = c.document_id and own.member_id = ${member})
    or (c.claimant_kind = 'organisation' and exists (select 1 from pioneer_memberships as speaks
      where speaks.organisation_id = c.claimant_id and speaks.member_id = ${member}
        and speaks.role = 'representative' and speaks.ended_at is null)))`;
}

/**
 * Whether a member had part in the claim `c`, so that somebody else must evaluate it: it is their
 * own, or they gave the verdict of another step.
 */
function hadPart(member: string): string {
  return `(${isOwnWork(member)}
    or exists (select 1 from pioneer_verdicts as given
      where given.claim_id = c.document_id and given.evaluator_id = ${member}
        and given.step <> c.step))`;
}

/** Whether the reader had part in the claim `c`. */
export function hadPartCondition(trx: Knex, readerId: string): Knex.Raw<boolean> {
  return trx.raw(
    `exists (select 1 from pioneer_members as reader
      where reader.document_id = ? and ${hadPart('reader.document_id')})`,
    [readerId],
  );
}

/** Whether the claim `c` is the reader's own. */
export function ownWorkCondition(trx: Knex, readerId: string): Knex.Raw<boolean> {
  return trx.raw(
    `exists (select 1 from pioneer_members as reader
      where reader.document_id = ? and ${isOwnWork('reader.document_id')})`,
    [readerId],
  );
}

/** Evaluators of the organisation `place` who are free to judge the claim `c`. */
const FREE_EVALUATORS = `select 1 from pioneer_memberships as free
  where free.organisation_id = place.ancestor_id and free.role = 'evaluator'
    and free.ended_at is null and not ${hadPart('free.member_id')}`;

/** Members whom the present step asks by name. */
const NAMED = `pioneer_step_evaluators as named
  where named.terms_id = c.terms_id and named.step = c.step`;

const NOBODY_NAMED = `not exists (select 1 from ${NAMED} and not ${hadPart('named.member_id')})`;

/** Whether nobody whom the present step of the claim `c` asks by name is free to judge it. */
export function isNobodyNamedCondition(trx: Knex): Knex.Raw<boolean> {
  return trx.raw(NOBODY_NAMED);
}

/**
 * Whether the present step of the claim `c` asks the reader: by name; or, when nobody who is named
 * is free to judge, as an evaluator of the nearest organisation, from where the step begins
 * upwards, that has one who is.
 *
 * @param organisationIds where the reader is evaluator
 */
export function isAskedCondition(
  trx: Knex,
  readerId: string,
  organisationIds: readonly string[],
): Knex.Raw<boolean> {
  const isNamed = `exists (select 1 from ${NAMED} and named.member_id = ?)`;
  // Most readers evaluate nowhere; planning the rest takes a database as long as finding a claim.
  if (organisationIds.length === 0) return trx.raw(isNamed, [readerId]);
  return trx.raw(
    `(${isNamed}
      or (${NOBODY_NAMED}
        and exists (select 1 from pioneer_organisation_closures as asked
          where asked.descendant_id = c.evaluating_id
            and asked.ancestor_id in ${listOf(organisationIds)}
            and not exists (select 1 from pioneer_organisation_closures as place
              where place.descendant_id = c.evaluating_id and place.depth < asked.depth
                and exists (${FREE_EVALUATORS})))))`,
    [readerId, ...organisationIds],
  );
}

/** The organisation and all above it, from the bottom up. */
export async function findLine({ trx }: Reading, organisationId: string): Promise<Line> {
  const found: LineOrganisation[] = await trx('pioneer_organisation_closures as up')
    .join('pioneer_organisations as og', 'og.document_id', 'up.ancestor_id')
    .where('up.descendant_id', organisationId)
    .orderBy('up.depth')
    .select({ id: 'og.document_id', kind: 'og.kind' });
  return found;
}

type Line = readonly LineOrganisation[];

/** Whose lines a claim's steps may climb. */
export interface Places {
  readonly openingOrganisationId: string;
  /** The organisation that the claim is credited to, if any. */
  readonly claimantOrganisationId: string | null;
}

/**
 * The organisation in which a step of a claim begins. Of a claimant without organisation the
 * opening's line is climbed; where the line has nothing of the step's level, its first
 * organisation is asked, so that no claim is ever stuck.
 */
export async function findStepStart(
  reading: Reading,
  step: EvaluationStep,
  places: Places,
): Promise<string> {
  const { openingOrganisationId, claimantOrganisationId } = places;
  const base =
    step.tree === 'claimant'
      ? (claimantOrganisationId ?? openingOrganisationId)
      : openingOrganisationId;
  return startOf(step, await findLine(reading, base))?.id ?? base;
}

/** The organisation above the one that is asked now; null at the top. */
export async function findNextAbove({ trx }: Reading, claimId: string): Promise<string | null> {
  const above: { id: string }[] = await trx('pioneer_claims as c')
    .join('pioneer_organisation_closures as place', 'place.descendant_id', 'c.evaluating_id')
    .join('pioneer_organisations as og', 'og.document_id', 'place.ancestor_id')
    .where('c.document_id', claimId)
    .whereRaw(
      `place.depth > coalesce((select min(place.depth) from pioneer_organisation_closures as place
        where place.descendant_id = c.evaluating_id and exists (${FREE_EVALUATORS})), 0)`,
    )
    .orderBy('place.depth')
    .limit(1)
    .select({ id: 'og.document_id' });
  return above[0]?.id ?? null;
}

/**
 * Which steps of a task have no organisation to begin in, for one of its units at least.
 *
 * @param units rows with the `organisationId` of each; null: the task has none, and lies in its own
 */
export async function findStepsRefusals(
  reading: Reading,
  steps: readonly EvaluationStep[],
  { organisationId, units }: { organisationId: string; units: Knex.QueryBuilder | null },
): Promise<Refusal[]> {
  const line = await findLine(reading, organisationId);
  const refusals: Refusal[] = [];
  for (const step of steps) {
    const { key, tree, level } = step;
    if (tree !== 'opening' || level === null) continue;
    const isMissing =
      units === null ? startOf(step, line) === null : await lacksLevel(reading, units, level);
    if (isMissing) refusals.push(refusal('TASK_STEP_WITHOUT_LEVEL', { key, level }));
  }
  return refusals;
}

/** Whether some unit lies in an organisation that is neither of this kind nor below one that is. */
async function lacksLevel(
  { trx }: Reading,
  units: Knex.QueryBuilder,
  level: string,
): Promise<boolean> {
  const lacking = await trx
    .from(units.clone().as('u'))
    .whereNotExists(
      trx('pioneer_organisation_closures as up')
        .join('pioneer_organisations as above', 'above.document_id', 'up.ancestor_id')
        .where('above.kind', level)
        .where('up.descendant_id', trx.ref('u.organisationId'))
        .select(trx.raw('1')),
    )
    .first<object | undefined>('u.organisationId');
  return lacking !== undefined;
}
