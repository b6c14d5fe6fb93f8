import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RETENTION, type RetentionLine } from 'strapi-plugin-pioneer/contract';
import { ACCESS_LOG } from '../../support/access-log';
import { addEvidence, evidenceRowsOf, pathOfContent, pathOfKey } from '../../support/evidence';
import { uniqueName } from '../../support/names';
import { buildMember, inviteMembers } from '../../support/people';
import { count } from '../../support/rows';
import { enterQuietTown, type QuietTown } from '../../support/quiet-server';
import { buildClaim } from '../../support/work';

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

let town: QuietTown;
let offsetBefore: number;
beforeAll(async () => {
  town = await enterQuietTown();
  offsetBefore = await offset();
  // Later than everything in the log, where other tests have moved the clock to and fro.
  const last = await town.rows(ACCESS_LOG).max({ at: 'at' }).first<{ at: number | string }>();
  await town.setClock(Math.max(offsetBefore, Number(last.at) - Date.now() + MINUTE));
});
// The tests after these find the clock where they would have found it.
afterAll(async () => {
  await town.setClock(offsetBefore);
  await town.leave();
});

async function offset(): Promise<number> {
  const set = await town.rows('pioneer_clock').first<{ offset_ms: number | string } | undefined>();
  return Number(set?.offset_ms ?? 0);
}

/** Something that is kept for a time. */
interface Kept {
  /** From when its time counts, in milliseconds from its making; from then itself if not said. */
  readonly countsFrom?: number;
  isThere(): Promise<boolean>;
}

/**
 * How something of each line is made, and how it is looked for. What ages by another clock than the
 * database's is made as old as it is to be.
 */
const LINES: Readonly<Record<RetentionLine, (age: number) => Promise<Kept>>> = {
  async idempotencyAnswers() {
    const member = await buildMember(town);
    const known = await town.rows('pioneer_idempotency_keys').pluck<string[]>('scope');
    const { data } = await member.call('me.findConsents');
    const [{ purpose, version } = { purpose: '', version: 0 }] = data;
    const answer = await town.send({
      method: 'POST',
      path: '/api/pioneer/me/consents',
      token: member.token,
      body: { purpose, version },
      headers: { 'Idempotency-Key': uniqueName('key') },
    });
    expect(answer.status).toBe(200);
    const added = town.rows('pioneer_idempotency_keys').whereNotIn('scope', known);
    const [scope = ''] = await added.pluck<string[]>('scope');
    const answers = () => town.rows('pioneer_idempotency_keys').where({ scope });
    return { isThere: async () => (await count(answers())) > 0 };
  },
  async activationCodes() {
    const [{ number } = { number: '' }] = await inviteMembers(town, [[]]);
    const codes = () =>
      town.rows('pioneer_members').where({ number }).whereNotNull('activation_hash');
    return { countsFrom: 30 * DAY, isThere: async () => (await count(codes())) > 0 };
  },
  async attempts(age) {
    const key = uniqueName('attempt');
    await town.rows('pioneer_attempts').insert({ key, points: 1, expire: Date.now() - age });
    return { isThere: async () => (await count(town.rows('pioneer_attempts').where({ key }))) > 0 };
  },
  async sessions(age) {
    const session = uniqueName('session');
    const { id: _, ...some } = await town.rows('strapi_sessions').first<Record<string, unknown>>();
    const moment = new Date(Date.now() - age);
    // Strapi keeps its moments in UTC and without a zone; the driver of a test would write local time.
    const ended = town.isPostgres ? moment.toISOString().slice(0, -1) : moment;
    await town
      .rows('strapi_sessions')
      .insert({ ...some, document_id: session, session_id: session, expires_at: ended });
    const rows = () => town.rows('strapi_sessions').where({ session_id: session });
    return { isThere: async () => (await count(rows())) > 0 };
  },
  async accessLog() {
    const { id } = await buildMember(town);
    const entries = () => town.rows(ACCESS_LOG).where({ kind: 'activation', actor_id: id });
    return { isThere: async () => (await count(entries())) > 0 };
  },
  async unattachedEvidence() {
    const { claim, claimant } = await buildClaim(town);
    const path = await pathOfContent(town, (await addEvidence(claimant, claim.id)).id);
    return {
      async isThere() {
        const rows = await count(evidenceRowsOf(town, claim.id));
        expect(existsSync(path)).toBe(rows > 0);
        return rows > 0;
      },
    };
  },
  async strayContents(age) {
    const path = pathOfKey(town, uniqueName('stray'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'half a photo');
    const written = new Date(Date.now() - age);
    await utimes(path, written, written);
    return { isThere: async () => existsSync(path) };
  },
};

const lines = Object.keys(RETENTION) as RetentionLine[];

describe.each(lines.filter((line) => RETENTION[line].clock === 'database'))('%s', (line) => {
  it('stay until their time is over, and are gone a minute later', async () => {
    const start = await offset();
    const { countsFrom = 0, isThere } = await LINES[line](0);
    const end = start + countsFrom + RETENTION[line].life;

    await town.setClock(end - MINUTE);
    await town.workOff();
    expect(await isThere()).toBe(true);

    await town.setClock(end + MINUTE);
    await town.workOff();
    expect(await isThere()).toBe(false);
    await town.setClock(start);
  });
});

describe.each(lines.filter((line) => RETENTION[line].clock !== 'database'))('%s', (line) => {
  it('stay until their time is over, and are gone a minute later', async () => {
    const { life } = RETENTION[line];
    const [young, old] = [await LINES[line](life - MINUTE), await LINES[line](life + MINUTE)];
    // Strays are looked for once on each day of the town.
    await town.setClock((await offset()) + DAY);
    await town.workOff();

    expect([await young.isThere(), await old.isThere()]).toEqual([true, false]);
  });
});
