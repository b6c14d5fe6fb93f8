import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { registerAdministrator } from '../../support/administrator';
import { codeOf, send, type Answer } from '../../support/http';
import { uniqueName } from '../../support/names';
import { buildMember, buildOrganisation, inviteMembers, type Member } from '../../support/people';
import { startServer, type TestServer } from '../../support/server';
import { enterTown, townAt, type Town } from '../../support/town';
import { accountsOf, activateBy, signInBy, whoIs } from './entry';
import { claimsOf, makeToken } from './session-tokens';

// What changes a whole server (its clock, its grants, its limits, what a password costs it) is tried
// on one of its own.

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

let server: TestServer;
let town: Town;

beforeAll(async () => {
  const NODE_OPTIONS = `--import=${pathToFileURL('tests/support/tell-comparisons.mjs').href}`;
  const limits = { MEMBER_WRITES_BURST: '5', MEMBER_WRITES_PER_SECOND: '1' };
  const env = { ...limits, PASSWORD_HASH_COST: '10', TRUSTED_PROXIES: '1', NODE_OPTIONS };
  server = await startServer({ env });
  town = townAt(server, await registerAdministrator(server));
});
afterAll(async () => {
  await server.stop();
  await town.leave();
});

const outcome = (answer: Answer) => [answer.status, codeOf(answer)];

describe('an activation code', () => {
  afterAll(() => town.administrator('clock.adjust', { body: { offsetMs: 0 } }));

  it('lives for thirty days', async () => {
    const [early, late] = await inviteMembers(town, [[], []]);
    if (early === undefined || late === undefined) throw new Error('two were to be invited');

    await town.administrator('clock.adjust', { body: { offsetMs: 30 * DAY - MINUTE } });
    expect((await activateBy(town, early, 'a quiet river')).status).toBe(200);

    await town.administrator('clock.adjust', { body: { offsetMs: 30 * DAY + MINUTE } });
    expect(outcome(await activateBy(town, late, 'a quiet river'))).toEqual([
      400,
      'ACTIVATION_FAILED',
    ]);
  });
});

describe('a token', () => {
  it('names nobody else than who signed in, though it is signed as it should be', async () => {
    const [one, other] = [await buildMember(town), await buildMember(town)];
    const secret = server.env.JWT_SECRET ?? '';
    const claims = claimsOf(one.token);
    const { userId } = claimsOf(other.token);
    const forged = makeToken({ ...claims, userId }, secret);

    expect((await whoIs(town, makeToken(claims, secret))).status).toBe(200);
    expect(outcome(await whoIs(town, forged))).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('that has expired belongs to nobody, though it is signed as it should be', async () => {
    const { token } = await buildMember(town);
    const secret = server.env.JWT_SECRET ?? '';
    const claims = claimsOf(token);
    const now = Math.floor(Date.now() / 1000);

    expect((await whoIs(town, makeToken({ ...claims, exp: now + 60 }, secret))).status).toBe(200);
    expect(outcome(await whoIs(town, makeToken({ ...claims, exp: now - 1 }, secret)))).toEqual([
      401,
      'UNAUTHENTICATED',
    ]);
  });

  it('of a session that never was belongs to nobody, whoever signed it', async () => {
    const { token } = await buildMember(town);
    const secret = server.env.JWT_SECRET ?? '';
    const claims = claimsOf(token);

    for (const changed of [{ sessionId: uniqueName('s') }, { userId: '999999' }, { type: 'x' }]) {
      const made = makeToken({ ...claims, ...changed }, secret);
      expect(outcome(await whoIs(town, made))).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  it('of another server belongs to nobody here', async () => {
    const elsewhere = enterTown();
    const [here, there] = [await buildMember(town), await buildMember(elsewhere)];
    await elsewhere.leave();

    expect((await whoIs(elsewhere, there.token)).status).toBe(200);
    expect(outcome(await whoIs(town, there.token))).toEqual([401, 'UNAUTHENTICATED']);
    expect(outcome(await whoIs(elsewhere, here.token))).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('a grant of users-permissions', () => {
  it('that is taken from members counts at the next request, and so does giving it back', async () => {
    const { token } = await buildMember(town);
    expect((await whoIs(town, token)).status).toBe(200);

    await setGrant({ role: 'authenticated', controller: 'me', action: 'findOne' }, false);
    expect(outcome(await whoIs(town, token))).toEqual([403, 'NOT_GRANTED']);

    await setGrant({ role: 'authenticated', controller: 'me', action: 'findOne' }, true);
    expect((await whoIs(town, token)).status).toBe(200);
  });

  it('that is taken from the public sends it to the sign-in, and leaves members theirs', async () => {
    const { token } = await buildMember(town, [['member', await buildOrganisation(town)]]);
    const path = '/api/pioneer/organisations';
    const grant = { role: 'public', controller: 'organisation', action: 'find' };
    expect((await town.send({ path })).status).toBe(200);

    await setGrant(grant, false);
    expect(outcome(await town.send({ path }))).toEqual([401, 'UNAUTHENTICATED']);
    expect((await town.send({ path, token })).status).toBe(200);
    expect((await town.send({ path: '/api/pioneer/openings' })).status).toBe(200);

    await setGrant(grant, true);
    expect((await town.send({ path })).status).toBe(200);
  });
});

describe('a sign-in', () => {
  /** What it costs to refuse one, in comparisons of a password. */
  async function comparisonsOf(number: string): Promise<string[]> {
    const before = server.output().length;
    const answer = await signInBy(town, { number, password: 'a quiet guess' });
    expect(outcome(answer)).toEqual([401, 'SIGN_IN_FAILED']);
    return (
      server
        .output()
        .slice(before)
        .match(/a password is compared at cost \d+/g) ?? []
    );
  }

  it('does the same work for an unknown number as for a known one', async () => {
    const [invited] = await inviteMembers(town, [[]]);
    const blocked = await buildMember(town);
    await town.rows('up_users').where({ username: blocked.number }).update({ blocked: true });
    const { number } = await buildMember(town);

    for (const tried of [
      number,
      uniqueName('m'),
      invited?.number ?? '',
      blocked.number,
      '不是编号',
    ]) {
      expect(await comparisonsOf(tried)).toEqual(['a password is compared at cost 10']);
    }
  });

  it('at the admin panel, too, whether the address is known or not', async () => {
    const known = 'administrator@town.invalid';
    for (const email of [known, `${uniqueName('panel')}@town.invalid`]) {
      const before = server.output().length;
      const body = { email, password: 'Guess-work-1' };
      const answer = await town.send({ method: 'POST', path: '/admin/login', body });
      const told = server.output().slice(before);

      expect(outcome(answer)).toEqual([400, 'SIGN_IN_FAILED']);
      expect(told.match(/the panel compares a password at cost \d+/g)).toEqual([
        'the panel compares a password at cost 10',
      ]);
    }
  });

  it('leaves a core to others and comes after them, however many come at once', async () => {
    const member = await buildMember(town);
    const before = server.output().length;
    const wave = Array.from({ length: 4 }, () => signInBy(town, member));
    const statuses = (await Promise.all(wave)).map(({ status }) => status);
    const told = server.output().slice(before);
    let [running, most] = [0, 0];
    for (const [, verb] of told.matchAll(/a password (is|was) compared/g)) {
      running += verb === 'is' ? 1 : -1;
      most = Math.max(most, running);
    }

    expect(statuses).toEqual(Array(4).fill(200));
    expect(running).toBe(0);
    expect(most).toBe(Math.min(Math.max(availableParallelism(), 2), 4) - 1);
    const nicer = [...told.matchAll(/by a thread that is nicer by (\d+)/g)].map(([, by]) => by);
    expect(nicer).toEqual(Array(4).fill('10'));
  });
});

describe('a member who writes faster than people do', () => {
  // It says nothing, which is found once it is let in.
  const write = ({ token }: Member) =>
    send({ method: 'POST', url: server.url, path: '/api/pioneer/openings/none/claims', token });
  const writeAll = (member: Member, count: number) =>
    Promise.all(Array.from({ length: count }, () => write(member)));

  it('is let in as often as the burst and the seconds allow, and then told to wait', async () => {
    const member = await buildMember(town);
    const began = Date.now();
    const answers = await writeAll(member, 20);
    const seconds = Math.ceil((Date.now() - began) / 1000);
    const refused = answers.filter((answer) => codeOf(answer) === 'WRITES_THROTTLED');

    expect(answers.length - refused.length).toBeGreaterThanOrEqual(6);
    expect(answers.length - refused.length).toBeLessThanOrEqual(6 + seconds);
    for (const { status, headers } of refused) {
      expect([status, headers.get('retry-after')]).toEqual([429, '1']);
    }
  });

  it('goes on reading, and after a second writing, and keeps nobody else from it', async () => {
    const [member, other] = [await buildMember(town), await buildMember(town)];
    await writeAll(member, 20);

    expect((await whoIs(town, member.token)).status).toBe(200);
    expect(codeOf(await write(other))).toBe('INPUT_INVALID');
    await setTimeout(1100);
    expect(codeOf(await write(member))).toBe('INPUT_INVALID');
  });
});

describe('behind one proxy', () => {
  /** As the proxy hands it on: what it was sent, and after that the address that it saw. */
  const enterFrom = (addresses: string, path: string, body: object) => {
    const headers = { 'x-forwarded-for': addresses };
    return town.send({ method: 'POST', path: `/api/pioneer/${path}`, body, headers });
  };

  it('failures count by the address that the proxy saw, whatever it was sent', async () => {
    const { number } = await buildMember(town);
    const codes: string[] = [];
    for (let turn = 1; turn <= 6; turn += 1) {
      const body = { number, password: 'a quiet guess' };
      codes.push(codeOf(await enterFrom(`192.0.2.${turn}, 198.51.100.1`, 'sign-in', body)));
    }

    expect(codes).toEqual([...Array(5).fill('SIGN_IN_FAILED'), 'SIGN_IN_THROTTLED']);
  });

  it('a code is tried five times in all, from however many addresses', async () => {
    const [{ number, code } = { number: '', code: '' }] = await inviteMembers(town, [[]]);
    const tryFrom = async (address: string, tried: string) => {
      const body = { number, code: tried, password: 'a quiet river' };
      return outcome(await enterFrom(address, 'activate', body));
    };
    for (let turn = 1; turn <= 5; turn += 1) await tryFrom(`203.0.113.${turn}`, 'ZZZZZ-ZZZZZ');

    expect(await tryFrom('203.0.113.6', code)).toEqual([400, 'ACTIVATION_FAILED']);
    expect(await accountsOf(town, number)).toBe(0);
  });
});

// Last: nobody signs in from this address for five minutes afterwards.
describe('an address from which a hundred guesses came', () => {
  it('has to wait, whatever numbers it tries', async () => {
    const member = await buildMember(town);
    const guess = () => {
      const nobody = { number: uniqueName('m'), code: 'ZZZZZ-ZZZZZ' };
      return activateBy(town, nobody, 'a quiet river');
    };
    const codes: string[] = [];
    while (!codes.includes('SIGN_IN_THROTTLED') && codes.length < 150) {
      codes.push(...(await Promise.all(Array.from({ length: 10 }, guess))).map(codeOf));
    }

    // The expired code, five sign-ins and two at the admin panel were the first of the hundred.
    expect(codes.filter((code) => code === 'ACTIVATION_FAILED')).toHaveLength(92);
    expect(outcome(await signInBy(town, member))).toEqual([429, 'SIGN_IN_THROTTLED']);
    expect((await whoIs(town, member.token)).status).toBe(200);
  });
});

interface Roles {
  readonly roles: readonly { readonly id: number; readonly type: string }[];
}

interface RoleAnswer {
  readonly role: {
    readonly name: string;
    readonly description: string;
    readonly permissions: Readonly<
      Record<
        string,
        { readonly controllers: Readonly<Record<string, Record<string, { enabled: boolean }>>> }
      >
    >;
  };
}

/** Ticks or clears one box under Settings, Users & Permissions, Roles. */
async function setGrant(
  grant: { readonly role: string; readonly controller: string; readonly action: string },
  enabled: boolean,
): Promise<void> {
  const token = town.administratorToken;
  const all = await town.send({ path: '/users-permissions/roles', token });
  const { roles } = all.body as unknown as Roles;
  const path = `/users-permissions/roles/${roles.find(({ type }) => type === grant.role)?.id}`;
  const { role } = (await town.send({ path, token })).body as unknown as RoleAnswer;
  const box = role.permissions['plugin::pioneer']?.controllers[grant.controller]?.[grant.action];
  if (box === undefined) throw new Error(`there is no box for ${JSON.stringify(grant)}`);
  box.enabled = enabled;
  const saved = await town.send({ method: 'PUT', path, token, body: role });
  if (saved.status !== 200) throw new Error(saved.text);
}
