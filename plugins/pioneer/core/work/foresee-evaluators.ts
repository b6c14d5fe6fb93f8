import { startOf, type EvaluationStep, type LineOrganisation } from './steps';

/**
 * What a step will meet where it begins: members asked by name or evaluators `here`; else those of
 * an organisation `above`. `shared`: whoever is asked may have decided an earlier step, so that the
 * next above may be; `exhausted`: nobody would be left then. `nobody`: none in the whole line.
 * `withoutLevel`: the line has no organisation of the step's level, which publishing refuses.
 */
export const EVALUATOR_PROSPECTS = [
  'withoutLevel',
  'nobody',
  'exhausted',
  'shared',
  'above',
  'named',
  'here',
] as const;
export type EvaluatorProspect = (typeof EVALUATOR_PROSPECTS)[number];

export const PROSPECT_WEIGHTS = ['fine', 'warning', 'danger'] as const;
export type ProspectWeight = (typeof PROSPECT_WEIGHTS)[number];

/** How grave a prospect is: in danger, claims will wait for a verdict that nobody can give. */
export const WEIGHT_OF_PROSPECT: Readonly<Record<EvaluatorProspect, ProspectWeight>> = {
  withoutLevel: 'danger',
  nobody: 'danger',
  exhausted: 'danger',
  shared: 'warning',
  above: 'warning',
  named: 'fine',
  here: 'fine',
};

/** What is foreseen of one step in one line of organisations. */
export interface Foresight {
  readonly prospect: EvaluatorProspect;
  /** Where the step begins. */
  readonly startId: string;
  /** Whose evaluators will be left at the last; null: nobody's, or members asked by name. */
  readonly evaluatingId: string | null;
}

type ForeseenStep = Pick<EvaluationStep, 'tree' | 'level' | 'evaluatorIds'>;
type Pool = ReadonlySet<string>;

/** Members whom a step may ask; without an organisation when it asks them by name. */
interface AskedPool {
  readonly organisationId: string | null;
  readonly members: Pool;
}

/**
 * Who will evaluate each of these steps, before there is a claim: nobody evaluates at two steps,
 * and what is asked of nobody is asked of the next organisation above. Whether an evaluator will
 * also be the claimant is not known yet.
 *
 * @param steps all of one tree, in their order
 * @param line from the organisation in which they climb to the root; at least itself
 * @param evaluatorsOf the evaluators of an organisation, by its id
 */
export function foreseeEvaluators(
  steps: readonly ForeseenStep[],
  line: readonly LineOrganisation[],
  evaluatorsOf: ReadonlyMap<string, Pool>,
): Foresight[] {
  const earlier: Pool[] = [];
  return steps.map((step) => {
    const { foresight, mayDecide } = foresee(step, line, { evaluatorsOf, earlier });
    earlier.push(mayDecide);
    return foresight;
  });
}

function foresee(
  step: ForeseenStep,
  line: readonly LineOrganisation[],
  known: {
    readonly evaluatorsOf: ReadonlyMap<string, Pool>;
    /** Who may have decided each of the steps before. */
    readonly earlier: readonly Pool[];
  },
): { readonly foresight: Foresight; readonly mayDecide: Pool } {
  const start = startOf(step, line);
  const startId = (start ?? line[0])?.id ?? '';
  const climbed = line.slice(line.findIndex(({ id }) => id === startId));
  const pools = askedPools(step, climbed, known.evaluatorsOf);
  const lasting = pools.findIndex(({ members }) => isSomebodyLeft(members, known.earlier));
  const asked = lasting === -1 ? pools : pools.slice(0, lasting + 1);
  const mayDecide = new Set(asked.flatMap(({ members }) => [...members]));
  const evaluatingId = pools[lasting]?.organisationId ?? null;
  const isLevelMissing = start === null && step.tree === 'opening';
  const prospect = isLevelMissing ? 'withoutLevel' : prospectOf(pools, lasting, startId);
  return { foresight: { prospect, startId, evaluatingId }, mayDecide };
}

/** Whom the step asks, one after the other; where nobody is, nobody is asked. */
function askedPools(
  { evaluatorIds }: ForeseenStep,
  climbed: readonly LineOrganisation[],
  evaluatorsOf: ReadonlyMap<string, Pool>,
): AskedPool[] {
  const named = { organisationId: null, members: new Set(evaluatorIds) };
  const inLine = climbed.map(({ id }) => {
    return { organisationId: id, members: evaluatorsOf.get(id) ?? new Set<string>() };
  });
  return [named, ...inLine].filter(({ members }) => members.size > 0);
}

/** Whether one of these remains, whoever decided the earlier steps. */
function isSomebodyLeft(members: Pool, earlier: readonly Pool[]): boolean {
  const touching = earlier.filter((pool) => [...members].some((member) => pool.has(member)));
  const isApart = (member: string) => touching.every((pool) => !pool.has(member));
  return members.size > touching.length || [...members].some(isApart);
}

function prospectOf(
  pools: readonly AskedPool[],
  lasting: number,
  startId: string,
): EvaluatorProspect {
  const [first] = pools;
  if (first === undefined) return 'nobody';
  if (lasting === -1) return 'exhausted';
  if (lasting > 0) return 'shared';
  if (first.organisationId === null) return 'named';
  return first.organisationId === startId ? 'here' : 'above';
}

/** Units that lie in one organisation, or claimants that come from it. */
export interface ForeseenPlace {
  readonly count: number;
  /** What one of the units is called; null where the place stands for itself. */
  readonly unit: string | null;
  readonly foresight: Foresight;
}

/** Places with the same prospect, with the largest as examples. */
export interface ProspectGroup {
  readonly prospect: EvaluatorProspect;
  readonly count: number;
  readonly examples: readonly ForeseenPlace[];
}

/** More than that nobody reads beside a task. */
export const MAX_PROSPECT_EXAMPLES = 3;

/** One step's places by prospect, the gravest first; those between the same two organisations are one. */
export function groupProspects(places: readonly ForeseenPlace[]): ProspectGroup[] {
  return EVALUATOR_PROSPECTS.flatMap((prospect) => {
    const alike = places.filter(({ foresight }) => foresight.prospect === prospect);
    if (alike.length === 0) return [];
    const examples = [...joinAlike(alike)].sort((a, b) => b.count - a.count);
    const count = alike.reduce((sum, place) => sum + place.count, 0);
    return [{ prospect, count, examples: examples.slice(0, MAX_PROSPECT_EXAMPLES) }];
  });
}

function joinAlike(places: readonly ForeseenPlace[]): Iterable<ForeseenPlace> {
  const joined = new Map<string, ForeseenPlace>();
  for (const place of places) {
    const { startId, evaluatingId } = place.foresight;
    const key = `${startId} ${evaluatingId ?? ''}`;
    const known = joined.get(key);
    joined.set(key, known ? { ...known, count: known.count + place.count } : place);
  }
  return joined.values();
}
