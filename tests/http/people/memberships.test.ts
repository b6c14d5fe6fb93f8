import type { MembershipView } from 'strapi-plugin-pioneer/contract';
import { codeOfRefusal, refusalOf } from '../../support/http';
import { unknownId } from '../../support/names';
import {
  buildMember,
  buildMembers,
  buildOrganisation,
  endMembership,
  findMembership,
  type Member,
} from '../../support/people';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';
import { accept, buildClaim, buildOpening, report, submit } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

async function add(
  body: Pick<MembershipView, 'role'> & Record<'memberId' | 'organisationId', string>,
) {
  return (await town.administrator('memberships.add', { body })).data;
}

async function end(id: string, version: number) {
  return (await town.administrator('memberships.end', { params: { id }, body: { version } })).data;
}

function eventsOf(id: string): Promise<string[]> {
  return town
    .rows('pioneer_events')
    .where({ subject_type: 'membership', subject_id: id })
    .orderBy('subject_version')
    .pluck<string[]>('type');
}

async function rolesOf(member: Member): Promise<string[]> {
  return (await member.call('me.findOne')).data.memberships.map(({ role }) => role);
}

describe('a membership', () => {
  it('begins with the next request of the member, with one event', async () => {
    const organisation = await buildOrganisation(town);
    const member = await buildMember(town);
    const added = await add({
      memberId: member.id,
      organisationId: organisation.id,
      role: 'manager',
    });

    expect(added).toEqual({
      id: expect.any(String),
      version: 1,
      member: { id: member.id, number: member.number, name: member.name },
      organisation,
      role: 'manager',
      endedAt: null,
    });
    expect(await rolesOf(member)).toEqual(['manager']);
    expect(await eventsOf(added.id)).toEqual(['membership.created']);
  });

  it('ends with the next request, and can be taken up again as the same one', async () => {
    const organisation = await buildOrganisation(town);
    const member = await buildMember(town, [['evaluator', organisation]]);
    const { id, version } = await findMembership(town, member, organisation);
    const ended = await end(id, version);

    expect(ended).toMatchObject({ id, version: 2, endedAt: expect.any(String) });
    expect(await rolesOf(member)).toEqual([]);
    const again = await add({
      memberId: member.id,
      organisationId: organisation.id,
      role: 'evaluator',
    });
    expect(again).toMatchObject({ id, version: 3, endedAt: null });
    expect(await rolesOf(member)).toEqual(['evaluator']);
    expect(await eventsOf(id)).toEqual([
      'membership.created',
      'membership.ended',
      'membership.resumed',
    ]);
  });

  it('is not added twice, also not by two who add it at once', async () => {
    const organisation = await buildOrganisation(town);
    const member = await buildMember(town);
    const body = { memberId: member.id, organisationId: organisation.id, role: 'member' } as const;
    const outcomes = await Promise.allSettled([add(body), add(body)]);
    const refused = await refusalOf(add(body));

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect([refused.status, refused.code]).toEqual([409, 'MEMBERSHIP_RUNS']);
    expect(await count(town.rows('pioneer_memberships').where({ member_id: member.id }))).toBe(1);
  });

  it('is not ended by who has not seen its present version, nor twice', async () => {
    const organisation = await buildOrganisation(town);
    const member = await buildMember(town, [['member', organisation]]);
    const { id, version } = await findMembership(town, member, organisation);

    expect(await codeOfRefusal(end(id, version + 1))).toBe('VERSION_OUTDATED');
    expect(await eventsOf(id)).toEqual(['membership.created']);
    const outcomes = await Promise.allSettled([end(id, version), end(id, version)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await codeOfRefusal(end(id, 2))).toBe('MEMBERSHIP_ENDED');
    expect(await eventsOf(id)).toEqual(['membership.created', 'membership.ended']);
  });

  it('needs a member and an organisation that are there', async () => {
    const organisation = await buildOrganisation(town);
    const { id } = await buildMember(town);
    for (const body of [
      { memberId: unknownId(), organisationId: organisation.id },
      { memberId: id, organisationId: unknownId() },
    ]) {
      expect(await codeOfRefusal(add({ ...body, role: 'member' }))).toBe('NOT_FOUND');
    }
    expect(await codeOfRefusal(end(unknownId(), 1))).toBe('NOT_FOUND');
  });
});

describe('a list of memberships', () => {
  it('is that of an organisation or of a member, running or ended, page by page', async () => {
    const [one, other] = [await buildOrganisation(town), await buildOrganisation(town)];
    const [first, second] = await buildMembers(town, [
      [
        ['member', one],
        ['manager', one],
        ['member', other],
      ],
      [['member', one]],
    ]);
    if (first === undefined || second === undefined) throw new Error('nobody was built');
    await endMembership(town, first, one, 'manager');
    const list = async (query: Record<string, string | number>) => {
      const found: MembershipView[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: { data: MembershipView[]; nextCursor: string | null } =
          await town.administrator('memberships.find', {
            query: { ...query, limit: 1, ...(cursor === '' ? {} : { cursor }) },
          });
        found.push(...page.data);
        cursor = page.nextCursor;
      }
      return found.map(({ member, organisation, role }) => [member.id, organisation.id, role]);
    };
    const inOne = [
      [first.id, one.id, 'member'],
      [second.id, one.id, 'member'],
    ];

    expect((await list({ organisation: one.id })).sort()).toEqual(inOne.sort());
    expect(await list({ organisation: one.id, view: 'ended' })).toEqual([
      [first.id, one.id, 'manager'],
    ]);
    expect(await list({ organisation: one.id, view: 'all' })).toHaveLength(3);
    expect((await list({ member: first.id })).map(([, id]) => id).sort()).toEqual(
      [one.id, other.id].sort(),
    );
  });
});

describe('a claim whose claimant’s membership ends', () => {
  it('stays the person’s who took it, to the end', async () => {
    const work = await buildClaim(town);
    await endMembership(town, work.claimant, work.opening.organisation);
    const claim = await accept({
      ...work,
      claim: await submit({ ...work, claim: await report(work) }),
    });

    expect(claim).toMatchObject({
      state: 'accepted',
      claimant: { kind: 'member', id: work.claimant.id },
      organisationId: work.opening.organisation.id,
    });
  });

  it('stays the organisation’s, and waits for another representative', async () => {
    const data = { memberSlots: 0, organisationSlots: 1 };
    const opening = await buildOpening(town, { data });
    const cooperative = await buildOrganisation(town, { parent: opening.organisation });
    const claimant = await buildMember(town, [['representative', cooperative]]);
    const work = await buildClaim(town, { opening, claimant, forOrganisation: cooperative });
    await endMembership(town, claimant, cooperative);

    expect(await codeOfRefusal(report(work))).toBe('NOT_FOUND');
    const successor = await buildMember(town);
    await add({
      memberId: successor.id,
      organisationId: cooperative.id,
      role: 'representative',
    });
    const claim = await submit({ claim: work.claim, claimant: successor });
    expect((await accept({ ...work, claim })).claimant).toMatchObject({
      kind: 'organisation',
      id: cooperative.id,
    });
  });
});
