import { codeOf, codeOfRefusal } from '../../support/http';
import { buildMember, type Member } from '../../support/people';
import { enterQuietTown, type QuietTown } from '../../support/quiet-server';
import { enterTown } from '../../support/town';

const HOUR = 60 * 60 * 1000;

const town = enterTown();
let quiet: QuietTown;
beforeAll(async () => void (quiet = await enterQuietTown()));
afterAll(() => Promise.all([town.leave(), quiet.leave()]));

const request = async (member: Member) => (await member.call('me.requestExport')).data;

const take = async ({ token }: Member, address: string, method: 'GET' | 'HEAD' = 'GET') => {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(town.url + address, { method, headers });
  await answer.arrayBuffer();
  return answer.status;
};

describe('the address of a copy', () => {
  it('works once, also for two who ask at the same moment', async () => {
    const member = await buildMember(town);
    const { address } = await request(member);
    const statuses = await Promise.all([take(member, address), take(member, address)]);

    expect(statuses.sort()).toEqual([200, 404]);
    expect(await take(member, address)).toBe(404);
  });

  it('works for nobody else, and is not used up by their trying', async () => {
    const [member, other] = [await buildMember(town), await buildMember(town)];
    const { address } = await request(member);

    expect(await take(other, address)).toBe(404);
    expect(codeOf(await town.send({ path: address }))).toBe('UNAUTHENTICATED');
    expect(await take(member, address)).toBe(200);
  });

  it('is not used up by asking whether it is there', async () => {
    const member = await buildMember(town);
    const { address } = await request(member);

    expect(await take(member, address, 'HEAD')).toBe(404);
    expect(await take(member, address)).toBe(200);
  });

  it('cannot be guessed, by secret, hash or id', async () => {
    const member = await buildMember(town);
    const { address } = await request(member);
    const place = address.slice(0, address.lastIndexOf('/') + 1);
    const row = await town
      .rows('pioneer_data_exports')
      .where({ member_id: member.id })
      .first<{ secret_hash: string; document_id: string; id: number }>();
    const guesses = [row.secret_hash, row.document_id, row.id, 'a'.repeat(43)];

    for (const guess of guesses) {
      expect([guess, await take(member, `${place}${guess}`)]).toEqual([guess, 404]);
    }
  });

  it('is kept as a hash alone', async () => {
    const member = await buildMember(town);
    const { address } = await request(member);
    const secret = address.slice(address.lastIndexOf('/') + 1);
    const row: object = await town
      .rows('pioneer_data_exports')
      .where({ member_id: member.id })
      .first();

    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('works for 24 hours, after which the member asks anew', async () => {
    const member = await buildMember(quiet);
    const { address } = await request(member);
    const takeQuiet = (path: string) => quiet.send({ path, token: member.token });
    const [set] = await quiet.rows('pioneer_clock').select<{ offset_ms: number | string }[]>();
    const start = Number(set?.offset_ms ?? 0);

    await quiet.setClock(start + 23 * HOUR);
    expect(await codeOfRefusal(request(member))).toBe('EXPORT_REPEATED');
    await quiet.setClock(start + 25 * HOUR);
    expect((await takeQuiet(address)).status).toBe(404);
    const { address: next } = await request(member);
    expect((await takeQuiet(next)).status).toBe(200);
  });

  it('is given once a day, however often and at once it is asked for', async () => {
    const member = await buildMember(town);
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => request(member).then(() => 'OK', codeOfError)),
    );

    expect(outcomes.sort()).toEqual([...Array.from({ length: 3 }, () => 'EXPORT_REPEATED'), 'OK']);
  });
});

const codeOfError = (error: { code?: string }) => error.code ?? String(error);
