import { inviteMembers, type InvitedMember } from '../support/people';
import { count } from '../support/rows';
import { enterTwoNodes, outcomeOf, tally } from './two-nodes';

const nodes = enterTwoNodes();
afterAll(() => nodes.leave());

describe('an activation code at two servers', () => {
  const WRONG_CODE = 'ZZZZZ-ZZZZZ';

  async function invite(): Promise<InvitedMember> {
    const [invited] = await inviteMembers(nodes.town, [[]]);
    if (invited === undefined) throw new Error('nobody was invited');
    return invited;
  }

  function activate(turn: number, { number, code }: InvitedMember, password: string) {
    return outcomeOf(
      nodes.visitorAt(turn)('session.activate', { body: { number, code, password } }),
    );
  }

  it('gives one account to four who use it at once', async () => {
    const invited = await invite();
    const outcomes = await Promise.all(
      [0, 1, 2, 3].map((turn) => activate(turn, invited, `quiet river ${turn}`)),
    );
    const accounts = nodes.town.rows('up_users').where({ username: invited.number });

    expect(tally(outcomes)).toEqual({ OK: 1, ACTIVATION_FAILED: 3 });
    expect(await count(accounts)).toBe(1);
  });

  it('survives four wrong tries and is killed by the fifth, wherever they were made', async () => {
    const [kept, killed] = [await invite(), await invite()];
    for (const [invited, tries] of [
      [kept, 4],
      [killed, 5],
    ] as const) {
      for (let turn = 1; turn <= tries; turn += 1) {
        const guess = { ...invited, code: WRONG_CODE };
        expect(await activate(turn, guess, 'quiet river')).toBe('ACTIVATION_FAILED');
      }
    }

    expect(await activate(0, kept, 'quiet river')).toBe('OK');
    expect(await activate(0, killed, 'quiet river')).toBe('SIGN_IN_THROTTLED');
    // Whoever has waited long enough to try again finds it dead.
    await nodes.town.rows('pioneer_attempts').delete();
    expect(await activate(0, killed, 'quiet river')).toBe('ACTIVATION_FAILED');
  });
});
