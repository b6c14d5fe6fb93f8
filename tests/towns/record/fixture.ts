import { addEvidence } from '../../support/evidence';
import { buildOrganisation } from '../../support/people';
import { buildRecurringWork, recur } from '../../support/recurrences';
import type { Town } from '../../support/town';
import { audienceKnown } from '../../support/units';
import {
  acknowledge,
  buildClaim,
  buildOpening,
  buildStandard,
  report,
  type Opening,
  type ReachableState,
  type Work,
} from '../../support/work';

const DAY = 24 * 60 * 60 * 1000;

/** A claim for each breach, so that none hides another. */
export interface Fixture {
  readonly opening: Opening;
  readonly other: Opening;
  readonly village: string;
  /** Neither above nor below any other. */
  readonly alone: string;
  /** One that no task uses; the first is the tasks'. */
  readonly standard: string;
  /** Has a date with an opening and a claim. */
  readonly recurrence: string;
  /** Evidence of one claim, none of them touched by another breach. */
  readonly photos: readonly string[];
  readonly claims: Readonly<Record<ReachableState | 'reported' | 'begun' | 'worked', Work>>;
}

/** Work in every state that commands lead to, for the breaches to harm. */
export async function buildFixture(town: Town): Promise<Fixture> {
  const root = await buildOrganisation(town);
  const community = await buildOrganisation(town, { parent: root });
  const village = await buildOrganisation(town, { parent: community });
  const data = { memberSlots: 20 };
  const opening = await buildOpening(town, { organisation: village, data });
  const other = await buildOpening(town, { organisation: village });
  const claim = (state: ReachableState) => buildClaim(town, { opening, state });
  const claims = {
    active: await claim('active'),
    submitted: await claim('submitted'),
    returned: await claim('returned'),
    'returned-acknowledged': await claim('returned-acknowledged'),
    accepted: await claim('accepted'),
    rejected: await claim('rejected'),
    withdrawn: await claim('withdrawn'),
    reported: await claim('active'),
    begun: await claim('active'),
    worked: await claim('returned'),
  };
  await report(claims.reported);
  await acknowledge(claims.worked);
  const forMembers = { audience: 'claimant == "member"' };
  const { taskId } = await buildOpening(town, { organisation: village, data: forMembers });
  await audienceKnown(town, taskId);
  const { id: alone } = await buildOrganisation(town);
  const standard = await buildStandard(town);
  const { claim: begun, claimant } = claims.begun;
  const photos = [
    await addEvidence(claimant, begun.id),
    await addEvidence(claimant, begun.id),
    await addEvidence(claimant, begun.id),
  ].map(({ id }) => id);
  const { id: recurrence } = await recur(town, await buildRecurringWork(town), {
    rule: 'FREQ=DAILY;COUNT=3',
    firstDay: new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10),
  });
  return { opening, other, village: village.id, alone, standard, recurrence, photos, claims };
}
