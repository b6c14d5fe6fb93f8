import { codeOf } from '../../support/http';
import { uniqueName } from '../../support/names';
import { inviteMembers, type InvitedMember } from '../../support/people';
import { enterTown } from '../../support/town';
import { accountsOf, activateBy, signInBy, whoIs } from './entry';

const PASSWORD = '清澈的河流 at dawn';
const WRONG_CODE = 'ZZZZZ-ZZZZZ';

const town = enterTown();
afterAll(() => town.leave());

async function invite(): Promise<InvitedMember> {
  const [invited] = await inviteMembers(town, [[]]);
  if (invited === undefined) throw new Error('nobody was invited');
  return invited;
}

async function inviteAgain({ number, name }: InvitedMember): Promise<InvitedMember> {
  const { data } = await town.administrator('members.invite', { body: { numbers: [number] } });
  return { number, name, code: data.codes[0]?.code ?? '' };
}

describe('an activation code', () => {
  it('makes the account that its member signs in with', async () => {
    const { number, code } = await invite();
    const activated = await activateBy(town, { number, code }, PASSWORD);
    const { accessToken } = activated.body.data as { accessToken: string };

    expect(activated.status).toBe(200);
    expect((await whoIs(town, accessToken)).body.data).toMatchObject({ number });
    expect((await signInBy(town, { number, password: PASSWORD })).status).toBe(200);
  });

  it('is read however it was copied from paper', async () => {
    const { number, code } = await invite();
    const copied = ` ${code.toLowerCase().replace('-', ' ').replaceAll('0', 'o')}`;

    expect(
      (await activateBy(town, { number: number.toUpperCase(), code: copied }, PASSWORD)).status,
    ).toBe(200);
  });

  it('that is wrong makes no account and leaves the right one usable', async () => {
    const { number, code } = await invite();
    const wrong = await activateBy(town, { number, code: WRONG_CODE }, PASSWORD);

    expect([wrong.status, codeOf(wrong)]).toEqual([400, 'ACTIVATION_FAILED']);
    expect(await accountsOf(town, number)).toBe(0);
    expect((await activateBy(town, { number, code }, PASSWORD)).status).toBe(200);
  });

  it('does not tell whether a number exists', async () => {
    const { number } = await invite();
    const known = await activateBy(town, { number, code: WRONG_CODE }, PASSWORD);
    const unknown = await activateBy(town, { number: uniqueName('m'), code: WRONG_CODE }, PASSWORD);

    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
  });

  it('of one member is of no use to another', async () => {
    const [one, other] = [await invite(), await invite()];
    const answer = await activateBy(town, { number: one.number, code: other.code }, PASSWORD);

    expect(codeOf(answer)).toBe('ACTIVATION_FAILED');
  });

  it('works once: the password stays as it was', async () => {
    const { number, code } = await invite();
    await activateBy(town, { number, code }, PASSWORD);
    const password = 'somebody else came';
    const again = await activateBy(town, { number, code }, password);

    expect([again.status, codeOf(again)]).toEqual([400, 'ACTIVATION_FAILED']);
    expect((await signInBy(town, { number, password })).status).toBe(401);
    expect((await signInBy(town, { number, password: PASSWORD })).status).toBe(200);
  });

  it('is dead once the member got another', async () => {
    const first = await invite();
    const second = await inviteAgain(first);

    expect(codeOf(await activateBy(town, first, PASSWORD))).toBe('ACTIVATION_FAILED');
    expect((await activateBy(town, second, PASSWORD)).status).toBe(200);
  });

  it('gives one account to four who use it at once', async () => {
    const { number, code } = await invite();
    const passwords = ['spring river', 'summer river', 'autumn river', 'winter river'];
    const answers = await Promise.all(
      passwords.map((password) => activateBy(town, { number, code }, password)),
    );
    const won = answers.findIndex(({ status }) => status === 200);
    const [winner, loser] = [passwords[won] ?? '', passwords[(won + 1) % 4] ?? ''];

    expect(answers.map(codeOf).sort()).toEqual(['200', ...Array(3).fill('ACTIVATION_FAILED')]);
    expect(await accountsOf(town, number)).toBe(1);
    expect((await signInBy(town, { number, password: winner })).status).toBe(200);
    expect((await signInBy(town, { number, password: loser })).status).toBe(401);
  });

  it('is stored as something that nobody can read it from', async () => {
    const { number, code } = await invite();
    const row = await town.rows('pioneer_members').where({ number }).first<object>();
    const letters = code.replace('-', '');

    expect(row).toMatchObject({ activation_hash: expect.stringMatching(/^[\w-]{43}$/) });
    expect(JSON.stringify(row)).not.toContain(code);
    expect(JSON.stringify(row)).not.toContain(letters);
  });

  it('is tried five times and then stays shut for a while, also to the right one', async () => {
    const { number, code } = await invite();
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(codeOf(await activateBy(town, { number, code: WRONG_CODE }, PASSWORD))).toBe(
        'ACTIVATION_FAILED',
      );
    }
    const sixth = await activateBy(town, { number, code }, PASSWORD);

    expect([sixth.status, codeOf(sixth)]).toEqual([429, 'SIGN_IN_THROTTLED']);
    expect(await accountsOf(town, number)).toBe(0);
  });
});

describe('a password at activation', () => {
  const REFUSED: readonly [what: string, passwordOf: (number: string) => string, code: string][] = [
    ['of six characters', () => '清澈的河流真', 'PASSWORD_TOO_SHORT'],
    ['of more than 72 bytes', () => '春夏秋冬天'.repeat(5), 'PASSWORD_TOO_LONG'],
    ['that is one character', () => '********', 'PASSWORD_REPETITIVE'],
    [
      'that holds the member number',
      (number) => `my ${number.toUpperCase()}`,
      'PASSWORD_HOLDS_NUMBER',
    ],
  ];

  it.each(REFUSED)('%s is refused by name and costs no try', async (_what, passwordOf, code) => {
    const invited = await invite();
    const { number } = invited;
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      const refused = await activateBy(town, invited, passwordOf(number));
      expect([refused.status, codeOf(refused)]).toEqual([400, code]);
      expect(refused.text).not.toContain(passwordOf(number));
    }

    expect(await accountsOf(town, number)).toBe(0);
    expect((await activateBy(town, invited, PASSWORD)).status).toBe(200);
  });
});
