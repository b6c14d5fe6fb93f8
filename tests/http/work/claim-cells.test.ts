import type { ClaimView } from 'strapi-plugin-pioneer/contract';
import { linkTo, TASK, type Content } from '../../support/content-manager';
import { codeOf } from '../../support/http';
import { unknownId } from '../../support/names';
import {
  buildMember,
  buildOrganisation,
  type Member,
  type Organisation,
} from '../../support/people';
import { count, countersOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildUserWithoutMember } from '../../support/user-without-member';
import {
  buildClaim,
  buildOpening,
  buildWorkflow,
  withdraw,
  type Opening,
} from '../../support/work';
import { allCells } from './cells';

const cells = allCells.filter(({ command }) => command === 'claim');

const DAY = 24 * 60 * 60 * 1000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

const town = enterTown();
afterAll(() => town.leave());

let organisation: Organisation;
/** Whom the representative speaks for; the town's own organisation is another one. */
let cooperative: Organisation;
/** Somebody of each kind who takes slots before the tested one comes. */
let rivals: { readonly member: Member; readonly representative: Member };
let rivalCooperative: Organisation;
let withoutMember: { readonly token: string };

beforeAll(async () => {
  organisation = await buildOrganisation(town);
  cooperative = await buildOrganisation(town, { parent: organisation });
  rivalCooperative = await buildOrganisation(town, { parent: organisation });
  const [member, representative] = await Promise.all([
    buildMember(town, [['member', organisation]]),
    buildMember(town, [['representative', rivalCooperative]]),
  ]);
  rivals = { member, representative };
  withoutMember = await buildUserWithoutMember(town);
});

/** What a task says of itself in each of the cells' conditions. */
const TASKS: Readonly<Record<string, Content>> = {
  'not-yet-open': { opensAt: fromNow(DAY) },
  'past-its-closing': { opensAt: fromNow(-2 * DAY), closesAt: fromNow(-DAY) },
  full: { memberSlots: 1, organisationSlots: 1 },
  'claimed-already-and-full': { memberSlots: 1, organisationSlots: 1 },
  'only-for-organisations': { memberSlots: 0, organisationSlots: 2 },
  'only-for-members': { memberSlots: 2, organisationSlots: 0 },
};

interface Claimant {
  readonly member: Member | null;
  readonly token: string | undefined;
  readonly organisation: Organisation | undefined;
}

async function claimantOf(role: string): Promise<Claimant> {
  if (role === 'anonymous') return { member: null, token: undefined, organisation: undefined };
  if (role === 'without-member') {
    return { member: null, token: withoutMember.token, organisation: undefined };
  }
  const speaksFor = ['representative', 'not-representative'].includes(role)
    ? cooperative
    : undefined;
  const is = role === 'not-representative' ? 'member' : (role as 'representative');
  const member = await buildMember(town, [[is, speaksFor ?? organisation]]);
  return { member, token: member.token, organisation: speaksFor };
}

/** Makes the condition true of a fresh opening. */
async function openingIn(state: string, claimant: Claimant): Promise<Opening> {
  if (state === 'absent') {
    return { id: unknownId(), taskId: unknownId(), termsId: unknownId(), organisation };
  }
  const data = { memberSlots: 2, organisationSlots: 2, ...TASKS[state] };
  const opening = await buildOpening(town, { organisation, data });
  const own = {
    opening,
    ...(claimant.member === null ? {} : { claimant: claimant.member }),
    ...(claimant.organisation === undefined ? {} : { forOrganisation: claimant.organisation }),
    evaluator: rivals.member,
  };
  if (state === 'unpublished') await town.content.unpublish(TASK, opening.taskId);
  if (state === 'full') await fill(opening);
  if (state.startsWith('claimed-already')) await buildClaim(town, own);
  if (state === 'claimed-before-and-ended') await withdraw(await buildClaim(town, own));
  if (state === 'under-other-terms') {
    const workflow = linkTo(await buildWorkflow(town, { leaseHours: 5 }));
    await town.content.publish(TASK, opening.taskId, { workflow });
  }
  return opening;
}

async function fill(opening: Opening): Promise<void> {
  const evaluator = rivals.member;
  await buildClaim(town, { opening, claimant: rivals.member, evaluator });
  const forOrganisation = rivalCooperative;
  await buildClaim(town, { opening, claimant: rivals.representative, evaluator, forOrganisation });
}

async function take(opening: Opening, claimant: Claimant) {
  return town.send({
    method: 'POST',
    path: `/api/pioneer/openings/${opening.id}/claims`,
    token: claimant.token,
    body: {
      termsId: opening.termsId,
      ...(claimant.organisation === undefined ? {} : { organisationId: claimant.organisation.id }),
    },
  });
}

describe('a claim', () => {
  test.each(cells)('by $role on an opening that is $state ends in $outcome', async (cell) => {
    const claimant = await claimantOf(cell.role);
    const opening = await openingIn(cell.state, claimant);
    const claims = town.rows('pioneer_claims').where({ opening_id: opening.id });
    const before = await count(claims);

    const answer = await take(opening, claimant);

    const { stored, counted } = await countersOf(town, opening.id);
    if (cell.state !== 'absent') expect(stored).toEqual(counted);
    if (cell.outcome !== 'active') {
      expect(codeOf(answer)).toBe(cell.outcome);
      expect(await count(claims)).toBe(before);
      return;
    }
    expect(codeOf(answer)).toBe('200');
    expect(answer.body.data as ClaimView).toMatchObject({
      state: 'active',
      version: 1,
      round: 1,
      percent: 0,
      lead: { id: claimant.member?.id },
      claimant: { id: claimant.organisation?.id ?? claimant.member?.id },
    });
    expect(await count(claims)).toBe(before + 1);
  });
});
