import {
  CLAIM_COMMANDS,
  transitionOf,
  type ClaimRole,
  type Transition,
} from 'strapi-plugin-pioneer/contract';
import { rowsOf } from '../evidence/open-database';
import { readHistories, type EventRow } from '../evidence/read-events';
import { readRoles, type Roles } from '../evidence/read-roles';
import type { Check } from './evidence';

/**
 * I6: claims moved only along the table of transitions, each time from the state that they were
 * in and by somebody whom the table lets.
 */
export const findIllegalTransitions: Check = async ({ db }) => {
  const claims = await rowsOf<ClaimRow>(db, CLAIMS);
  const roles = await readRoles(db);
  const histories = await readHistories(db, 'claim');
  return claims.flatMap((claim) => findFirstMisstep(claim, histories, roles) ?? []);
};

interface ClaimRow {
  readonly document_id: string;
  readonly claimant_kind: string;
  readonly claimant_id: string;
  readonly opening_organisation_id: string;
}

const CLAIMS = `
  select c.document_id, c.claimant_kind, c.claimant_id,
    o.organisation_id as opening_organisation_id
  from pioneer_claims c join pioneer_openings o on o.document_id = c.opening_id`;

/** What each type of event says; a command that passes a claim on is recorded as another type. */
const TRANSITION_BY_EVENT: ReadonlyMap<string, Transition> = new Map(
  CLAIM_COMMANDS.map(transitionOf).flatMap((transition) => {
    const { event, instead } = transition;
    const passing: [string, Transition][] =
      instead === undefined ? [] : [[instead.event, { ...transition, ...instead }]];
    return [[event, transition], ...passing];
  }),
);

function findFirstMisstep(
  claim: ClaimRow,
  histories: ReadonlyMap<string, readonly EventRow[]>,
  roles: Roles,
): string | null {
  let state: string | null = null;
  for (const event of histories.get(claim.document_id) ?? []) {
    const problem = findProblem(event, state, claim, roles);
    if (problem !== null) return `claim ${claim.document_id}, version ${event.version}: ${problem}`;
    state = stateAfter(event, state);
  }
  return null;
}

function findProblem(
  event: EventRow,
  state: string | null,
  claim: ClaimRow,
  roles: Roles,
): string | null {
  // Words are gone with who wrote them; the claim is where it was.
  if (event.type === 'claim.erased' && stateAfter(event, state) === state) return null;
  const transition = TRANSITION_BY_EVENT.get(event.type);
  if (transition === undefined) return `${event.type} is no transition`;
  const froms: readonly string[] = transition.from;
  const isFirst = state === null && froms.length === 0;
  if (!isFirst && !froms.includes(state ?? '')) return `${event.type} from ${state ?? 'nothing'}`;
  const expected = transition.to === 'same' ? state : transition.to;
  const next = stateAfter(event, state);
  if (next !== expected) return `${event.type} led to ${next}, not to ${expected}`;
  const isBySomebody = transition.by.some((role) => isBy(role, event, claim, roles));
  return isBySomebody ? null : `${event.type} was not given by ${transition.by.join(' or ')}`;
}

function stateAfter({ changes }: EventRow, state: string | null): string | null {
  return typeof changes.state === 'string' ? changes.state : state;
}

function isBy(role: ClaimRole, event: EventRow, claim: ClaimRow, roles: Roles): boolean {
  const { actorKind, actorId } = event;
  if (role === 'system') return actorKind === 'system' && actorId === null;
  if (actorKind !== 'member' || actorId === null) return false;
  if (role !== 'claimant') return roles.had(actorId, role, claim.opening_organisation_id);
  if (claim.claimant_kind === 'member') return actorId === claim.claimant_id;
  return (
    roles.had(actorId, 'representative', claim.claimant_id) ||
    roles.shared(actorId, claim.document_id)
  );
}
