import { randomInt } from 'node:crypto';
import type { ImportResult } from 'strapi-plugin-pioneer/contract';
import { codeOf } from '../../support/http';
import { uniqueName } from '../../support/names';
import { enterTown } from '../../support/town';
import { activateBy, signInBy, whoIs } from './entry';

const town = enterTown();
afterAll(() => town.leave());

const PASSWORD = '清澈的河流 at dawn';

/** A Chinese mobile number that nobody else in this run has. */
function newPhone(): string {
  return `139${String(randomInt(1e8)).padStart(8, '0')}`;
}

async function importRows(rows: readonly object[]): Promise<ImportResult> {
  return (await town.administrator('members.import', { body: { rows: [...rows] } })).data;
}

function row(number: string, phone?: string | null) {
  return { number, name: '林小满', memberships: [], ...(phone === undefined ? {} : { phone }) };
}

async function invite(number: string): Promise<string> {
  const { data } = await town.administrator('members.invite', { body: { numbers: [number] } });
  return data.codes[0]?.code ?? '';
}

/** A member with a phone, activated by the number. */
async function buildReachable(phone = newPhone(), number = uniqueName('m')) {
  await importRows([row(number, phone)]);
  const activated = await activateBy(town, { number, code: await invite(number) }, PASSWORD);
  expect(activated.status).toBe(200);
  return { number, phone };
}

async function whoSignsIn(name: string): Promise<unknown> {
  const answer = await signInBy(town, { number: name, password: PASSWORD });
  const { accessToken } = (answer.body.data ?? {}) as { accessToken?: string };
  if (accessToken === undefined) return codeOf(answer);
  return ((await whoIs(town, accessToken)).body.data as { number: string }).number;
}

function stored(number: string) {
  return town.rows('pioneer_members').where({ number }).first<Record<string, string | null>>('*');
}

function refusedOf({ refused }: ImportResult) {
  return refused.map(({ index, refusal }) => [index, refusal.code, refusal.facts]);
}

describe('a phone', () => {
  it('signs its member in like the number, in every spelling', async () => {
    const { number, phone } = await buildReachable();
    const [a, b, c] = [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)];
    for (const name of [number, phone, `+86${phone}`, ` +86 ${a} ${b} ${c}`, `${a}-${b}-${c}`]) {
      expect(await whoSignsIn(name)).toBe(number);
    }
  });

  it('activates the account', async () => {
    const [number, phone] = [uniqueName('m'), newPhone()];
    await importRows([row(number, `+86 ${phone}`)]);
    const code = await invite(number);
    const holding = await activateBy(town, { number: phone, code }, `my ${phone}`);

    expect(codeOf(holding)).toBe('PASSWORD_HOLDS_NUMBER');
    expect(codeOf(await activateBy(town, { number: phone, code }, `my ${number}`))).toBe(
      'PASSWORD_HOLDS_NUMBER',
    );
    expect((await activateBy(town, { number: phone, code }, PASSWORD)).status).toBe(200);
    expect(await whoSignsIn(phone)).toBe(number);
  });

  it('is nowhere to be read: not in rows, not in events, not in answers', async () => {
    const { number, phone } = await buildReachable();
    const member = await stored(number);
    const events = await town.rows('pioneer_events').where({ subject_id: member?.document_id });
    const taken = await importRows([row(uniqueName('m'), phone)]);
    const failed = await signInBy(town, { number: phone, password: 'something wrong' });

    expect(member?.phone_hash).toMatch(/^[\w-]{43}$/);
    expect(events.length).toBeGreaterThan(1);
    for (const seen of [member, events, taken, failed.body]) {
      expect(JSON.stringify(seen)).not.toContain(phone);
    }
    expect(JSON.stringify(events)).not.toContain(member?.phone_hash);
    expect(JSON.stringify(events)).not.toContain(member?.phone_sealed);
  });

  it('that is unknown is answered like a wrong password', async () => {
    const { phone } = await buildReachable();
    const wrong = await signInBy(town, { number: phone, password: 'something wrong' });
    const unknown = await signInBy(town, { number: newPhone(), password: 'something wrong' });

    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
    expect(codeOf(unknown)).toBe('SIGN_IN_FAILED');
  });

  it('counts its tries together, however it is spelt', async () => {
    const { phone } = await buildReachable();
    for (const name of [phone, `+86${phone}`, `0086 ${phone}`, ` ${phone} `, `(${phone})`]) {
      await signInBy(town, { number: name, password: 'something wrong' });
    }
    expect(await whoSignsIn(`${phone.slice(0, 3)} ${phone.slice(3)}`)).toBe('SIGN_IN_THROTTLED');
  });

  it('gives way to the member number that it looks like', async () => {
    const { number, phone } = await buildReachable();
    expect(await whoSignsIn(phone)).toBe(number);
    await importRows([row(phone)]);
    expect(await whoSignsIn(phone)).toBe('SIGN_IN_FAILED');

    await activateBy(town, { number: phone, code: await invite(phone) }, PASSWORD);
    expect(await whoSignsIn(phone)).toBe(phone);
    expect(await whoSignsIn(number)).toBe(number);
  });
});

describe('an import with phones', () => {
  it('refuses what is no phone, and what another member or row has, each row alone', async () => {
    const { number, phone } = await buildReachable();
    const [fresh, one, two] = [newPhone(), uniqueName('m'), uniqueName('m')];
    const result = await importRows([
      row(uniqueName('m'), '12'),
      row(uniqueName('m'), 'call me'),
      row(uniqueName('m'), `+86 ${phone}`),
      row(one, fresh),
      row(two, `0086${fresh}`),
      row(uniqueName('m'), ''),
      row(number, phone),
    ]);

    expect(refusedOf(result)).toEqual([
      [0, 'PHONE_INVALID', {}],
      [1, 'PHONE_INVALID', {}],
      [2, 'PHONE_TAKEN', { number }],
      [4, 'PHONE_TAKEN', { number: one }],
      [5, 'INPUT_INVALID', expect.anything()],
    ]);
    expect(result).toMatchObject({ created: 1, updated: 0, unchanged: 1 });
    expect(await stored(two)).toBeUndefined();
  });

  it('changes a phone, leaves it without a word, and forgets it on demand', async () => {
    const { number, phone } = await buildReachable();
    const next = newPhone();
    expect(await importRows([row(number)])).toMatchObject({ unchanged: 1 });
    expect(await whoSignsIn(phone)).toBe(number);

    expect(await importRows([row(number, next)])).toMatchObject({ updated: 1 });
    expect([await whoSignsIn(phone), await whoSignsIn(next)]).toEqual(['SIGN_IN_FAILED', number]);

    expect(await importRows([row(number, null)])).toMatchObject({ updated: 1 });
    expect(await whoSignsIn(next)).toBe('SIGN_IN_FAILED');
    expect(await stored(number)).toMatchObject({ phone_hash: null, phone_sealed: null });
    const member = await stored(number);
    const events = town.rows('pioneer_events').where({ subject_id: member?.document_id });
    expect(await events.orderBy('subject_version').pluck('type')).toEqual([
      'member.created',
      'member.invited',
      'member.activated',
      'member.updated',
      'member.updated',
    ]);
  });

  it('gives a phone to one member when two imports run at once', async () => {
    const [phone, one, two] = [newPhone(), uniqueName('m'), uniqueName('m')];
    const results = await Promise.all([
      importRows([row(one, phone)]),
      importRows([row(two, phone)]),
    ]);

    expect(results.map(({ created }) => created).sort()).toEqual([0, 1]);
    expect(results.flatMap(refusedOf).map(([, code]) => code)).toEqual(['PHONE_TAKEN']);
  });
});
