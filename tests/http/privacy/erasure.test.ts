import { randomUUID } from 'node:crypto';
import { codeOf, codeOfRefusal } from '../../support/http';
import { unknownId, uniqueName } from '../../support/names';
import {
  buildMember,
  buildMembers,
  buildOrganisation,
  inviteMembers,
  type Member,
} from '../../support/people';
import { buildPost } from '../../support/posts';
import { count, countersOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { audienceKnown } from '../../support/units';
import { buildClaim, buildOpening, look } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const erase = (member: Member, password = member.password) =>
  member.call('me.erase', { body: { password } });

const eraseByNumber = (id: string, number: string) =>
  town.administrator('members.erase', { params: { id }, body: { number } });

const rowOf = ({ id }: Pick<Member, 'id'>) =>
  town.rows('pioneer_members').where({ document_id: id });

const isErased = async (member: Pick<Member, 'id'>) =>
  (await count(rowOf(member).whereNotNull('erased_at'))) === 1;

describe('a member who leaves', () => {
  it('says the password, and nothing happens when it is wrong', async () => {
    const member = await buildMember(town);

    expect(await codeOfRefusal(erase(member, 'not my password'))).toBe('PASSWORD_WRONG');
    expect(await codeOfRefusal(erase(member, member.password.padEnd(80, '!')))).toBe(
      'PASSWORD_WRONG',
    );
    expect(await isErased(member)).toBe(false);
    await erase(member);
    expect(await isErased(member)).toBe(true);
  });

  it('cannot have the own password guessed by whoever holds the session', async () => {
    const member = await buildMember(town);
    const codes: string[] = [];
    for (let guess = 0; guess < 6; guess += 1) {
      codes.push(await codeOfRefusal(erase(member, `guess ${guess}`)));
    }

    expect(codes).toEqual([
      ...Array.from({ length: 5 }, () => 'PASSWORD_WRONG'),
      'SIGN_IN_THROTTLED',
    ]);
    expect(await isErased(member)).toBe(false);
  });

  it('sees before what ends, and where nobody is left for it', async () => {
    const organisation = await buildOrganisation(town);
    const [member, colleague] = await buildMembers(town, [
      [
        ['evaluator', organisation],
        ['manager', organisation],
      ],
      [['evaluator', organisation]],
    ]);
    if (member === undefined || colleague === undefined) throw new Error('nobody was built');
    const post = await buildPost(town, organisation, { maxHolders: 1 });
    const appointment = { params: { id: post.id }, body: { number: member.number } };
    await town.administrator('holders.appoint', appointment);
    await buildClaim(town, { claimant: member });
    const { id, code, name } = organisation;

    const { data } = await member.call('me.findErasure');
    expect(data).toEqual({
      ...{ claims: 1, memberships: 2, posts: 1, reports: 0, verdicts: 0, evidence: 0 },
      missed: [
        { as: 'manager', organisation: { id, code, name }, title: null },
        { as: 'holder', organisation: { id, code, name }, title: post.title },
      ],
    });
    const params = { id: member.id };
    expect(await town.administrator('members.findErasure', { params })).toEqual({ data });
  });

  it('gives every slot back, whatever the claim waits for', async () => {
    const states = ['active', 'submitted', 'returned'] as const;
    const member = await buildMember(town);
    const works = [];
    for (const state of states) {
      const opening = await buildOpening(town);
      works.push(await buildClaim(town, { state, opening, claimant: member }));
    }
    const done = await buildClaim(town, {
      ...{ state: 'accepted', claimant: member, opening: await buildOpening(town) },
    });
    await erase(member);

    for (const { claim, opening } of works) {
      const { stored, counted } = await countersOf(town, opening.id);
      expect([stored, counted]).toEqual([
        [0, 0, 0],
        [0, 0, 0],
      ]);
      const row = await town
        .rows('pioneer_claims')
        .where({ document_id: claim.id })
        .first<{ state: string }>('state');
      expect(row.state).toBe('cancelled');
    }
    expect(await look(done.evaluator, done.claim.id)).toMatchObject({ state: 'accepted' });
  });

  it('is in no audience any more', async () => {
    const organisation = await buildOrganisation(town);
    const member = await buildMember(town, [['member', organisation]]);
    const data = { audience: '"member" in member.roles' };
    const { taskId } = await buildOpening(town, { organisation, data });
    await audienceKnown(town, taskId);
    const fitting = town
      .rows('pioneer_audience_members')
      .where({ claimant_id: member.id, fits: true });
    expect(await count(fitting)).toBeGreaterThan(0);
    await erase(member);

    expect(await count(fitting)).toBe(0);
  });

  it('who is erased twice at once, by both who may, is so once', async () => {
    const member = await buildMember(town);
    const outcomes = await Promise.all(
      [erase(member), eraseByNumber(member.id, member.number), erase(member)].map((call) =>
        call.then(
          () => 'OK',
          (error: { code?: string }) => error.code ?? String(error),
        ),
      ),
    );
    const events = town.rows('pioneer_events').where({ subject_id: member.id });

    expect(outcomes.filter((outcome) => outcome === 'OK')).toHaveLength(1);
    expect(await count(events.where({ type: 'member.erased' }))).toBe(1);
  });
});

describe('an administrator', () => {
  it('erases a member whose number is said, and no other by mistake', async () => {
    const [member, other] = [await buildMember(town), await buildMember(town)];

    expect(await codeOfRefusal(eraseByNumber(member.id, other.number))).toBe('NOT_FOUND');
    expect(await codeOfRefusal(eraseByNumber(unknownId(), member.number))).toBe('NOT_FOUND');
    expect(await isErased(member)).toBe(false);
    const { data } = await eraseByNumber(member.id, member.number.toUpperCase());
    expect(data.name).toContain(data.number.slice(1));
    expect(await isErased(member)).toBe(true);
    expect(await isErased(other)).toBe(false);
  });

  it('is told that somebody has left already', async () => {
    const member = await buildMember(town);
    await erase(member);
    const params = { id: member.id };

    expect(await codeOfRefusal(eraseByNumber(member.id, member.number))).toBe('MEMBER_ERASED');
    expect(await codeOfRefusal(town.administrator('members.findErasure', { params }))).toBe(
      'MEMBER_ERASED',
    );
    const { id: organisationId } = await buildOrganisation(town);
    const body = { memberId: member.id, organisationId, role: 'member' as const };
    expect(await codeOfRefusal(town.administrator('memberships.add', { body }))).toBe(
      'MEMBER_ERASED',
    );
  });

  it('erases whoever never activated the account, and the code opens nothing', async () => {
    const [invited] = await inviteMembers(town, [[]]);
    if (invited === undefined) throw new Error('nobody was invited');
    const { number, code } = invited;
    const row = await town
      .rows('pioneer_members')
      .where({ number })
      .first<{ document_id: string }>('document_id');
    await eraseByNumber(row.document_id, number);
    const body = { number, code, password: uniqueName('quiet river') };

    expect(await codeOfRefusal(town.visitor('session.activate', { body }))).toBe(
      'ACTIVATION_FAILED',
    );
  });

  it('who imports the number again makes somebody new, whom nothing leads back', async () => {
    const member = await buildMember(town);
    const { claim } = await buildClaim(town, { claimant: member });
    await erase(member);
    const rows = [{ number: member.number, name: '林小满', memberships: [] }];
    const { data } = await town.administrator('members.import', { body: { rows } });
    expect(data).toMatchObject({ created: 1, updated: 0 });

    const ids = await town.rows('pioneer_members').where({ number: member.number }).pluck('id');
    expect(ids).toHaveLength(1);
    const row = await town
      .rows('pioneer_claims')
      .where({ document_id: claim.id })
      .first<{ claimant_id: string }>('claimant_id');
    expect(row.claimant_id).toBe(member.id);
    expect(await isErased(member)).toBe(true);
  });
});

describe('whoever has left', () => {
  it('gives no command, not even with a token from before', async () => {
    const { claim, claimant } = await buildClaim(town);
    await erase(claimant);
    const body = { version: claim.version, clientId: randomUUID(), percent: 50, text: '有进展。' };
    const answer = await town.send({
      method: 'POST',
      path: `/api/pioneer/claims/${claim.id}/report`,
      token: claimant.token,
      body,
    });

    expect(codeOf(answer)).toBe('UNAUTHENTICATED');
    expect(await count(town.rows('pioneer_reports').where({ claim_id: claim.id }))).toBe(0);
  });
});
