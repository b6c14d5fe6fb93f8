import type { Knex } from 'knex';
import type { TaskCheck } from '../../../contract/task-checks';
import {
  foreseeEvaluators,
  groupProspects,
  WEIGHT_OF_PROSPECT,
  type ForeseenPlace,
} from '../../../core/work/foresee-evaluators';
import type { EvaluationStep, LineOrganisation, StepTree } from '../../../core/work/steps';
import type { Terms } from '../../../core/work/terms';
import type { OrganisationRef } from '../people/refs';
import type { Reading } from '../shared/database';

type CheckedStep = NonNullable<TaskCheck['steps']>[number];

/** Where a task lies. */
interface TaskPlace {
  readonly organisationId: string;
  /** Rows with the `organisationId` and the `label` of each; null: the task has none. */
  readonly units: Knex.QueryBuilder | null;
}

/** One organisation in which work will lie, or from which claimants come. */
interface Place {
  readonly organisationId: string;
  readonly count: number;
  readonly unit: string | null;
}

/**
 * Who will evaluate what is claimed of a task, step by step, as evaluators are now: by a few
 * queries over organisations, however many units the task has.
 */
export async function foreseeSteps(
  reading: Reading,
  terms: Terms,
  task: TaskPlace,
): Promise<CheckedStep[]> {
  const trees = new Set(terms.steps.map(({ tree }) => tree));
  const evaluatorsOf = await findEvaluators(reading);
  const checked = new Map<EvaluationStep, CheckedStep>();
  for (const tree of trees) {
    const steps = terms.steps.filter((step) => step.tree === tree);
    const select = SELECTS[tree](reading.trx, terms, task);
    const places = await findPlaces(select);
    const lines = await findLines(reading, select);
    const foreseen = places.map((place) => {
      const line = lines.get(place.organisationId) ?? [];
      return { place, line, foresights: foreseeEvaluators(steps, line, evaluatorsOf) };
    });
    const refs = new Map(foreseen.flatMap(({ line }) => line.map((one) => [one.id, refOf(one)])));
    steps.forEach((step, index) => {
      const ofStep = foreseen.flatMap(({ place: { count, unit }, foresights }) => {
        const foresight = foresights[index];
        return foresight === undefined ? [] : [{ count, unit, foresight }];
      });
      checked.set(step, presentStep(step, ofStep, refs));
    });
  }
  return terms.steps.flatMap((step) => checked.get(step) ?? []);
}

function presentStep(
  { key, label, tree }: EvaluationStep,
  places: readonly ForeseenPlace[],
  refs: ReadonlyMap<string, OrganisationRef>,
): CheckedStep {
  const prospects = groupProspects(places).map(({ prospect, count, examples }) => ({
    prospect,
    weight: WEIGHT_OF_PROSPECT[prospect],
    count,
    examples: examples.flatMap(({ foresight: { startId, evaluatingId }, ...example }) => {
      const start = refs.get(startId);
      const evaluating = evaluatingId === null ? null : (refs.get(evaluatingId) ?? null);
      return start === undefined ? [] : [{ ...example, start, evaluating }];
    }),
  }));
  return { key, label, tree, prospects };
}

type SelectPlaces = (trx: Knex, terms: Terms, task: TaskPlace) => Knex.QueryBuilder;

const SELECTS: Record<StepTree, SelectPlaces> = {
  /** Where the units lie; without any, the task's own organisation. */
  opening: (trx, _terms, { organisationId, units }) =>
    units === null
      ? trx('pioneer_organisations as og')
          .where('og.document_id', organisationId)
          .select({ organisationId: 'og.document_id' })
          .select({ unit: trx.raw('null'), count: trx.raw('1') })
      : trx
          .from(units.clone().as('u'))
          .groupBy('u.organisationId')
          .select({ organisationId: 'u.organisationId' })
          .min({ unit: 'u.label' })
          .count({ count: '*' }),
  /** Where claimants belong: anywhere, or where everyone is enrolled. */
  claimant: (trx, { slots, claimMode }, { organisationId }) => {
    const select = trx('pioneer_memberships as ms')
      .whereNull('ms.ended_at')
      .groupBy('ms.organisation_id')
      .select({ organisationId: 'ms.organisation_id' })
      .select({ unit: trx.raw('null'), count: trx.raw('1') });
    if (slots.member === 0) void select.where('ms.role', 'representative');
    if (claimMode !== 'everyone') return select;
    return select.whereIn('ms.organisation_id', subtreeOf(trx, organisationId));
  },
};

function subtreeOf(trx: Knex, organisationId: string): Knex.QueryBuilder {
  return trx('pioneer_organisation_closures')
    .where('ancestor_id', organisationId)
    .select('descendant_id');
}

type NamedOrganisation = LineOrganisation & OrganisationRef;

function refOf({ id, code, name }: NamedOrganisation): OrganisationRef {
  return { id, code, name };
}

async function findPlaces(select: Knex.QueryBuilder): Promise<Place[]> {
  const found = (await select.clone()) as (Place & { readonly count: number | string })[];
  return found.map((place) => ({ ...place, count: Number(place.count) }));
}

/** From each of the selected organisations to its root. */
async function findLines(
  { trx }: Reading,
  select: Knex.QueryBuilder,
): Promise<ReadonlyMap<string, NamedOrganisation[]>> {
  const found: (NamedOrganisation & { below: string })[] = await trx(
    'pioneer_organisation_closures as up',
  )
    .join('pioneer_organisations as og', 'og.document_id', 'up.ancestor_id')
    .whereIn('up.descendant_id', trx.from(select.as('place')).select('place.organisationId'))
    .orderBy(['up.descendant_id', 'up.depth'])
    .select({ below: 'up.descendant_id' })
    .select({ id: 'og.document_id', kind: 'og.kind', code: 'og.code', name: 'og.name' });
  const lines = new Map<string, NamedOrganisation[]>();
  for (const { below, ...organisation } of found) {
    const line = lines.get(below);
    if (line === undefined) lines.set(below, [organisation]);
    else line.push(organisation);
  }
  return lines;
}

/** The evaluators of every organisation that has any. */
async function findEvaluators({ trx }: Reading): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found: { organisationId: string; memberId: string }[] = await trx('pioneer_memberships')
    .where({ role: 'evaluator' })
    .whereNull('ended_at')
    .select({ organisationId: 'organisation_id', memberId: 'member_id' });
  const evaluators = new Map<string, Set<string>>();
  for (const { organisationId, memberId } of found) {
    evaluators.set(organisationId, (evaluators.get(organisationId) ?? new Set()).add(memberId));
  }
  return evaluators;
}
