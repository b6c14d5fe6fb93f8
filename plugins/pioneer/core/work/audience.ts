import { refusal, type Refusal } from '../errors';
import type { Membership } from '../people/roles';
import { creditedOrganisation, type Claimant } from './claim-opening';
import type { ClaimantKind } from './states';

/** Where an expression stands: `audience` says who sees an opening, `eligibility` who may claim now. */
export const EXPRESSION_FIELDS = ['audience', 'eligibility'] as const;
export type ExpressionField = (typeof EXPRESSION_FIELDS)[number];

/** The expressions of a workflow, a drive or a task; null: whoever it is. */
export type Expressions = Readonly<Record<ExpressionField, string | null>>;

/**
 * What an audience reads of a claimant: what everybody may know, without clock and counts, so that
 * the answer changes only when people or organisations do.
 */
export interface ClaimantFacts {
  readonly claimant: ClaimantKind;
  /** Empty for an organisation. Codes and kinds are of the member's organisations and all above. */
  readonly member: {
    readonly roles: readonly string[];
    readonly organisations: readonly string[];
    readonly kinds: readonly string[];
  };
  /** The one that a claim would count for; a member without any has one without code and kind. */
  readonly organisation: {
    readonly code: string;
    readonly kind: string;
    /** Its own code first, then those above it. */
    readonly path: readonly string[];
  };
}

/** What an eligibility reads besides. */
export interface ClaimCounts {
  /** Claims of the claimant that are neither accepted nor rejected nor ended. */
  readonly running: number;
  readonly accepted: number;
}

/** An organisation as expressions know it. */
export interface LineStation {
  readonly code: string;
  readonly kind: string;
}

/** Longer lists are cut: what an expression may cost depends on it. */
export const MAX_LIST_ITEMS = 1000;

/**
 * What expressions read of a claimant.
 *
 * @param memberships running ones, in the order in which they came into being
 * @param lines for each organisation's id itself, then those above it
 */
export function claimantFactsOf(
  claimant: Claimant,
  memberships: readonly Membership[],
  lines: ReadonlyMap<string, readonly LineStation[]>,
): ClaimantFacts {
  const lineOf = (id: string | null) => (id === null ? [] : (lines.get(id) ?? []));
  const above = memberships.flatMap(({ organisationId }) => lineOf(organisationId));
  const home = lineOf(creditedOrganisation(claimant, memberships));
  return {
    claimant: claimant.kind,
    member: {
      roles: distinct(memberships.map(({ role }) => role)),
      organisations: distinct(above.map(({ code }) => code)),
      kinds: distinct(above.map(({ kind }) => kind)),
    },
    organisation: {
      code: home[0]?.code ?? '',
      kind: home[0]?.kind ?? '',
      path: distinct(home.map(({ code }) => code)),
    },
  };
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items)].slice(0, MAX_LIST_ITEMS);
}

/** How much there is of an expression, before anything of it runs. */
export interface ExpressionSize {
  readonly characters: number;
  /** Of the parsed tree. */
  readonly nodes: number;
  /** How deep comprehensions (`exists`, `all`, …) lie within each other. */
  readonly depth: number;
  /** Of the longest list that is written out. */
  readonly items: number;
  /** Functions and operators in it, each as often as it is used. */
  readonly calls: readonly string[];
}

export const MAX_CHARACTERS = 2000;
const MAX_NODES = 200;
const MAX_DEPTH = 2;

const LIMITS = [
  ['characters', MAX_CHARACTERS],
  ['nodes', MAX_NODES],
  ['depth', MAX_DEPTH],
  ['items', MAX_LIST_ITEMS],
] as const;

/** Walk a list with an expression for each of its items; each level multiplies the cost. */
export const COMPREHENSIONS = ['all', 'exists', 'exists_one', 'filter', 'map'] as const;

/**
 * Whose cost is known from their text. Others are not: regular expressions (`matches`), and what
 * makes texts and lists grow (`+`, `join`, `cel.bind`).
 */
const BOUNDED_CALLS = new Set<string>([
  ...COMPREHENSIONS,
  ...['size', 'startsWith', 'endsWith', 'contains'],
  ...['&&', '||', '!_', '-_', '?:', '==', '!=', '<', '<=', '>', '>=', 'in', '-'],
]);

/** Whether the expression costs little whatever it is evaluated for; the first excess is named. */
export function findSizeRefusal(field: ExpressionField, size: ExpressionSize): Refusal | null {
  for (const [what, most] of LIMITS) {
    const found = size[what];
    if (found > most) return refusal('AUDIENCE_TOO_COSTLY', { field, what, found, most });
  }
  const unbounded = size.calls.find((call) => !BOUNDED_CALLS.has(call));
  if (unbounded === undefined) return null;
  const found = size.calls.filter((call) => call === unbounded).length;
  return refusal('AUDIENCE_TOO_COSTLY', { field, what: unbounded, found, most: 0 });
}
