import { codeOfRefusal } from '../../support/http';
import {
  buildMember,
  buildMembers,
  buildOrganisation,
  endMembership,
  type Member,
  type Organisation,
} from '../../support/people';
import { countersOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import {
  accept,
  acknowledge,
  buildClaim,
  buildOpening,
  giveBack,
  look,
  report,
  submit,
  withdraw,
  type Opening,
  type Work,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const SLOTS = { memberSlots: 1, organisationSlots: 2 };

/** A cooperative with two representatives and a plain member, and its claim by the first. */
interface Claimed extends Work {
  readonly cooperative: Organisation;
  readonly opening: Opening;
  readonly colleague: Member;
  readonly plain: Member;
}

async function buildCooperativeClaim(
  options: Parameters<typeof buildClaim>[1] = {},
): Promise<Claimed> {
  const opening = options.opening ?? (await buildOpening(town, { data: SLOTS }));
  const cooperative = await buildOrganisation(town, { parent: opening.organisation });
  const [claimant, colleague, plain] = await buildMembers(town, [
    [['representative', cooperative]],
    [['representative', cooperative]],
    [['member', cooperative]],
  ]);
  if (claimant === undefined || colleague === undefined || plain === undefined) {
    throw new Error('nobody was built');
  }
  const work = await buildClaim(town, {
    ...options,
    opening,
    claimant,
    forOrganisation: cooperative,
  });
  return { ...work, cooperative, opening, colleague, plain };
}

describe('a claim for an organisation', () => {
  it('is the organisation’s, led by who claimed, on a slot for organisations', async () => {
    const { claim, claimant, cooperative, opening } = await buildCooperativeClaim();

    expect(claim).toMatchObject({
      claimant: { kind: 'organisation', id: cooperative.id, name: cooperative.name },
      lead: { id: claimant.id, name: claimant.name },
      organisationId: cooperative.id,
    });
    const { stored, counted } = await countersOf(town, opening.id);
    expect(stored).toEqual(counted);
    expect(stored).toEqual([0, 1, 0]);
  });

  it('goes on by any of its representatives', async () => {
    const work = await buildCooperativeClaim();
    const { claimant, colleague } = work;
    let claim = await report({ claim: work.claim, claimant: colleague }, { percent: 30 });
    claim = await submit({ claim, claimant });
    claim = await giveBack({ ...work, claim });
    claim = await acknowledge({ claim, claimant: colleague });
    claim = await submit({ claim, claimant: colleague });
    claim = await accept({ ...work, claim });

    expect(claim.state).toBe('accepted');
    const { reports } = await look(claimant, claim.id);
    expect(reports.map(({ by }) => by.id)).toEqual([colleague.id, claimant.id, colleague.id]);
  });

  it('is on the list of every representative and of nobody else in the organisation', async () => {
    const { claim, claimant, colleague, plain, opening } = await buildCooperativeClaim();
    const mine = async (member: Member) =>
      (await member.call('claims.find', { query: { view: 'mine' } })).data.map(({ id }) => id);

    expect(await mine(claimant)).toEqual([claim.id]);
    expect(await mine(colleague)).toEqual([claim.id]);
    expect(await mine(plain)).toEqual([]);
    expect(await codeOfRefusal(report({ claim, claimant: plain }))).toBe('NOT_FOUND');

    const look = await colleague.call('openings.findOne', { params: { id: opening.id } });
    expect(look.data.myClaimId).toBe(claim.id);
  });

  it('cannot be taken twice, by whichever representative', async () => {
    const { opening, cooperative, colleague, evaluator } = await buildCooperativeClaim();
    const again = buildClaim(town, {
      opening,
      evaluator,
      claimant: colleague,
      forOrganisation: cooperative,
    });

    expect(await codeOfRefusal(again)).toBe('CLAIM_ALREADY_LIVE');
  });

  it('leaves its representative free to claim as a person, and the other way round', async () => {
    const { opening, claimant, evaluator, claim } = await buildCooperativeClaim();
    const own = await buildClaim(town, { opening, claimant, evaluator });

    expect(own.claim.claimant).toMatchObject({ kind: 'member', id: claimant.id });
    expect(own.claim.id).not.toBe(claim.id);
    expect((await countersOf(town, opening.id)).stored).toEqual([1, 1, 0]);
  });

  it('takes no slot of members, and members take none of its', async () => {
    const opening = await buildOpening(town, { data: { memberSlots: 1, organisationSlots: 1 } });
    await buildCooperativeClaim({ opening });

    expect(await codeOfRefusal(buildCooperativeClaim({ opening }))).toBe('OPENING_FULL');
    expect((await buildClaim(town, { opening })).claim.state).toBe('active');
    expect(await codeOfRefusal(buildClaim(town, { opening }))).toBe('OPENING_FULL');
  });

  it('is given back by a representative, with the slot', async () => {
    const work = await buildCooperativeClaim();
    const claim = await withdraw({ claim: work.claim, claimant: work.colleague });

    expect(claim.state).toBe('withdrawn');
    expect((await countersOf(town, work.opening.id)).stored).toEqual([0, 0, 0]);
  });
});

describe('a representative whose time is over', () => {
  it('neither sees the claim nor gives commands from the next request on', async () => {
    const { claim, claimant, colleague, cooperative } = await buildCooperativeClaim();
    await endMembership(town, claimant, cooperative);

    expect(await codeOfRefusal(report({ claim, claimant }))).toBe('NOT_FOUND');
    expect(await codeOfRefusal(look(claimant, claim.id))).toBe('NOT_FOUND');
    expect((await report({ claim, claimant: colleague })).version).toBe(claim.version + 1);
  });

  it('claims nothing for the organisation any more', async () => {
    const { cooperative, claimant } = await buildCooperativeClaim();
    await endMembership(town, claimant, cooperative);
    const claim = buildClaim(town, {
      opening: await buildOpening(town, { data: SLOTS }),
      claimant,
      forOrganisation: cooperative,
    });

    expect(await codeOfRefusal(claim)).toBe('REPRESENTATIVE_REQUIRED');
  });
});

describe('a representative of an organisation above', () => {
  it('does not speak for those below', async () => {
    const opening = await buildOpening(town, { data: SLOTS });
    const below = await buildOrganisation(town, { parent: opening.organisation });
    const claimant = await buildMember(town, [['representative', opening.organisation]]);
    const claim = buildClaim(town, { opening, claimant, forOrganisation: below });

    expect(await codeOfRefusal(claim)).toBe('REPRESENTATIVE_REQUIRED');
  });

  it('learns nothing from an organisation that does not exist', async () => {
    const opening = await buildOpening(town, { data: SLOTS });
    const claimant = await buildMember(town, [['representative', opening.organisation]]);
    const forOrganisation = { id: 'a'.repeat(24), code: 'NONE', name: '没有' };
    const claim = buildClaim(town, { opening, claimant, forOrganisation });

    expect(await codeOfRefusal(claim)).toBe('REPRESENTATIVE_REQUIRED');
  });
});

describe('whoever had part in a claim does not evaluate it,', () => {
  it('not as its lead, not as who reported, not after leaving the organisation', async () => {
    const opening = await buildOpening(town, { data: SLOTS });
    const cooperative = await buildOrganisation(town, { parent: opening.organisation });
    const [lead, reporter, free] = await buildMembers(
      town,
      [['representative', cooperative] as const, ['representative', cooperative] as const].map(
        (role) => [role, ['evaluator', opening.organisation] as const],
      ),
    ).then(async (both) => [
      ...both,
      await buildMember(town, [['evaluator', opening.organisation]]),
    ]);
    if (lead === undefined || reporter === undefined || free === undefined)
      throw new Error('nobody');
    const work = await buildClaim(town, {
      opening,
      claimant: lead,
      evaluator: free,
      forOrganisation: cooperative,
    });
    let claim = await report({ claim: work.claim, claimant: reporter }, { percent: 60 });
    claim = await submit({ claim, claimant: lead });
    await endMembership(town, lead, cooperative, 'representative');
    await endMembership(town, reporter, cooperative, 'representative');

    for (const evaluator of [lead, reporter]) {
      expect(await codeOfRefusal(accept({ claim, evaluator }))).toBe('EVALUATION_OWN_WORK');
      const { data } = await evaluator.call('claims.find', { query: { view: 'to-evaluate' } });
      expect(data).toEqual([]);
    }
    expect((await accept({ claim, evaluator: free })).state).toBe('accepted');
  });

  it('nor as a representative of the claiming organisation who has done nothing yet', async () => {
    const opening = await buildOpening(town, { data: SLOTS });
    const cooperative = await buildOrganisation(town, { parent: opening.organisation });
    const idle = await buildMember(town, [
      ['representative', cooperative],
      ['evaluator', opening.organisation],
    ]);
    const claimant = await buildMember(town, [['representative', cooperative]]);
    const work = await buildClaim(town, {
      opening,
      claimant,
      evaluator: idle,
      forOrganisation: cooperative,
    });
    const claim = await submit(work);

    expect(await codeOfRefusal(accept({ claim, evaluator: idle }))).toBe('EVALUATION_OWN_WORK');
  });
});

describe('evaluators', () => {
  it('of every organisation above may decide; those beside and below do not see the claim', async () => {
    const root = await buildOrganisation(town);
    const organisation = await buildOrganisation(town, { parent: root });
    const below = await buildOrganisation(town, { parent: organisation });
    const beside = await buildOrganisation(town, { parent: root });
    const [above, under, next] = await buildMembers(
      town,
      [root, below, beside].map((place) => [['evaluator', place]]),
    );
    if (above === undefined || under === undefined || next === undefined) throw new Error('nobody');
    const opening = await buildOpening(town, { organisation });
    const work = await buildClaim(town, { opening, evaluator: above, state: 'submitted' });

    for (const evaluator of [under, next]) {
      expect(await codeOfRefusal(accept({ ...work, evaluator }))).toBe('NOT_FOUND');
    }
    expect((await accept(work)).state).toBe('accepted');
  });

  it('who are evaluators no longer decide nothing', async () => {
    const opening = await buildOpening(town, { organisation: await buildOrganisation(town) });
    const work = await buildClaim(town, { opening, state: 'submitted' });
    await endMembership(town, work.evaluator, opening.organisation);

    expect(await codeOfRefusal(accept(work))).toBe('NOT_FOUND');
  });
});
