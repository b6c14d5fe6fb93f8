import type { ClaimView } from 'strapi-plugin-pioneer/contract';
import type { Content } from './content-manager';
import { buildMember, type Member } from './people';
import type { Town } from './town';
import { look, type Opening } from './work';

/** States that other claim modes lead to, before any work has begun. */
export const BEGINNING_STATES = [
  'waiting',
  'applied',
  'offered',
  'declined',
  'refused',
  'cancelled',
] as const;
export type BeginningState = (typeof BEGINNING_STATES)[number];

/** What a workflow must say so that a claim can get into the state. */
export const WORKFLOW_FOR: Readonly<Record<BeginningState, Content>> = {
  waiting: { waitingList: true },
  applied: { claimMode: 'apply' },
  refused: { claimMode: 'apply' },
  offered: { claimMode: 'assign' },
  declined: { claimMode: 'assign' },
  cancelled: {},
};

/** Who is needed; the opening has one slot for members and a workflow for the state. */
export interface Beginning {
  readonly opening: Opening;
  readonly claimant: Member;
  /** Manages the opening's organisation or one above it. */
  readonly manager: Member;
}

/** Leads a claim into one of these states by the commands of claimant and manager. */
export async function beginClaim(
  town: Town,
  state: BeginningState,
  { opening, claimant, manager }: Beginning,
): Promise<ClaimView> {
  if (state === 'waiting') await take(opening, await buildMember(town));
  const claim =
    state === 'offered' || state === 'declined'
      ? await assign(opening, claimant, manager)
      : await take(opening, claimant, { wait: state === 'waiting' });
  const params = { id: claim.id };
  const { version } = claim;
  const reason = '理由如下。';
  const answers: Partial<Record<BeginningState, () => Promise<{ data: ClaimView }>>> = {
    declined: () => claimant.call('claims.decline', { params, body: { version, reason } }),
    refused: () => manager.call('claims.refuse', { params, body: { version, reason } }),
    cancelled: () => manager.call('claims.cancel', { params, body: { version, reason } }),
  };
  return (await answers[state]?.())?.data ?? claim;
}

/** Claims an opening, or applies or waits for it, as its terms say. */
export async function take(
  { id, termsId }: Opening,
  claimant: Member,
  options: { readonly wait?: boolean } = {},
): Promise<ClaimView> {
  const body = { termsId, ...options };
  return (await claimant.call('openings.claim', { params: { id }, body })).data;
}

/** Names one member, who is offered a slot; gives the claim as the member sees it. */
export async function assign(
  { id }: Opening,
  claimant: Member,
  manager: Member,
): Promise<ClaimView> {
  const claimants = [{ kind: 'member' as const, id: claimant.id }];
  const { data } = await manager.call('openings.assign', {
    params: { id },
    body: { claimants },
  });
  const claimId = data.assigned[0]?.claimId;
  if (claimId === undefined) throw new Error(`not assigned: ${JSON.stringify(data.refused)}`);
  return look(claimant, claimId);
}
