import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { codeOf, type Answer } from '../../support/http';
import { count } from '../../support/rows';
import { accept, buildClaim, type Work } from '../../support/work';
import { enterWiredTown, type WiredTown } from './wired-town';

let town: WiredTown;
let work: Work;

beforeAll(async () => {
  town = await enterWiredTown();
  work = await buildClaim(town);
});
afterAll(() => town.leave());

function report(): Promise<Answer> {
  const { claim, claimant } = work;
  return town.send({
    method: 'POST',
    path: `/api/pioneer/claims/${claim.id}/report`,
    token: claimant.token,
    body: { version: claim.version, clientId: randomUUID(), percent: 50, text: '进展顺利。' },
  });
}

function expectUnavailable(answer: Answer): void {
  expect([answer.status, codeOf(answer)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
}

describe('a database that cannot do what it is asked', () => {
  it.each([
    ['for want of disk', '53100'],
    ['for want of memory', '53200'],
  ])('is named %s, and nothing is half done', async (_why, code) => {
    const { rows } = town;
    await rows.raw(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '${code}'; END $$`);
    await rows.raw(
      'CREATE TRIGGER refuse BEFORE INSERT ON pioneer_events FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    try {
      expectUnavailable(await report());
    } finally {
      await rows.raw('DROP FUNCTION refuse CASCADE');
    }

    expect(await count(rows('pioneer_reports').where({ claim_id: work.claim.id }))).toBe(0);
  });
});

/** Stands where PostgreSQL was, and tells whoever connects why not, as it does itself. */
async function startPorter(code: string): Promise<Server> {
  const fields = `SFATAL\0VFATAL\0C${code}\0Mnot now\0\0`;
  const refusal = Buffer.alloc(5 + Buffer.byteLength(fields));
  refusal.write('E');
  refusal.writeInt32BE(refusal.length - 1, 1);
  refusal.write(fields, 5);
  const porter = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(refusal));
  });
  porter.listen(town.wire.port, '127.0.0.1');
  await once(porter, 'listening');
  return porter;
}

describe('a database that takes no connection', () => {
  it.each([
    ['while it starts', '57P03'],
    ['because it has none left', '53300'],
  ])('is named %s, and missed no longer than that', async (_why, code) => {
    await town.wire.cut();
    const porter = await startPorter(code);
    try {
      for (const answer of [await report(), await town.send({ path: '/api/stories' })]) {
        expectUnavailable(answer);
      }
      const administrator = { path: '/pioneer/members', token: town.administratorToken };
      expectUnavailable(await town.send(administrator));
    } finally {
      porter.close();
      await once(porter, 'close');
      await town.wire.mend();
    }

    expect((await town.send({ path: '/api/stories' })).status).toBe(200);
  });
});

describe('a deadlock while Strapi writes a document', () => {
  it('has the verdict that it belongs to tried again', async () => {
    const submitted = await buildClaim(town, { state: 'submitted' });
    // Strapi removes what it could not link, which hides the deadlock. A sequence is not rolled back.
    await town.rows.raw(`
      CREATE SEQUENCE attempts;
      CREATE FUNCTION meet_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('attempts') = 1 THEN RAISE 'deadlock' USING ERRCODE = '40P01'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER meet_once BEFORE INSERT ON evaluations_task_lnk
      FOR EACH ROW EXECUTE FUNCTION meet_once()`);

    try {
      expect((await accept(submitted)).state).toBe('accepted');
    } finally {
      await town.rows.raw('DROP FUNCTION meet_once CASCADE; DROP SEQUENCE attempts');
    }
  });
});
