import type { ConsentPurpose, ConsentView } from 'strapi-plugin-pioneer/contract';
import { codeOfRefusal, refusalOf } from '../../support/http';
import { buildMember, type Member } from '../../support/people';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';

const town = enterTown();
afterAll(() => town.leave());

const PURPOSE = 'photoPlace';

async function consentOf(member: Member, purpose: ConsentPurpose = PURPOSE): Promise<ConsentView> {
  const { data } = await member.call('me.findConsents');
  const found = data.find((consent) => consent.purpose === purpose);
  if (found === undefined) throw new Error(`there is no purpose ${purpose}`);
  return found;
}

async function agree(member: Member, purpose: ConsentPurpose = PURPOSE): Promise<void> {
  const { version } = await consentOf(member, purpose);
  await member.call('me.giveConsent', { body: { purpose, version } });
}

const withdraw = (member: Member) =>
  member.call('me.withdrawConsent', { body: { purpose: PURPOSE } });

const rowsOf = (member: Member) => town.rows('pioneer_consents').where({ member_id: member.id });

const eventsOf = (member: Member): Promise<string[]> =>
  town
    .rows('pioneer_events')
    .whereIn('subject_id', rowsOf(member).select('document_id'))
    .orderBy('id')
    .pluck('type');

describe('a member', () => {
  it('has agreed to nothing that was not asked', async () => {
    const member = await buildMember(town);
    const { data } = await member.call('me.findConsents');

    expect(data.map(({ purpose, givenAt }) => [purpose, givenAt])).toEqual([
      ['photoPlace', null],
      ['publication', null],
    ]);
    for (const { text } of data) expect(text).toMatch(/^\p{L}/u);
  });

  it('agrees to one purpose and to no other with it', async () => {
    const member = await buildMember(town);
    await agree(member);

    expect((await consentOf(member)).givenAt).toMatch(/^\d{4}-/);
    expect((await consentOf(member, 'publication')).givenAt).toBeNull();
    expect(await eventsOf(member)).toEqual(['consent.given']);
  });

  it('agrees once, however often and at once it is said', async () => {
    const member = await buildMember(town);
    await Promise.all(Array.from({ length: 5 }, () => agree(member)));

    expect(await count(rowsOf(member))).toBe(1);
    expect(await eventsOf(member)).toEqual(['consent.given']);
  });

  it('withdraws, and may agree again: each time is written down', async () => {
    const member = await buildMember(town);
    await agree(member);
    await withdraw(member);
    expect((await consentOf(member)).givenAt).toBeNull();
    await withdraw(member);
    await agree(member);

    expect((await consentOf(member)).givenAt).toMatch(/^\d{4}-/);
    expect(await count(rowsOf(member).whereNotNull('withdrawn_at'))).toBe(1);
    expect(await count(rowsOf(member).whereNull('withdrawn_at'))).toBe(1);
    const types = ['consent.given', 'consent.withdrawn', 'consent.given'];
    expect(await eventsOf(member)).toEqual(types);
  });

  it('does not agree to a text that reads otherwise by now, and nothing is written', async () => {
    const member = await buildMember(town);
    const { version } = await consentOf(member);
    const body = { purpose: PURPOSE, version: version + 1 } as const;

    expect(await refusalOf(member.call('me.giveConsent', { body }))).toMatchObject({
      code: 'CONSENT_OUTDATED',
      details: { found: version + 1, current: version },
    });
    expect(await count(rowsOf(member))).toBe(0);
  });

  it('whose consent was to an earlier text is asked again, and the earlier one ends', async () => {
    const member = await buildMember(town);
    await agree(member);
    // The text has changed since.
    await rowsOf(member).update({ text_version: 0 });

    expect((await consentOf(member)).givenAt).toBeNull();
    await agree(member);
    expect((await consentOf(member)).givenAt).toMatch(/^\d{4}-/);
    expect(await eventsOf(member)).toEqual(['consent.given', 'consent.replaced', 'consent.given']);
  });

  it('agrees for nobody else', async () => {
    const [member, other] = [await buildMember(town), await buildMember(town)];
    await agree(member);

    expect((await consentOf(other)).givenAt).toBeNull();
    const body = { purpose: PURPOSE, version: 1, memberId: other.id };
    const forged = member.call('me.giveConsent', { body } as never);
    expect(await codeOfRefusal(forged)).toBe('INPUT_INVALID');
  });
});
