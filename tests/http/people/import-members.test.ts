import type { ImportResult } from 'strapi-plugin-pioneer/contract';
import { uniqueName } from '../../support/names';
import { buildMember, buildOrganisation, type Organisation } from '../../support/people';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';

const town = enterTown();
afterAll(() => town.leave());

const number = () => uniqueName('m');

let organisation: Organisation;
beforeAll(async () => void (organisation = await buildOrganisation(town)));

function place(role = 'member', organisationCode = organisation.code) {
  return { organisationCode, role };
}

function row(ofNumber: string, memberships: readonly unknown[] = [], name = '林小满') {
  return { number: ofNumber, name, memberships };
}

async function importRows(rows: readonly unknown[]): Promise<ImportResult> {
  return (await town.administrator('members.import', { body: { rows: [...rows] } })).data;
}

function refusedOf({ refused }: Pick<ImportResult, 'refused'>) {
  return refused.map(({ index, refusal }) => [index, refusal.code]);
}

const memberOf = (ofNumber: string) => town.rows('pioneer_members').where({ number: ofNumber });

/** The running memberships of a member. */
async function rolesOf(ofNumber: string): Promise<string[]> {
  const roles = await town
    .rows('pioneer_memberships as ms')
    .join('pioneer_members as m', 'm.document_id', 'ms.member_id')
    .where('m.number', ofNumber)
    .whereNull('ms.ended_at')
    .pluck<string[]>('ms.role');
  return roles.sort();
}

function eventsOf(ofNumber: string): Promise<string[]> {
  return town
    .rows('pioneer_events as e')
    .join('pioneer_members as m', 'm.document_id', 'e.subject_id')
    .where({ 'm.number': ofNumber, 'e.subject_type': 'member' })
    .orderBy('e.subject_version')
    .pluck<string[]>('e.type');
}

describe('an import of members', () => {
  it('takes what it can use and names each other row by place and reason', async () => {
    const [good, other] = [number(), number()];
    const result = await importRows([
      row(good, [place(), place('evaluator')]),
      row(number(), [place('member', 'NOWHERE')]),
      row(number(), [place('king')]),
      row('a b'),
      row(good.toUpperCase()),
      row(number(), [], ''),
      { ...row(number()), email: 'somebody@example.org' },
      { number: number(), name: '没有成员关系一栏' },
      row(other),
    ]);

    expect(refusedOf(result)).toEqual([
      [1, 'ORGANISATION_UNKNOWN'],
      [2, 'INPUT_INVALID'],
      [3, 'INPUT_INVALID'],
      [4, 'ROW_REPEATED'],
      [5, 'INPUT_INVALID'],
      [6, 'INPUT_INVALID'],
      [7, 'INPUT_INVALID'],
    ]);
    expect(result.refused[0]?.refusal.facts).toEqual({ code: 'NOWHERE' });
    expect(result).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
    expect(await rolesOf(good)).toEqual(['evaluator', 'member']);
    expect(await rolesOf(other)).toEqual([]);
  });

  it('changes nothing when it is run again, whatever the case of the number', async () => {
    const one = number();
    await importRows([row(one, [place()])]);
    const again = await importRows([row(one.toUpperCase(), [place(), place()])]);

    expect(again).toEqual({ created: 0, updated: 0, unchanged: 1, refused: [] });
    expect(await count(memberOf(one))).toBe(1);
    expect(await eventsOf(one)).toEqual(['member.created']);
    expect(await rolesOf(one)).toEqual(['member']);
  });

  it('renames and adds what is missing, and ends nothing', async () => {
    const one = number();
    await importRows([row(one, [place('member')])]);
    const changed = await importRows([row(one, [place('manager')], '林大满')]);

    expect(changed).toEqual({ created: 0, updated: 1, unchanged: 0, refused: [] });
    expect(await memberOf(one).first('name')).toEqual({ name: '林大满' });
    expect(await rolesOf(one)).toEqual(['manager', 'member']);
    expect(await eventsOf(one)).toEqual(['member.created', 'member.updated']);
  });

  it('takes up a membership that had ended, with its own event', async () => {
    const one = number();
    await importRows([row(one, [place('manager')])]);
    const membership = town
      .rows('pioneer_memberships')
      .whereIn('member_id', memberOf(one).select('document_id'));
    const { document_id: id } = await membership.first<{ document_id: string }>('document_id');
    await town.administrator('memberships.end', { params: { id }, body: { version: 1 } });

    expect((await importRows([row(one, [place('manager')])])).updated).toBe(1);
    expect(await rolesOf(one)).toEqual(['manager']);
    const events = town.rows('pioneer_events').where({ subject_id: id });
    expect(await events.orderBy('subject_version').pluck('type')).toEqual([
      'membership.created',
      'membership.ended',
      'membership.resumed',
    ]);
  });

  it('gives one of each when two are run at once', async () => {
    const numbers = [number(), number(), number()];
    const rows = numbers.map((one) => row(one, [place()]));
    const results = await Promise.all([importRows(rows), importRows(rows)]);

    expect(results.map(({ created }) => created).sort()).toEqual([0, 3]);
    expect(await count(town.rows('pioneer_members').whereIn('number', numbers))).toBe(3);
    for (const one of numbers) expect(await rolesOf(one)).toEqual(['member']);
  });
});

describe('an invitation', () => {
  it('gives codes to whom it can and names each other number by place and reason', async () => {
    const [one, other] = [number(), number()];
    await importRows([row(one), row(other)]);
    const active = await buildMember(town);
    const numbers = [one, 'nobody-here', active.number, one.toUpperCase(), other];
    const { data } = await town.administrator('members.invite', { body: { numbers } });

    expect(refusedOf(data)).toEqual([
      [1, 'MEMBER_UNKNOWN'],
      [2, 'MEMBER_ALREADY_ACTIVE'],
      [3, 'ROW_REPEATED'],
    ]);
    expect(data.codes.map((invited) => invited.number)).toEqual([one, other]);
    for (const { code, expiresAt } of data.codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
      expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(29 * 24 * 60 * 60 * 1000);
    }
    expect(await eventsOf(one)).toEqual(['member.created', 'member.invited']);
  });
});
