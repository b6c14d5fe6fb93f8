import { codeOf } from '../support/http';
import { uniqueName } from '../support/names';
import { buildMember, buildMembers, inviteMembers } from '../support/people';
import { count } from '../support/rows';
import { enterTwoNodes, tally } from './two-nodes';

const nodes = enterTwoNodes();
afterAll(() => nodes.leave());

/** Each try comes to the other node and says that it is from another address. */
async function enterAt(turn: number, path: string, body: object): Promise<string> {
  const headers = { 'x-forwarded-for': `192.0.2.${turn}`, forwarded: `for=192.0.2.${turn}` };
  return codeOf(await nodes.sendAt(turn, { method: 'POST', path, body, headers }));
}

const signInAt = (turn: number, number: string, password: string) =>
  enterAt(turn, '/api/pioneer/sign-in', { number, password });

const activateAt = (turn: number, number: string, code: string) =>
  enterAt(turn, '/api/pioneer/activate', { number, code, password: 'a quiet river' });

const turns = (howMany: number) => Array.from({ length: howMany }, (_, turn) => turn);

describe('guesses at two servers, from addresses that nobody has', () => {
  it('of a password are five together, and then the right one has to wait at both', async () => {
    const [victim, other] = await buildMembers(nodes.town, [[], []]);
    if (victim === undefined || other === undefined) throw new Error('two were to be built');
    const codes: string[] = [];
    for (const turn of turns(7)) codes.push(await signInAt(turn, victim.number, 'a quiet guess'));

    expect(tally(codes)).toEqual({ SIGN_IN_FAILED: 5, SIGN_IN_THROTTLED: 2 });
    for (const turn of [0, 1]) {
      expect(await signInAt(turn, victim.number, victim.password)).toBe('SIGN_IN_THROTTLED');
      expect(await signInAt(turn, other.number, other.password)).toBe('200');
    }
  });

  it('of a password that come at once are five together as well', async () => {
    const { number } = await buildMember(nodes.town);
    const all = turns(12).map((turn) => signInAt(turn, number, 'a quiet guess'));

    expect(tally(await Promise.all(all))).toEqual({ SIGN_IN_FAILED: 5, SIGN_IN_THROTTLED: 7 });
  });

  it('are forgotten at both when somebody comes in at one', async () => {
    const { number, password } = await buildMember(nodes.town);
    for (const turn of turns(4)) {
      expect(await signInAt(turn, number, 'a quiet guess')).toBe('SIGN_IN_FAILED');
    }
    expect(await signInAt(0, number, password)).toBe('200');
    for (const turn of turns(5)) {
      expect(await signInAt(turn, number, 'a quiet guess')).toBe('SIGN_IN_FAILED');
    }
  });

  it('of an activation code are five together', async () => {
    const [{ number } = { number: '' }] = await inviteMembers(nodes.town, [[]]);
    const all = turns(12).map((turn) => activateAt(turn, number, 'ZZZZZ-ZZZZZ'));

    expect(tally(await Promise.all(all))).toEqual({ ACTIVATION_FAILED: 5, SIGN_IN_THROTTLED: 7 });
  });

  it('leave rows that tell neither who was tried nor from where', async () => {
    const number = uniqueName('m');
    await signInAt(0, number, 'a quiet guess');
    const rows = JSON.stringify(await nodes.town.rows('pioneer_attempts').select());

    expect(rows).toContain('"points":1');
    expect(rows).not.toContain(number);
    expect(rows).not.toContain('127.0.0.1');
  });
});

describe('guesses at the doors of two admin panels', () => {
  const enterPanelAt = (turn: number, email: string) =>
    enterAt(turn, '/admin/login', { email, password: 'Guess-work-1' });

  it('are five together, whatever the case of the address, and are told to wait', async () => {
    const email = `${uniqueName('panel')}@town.invalid`;
    const codes: string[] = [];
    for (const turn of turns(8)) {
      codes.push(await enterPanelAt(turn, turn % 3 === 0 ? email.toUpperCase() : email));
    }

    expect(tally(codes)).toEqual({ SIGN_IN_FAILED: 5, SIGN_IN_THROTTLED: 3 });
  });
});

describe('an activation code that is used at two servers at once', () => {
  it('makes one account', async () => {
    const [{ number, code } = { number: '', code: '' }] = await inviteMembers(nodes.town, [[]]);
    const codes = await Promise.all(turns(4).map((turn) => activateAt(turn, number, code)));

    expect(tally(codes)).toEqual({ 200: 1, ACTIVATION_FAILED: 3 });
    const accounts = nodes.town.rows('up_users').where({ username: number.toLowerCase() });
    expect(await count(accounts)).toBe(1);
  });
});
