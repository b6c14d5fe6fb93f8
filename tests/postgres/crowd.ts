import { linkTo } from '../support/content-manager';
import { buildMembers, buildOrganisation, type Member, type Organisation } from '../support/people';
import type { Town } from '../support/town';
import {
  buildClaim,
  buildOpening,
  buildWorkflow,
  type ReachableState,
  type Work,
} from '../support/work';

/** Twenty members of an organisation, and its two evaluators. */
export interface Crowd {
  readonly organisation: Organisation;
  readonly claimants: readonly Member[];
  readonly evaluators: readonly [Member, Member];
  /** Claims of as many of them on one opening. */
  claim(
    howMany: number,
    options?: {
      readonly state?: ReachableState;
      readonly leaseHours?: number;
      readonly dueAt?: string;
    },
  ): Promise<Work[]>;
}

export async function buildCrowd(town: Town): Promise<Crowd> {
  const organisation = await buildOrganisation(town);
  const as = (role: 'member' | 'evaluator', howMany: number) =>
    buildMembers(
      town,
      Array.from({ length: howMany }, () => [[role, organisation]] as const),
    );
  const claimants = await as('member', 20);
  const [evaluator, other] = await as('evaluator', 2);
  if (evaluator === undefined || other === undefined) throw new Error('nobody evaluates');
  return {
    organisation,
    claimants,
    evaluators: [evaluator, other],
    async claim(howMany, { state, leaseHours = 72, dueAt = null } = {}) {
      const workflow = linkTo(await buildWorkflow(town, { leaseHours }));
      const data = { memberSlots: howMany, workflow, dueAt };
      const opening = await buildOpening(town, { organisation, data });
      return Promise.all(
        claimants.slice(0, howMany).map((claimant) =>
          buildClaim(town, {
            opening,
            claimant,
            evaluator,
            ...(state === undefined ? {} : { state }),
          }),
        ),
      );
    },
  };
}

export async function stateOf(town: Town, claimId: string): Promise<string> {
  const row = await town
    .rows('pioneer_claims')
    .where({ document_id: claimId })
    .first<{ state: string }>('state');
  return row.state;
}

/** What has happened to a claim, in order. */
export async function eventsOf(town: Town, claimId: string): Promise<string[]> {
  return town
    .rows('pioneer_events')
    .where({ subject_type: 'claim', subject_id: claimId })
    .orderBy('subject_version')
    .pluck<string[]>('type');
}
