import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'strapi-plugin-pioneer/contract';
import { openDatabase } from '../../tools/replay/evidence/open-database';
import { createRecorder } from '../../tools/torture/history';
import { claimingOf } from '../../tools/torture/work/give-command';
import { meet, type Party } from '../../tools/torture/work/meet';
import { buildMember, buildMembers, type Member } from '../support/people';
import { buildOpening, type Opening } from '../support/work';
import { enterTwoNodes } from './two-nodes';

const OPENINGS = 'pioneer_openings';

const nodes = enterTwoNodes();
const folder = mkdtempSync(join(tmpdir(), 'pioneer-meeting-'));
afterAll(async () => {
  await nodes.leave();
  rmSync(folder, { recursive: true });
});

/** Somebody who claims an opening, as the torture knows people. */
function partyOf(member: Pick<Member, 'id' | 'token'>, { id, termsId }: Opening): Party {
  const at = (url: string) => createClient({ url, token: () => member.token });
  return { actor: { id: member.id, at }, request: claimingOf(id, { termsId, wait: false }) };
}

function newStage() {
  return {
    db: nodes.town.rows,
    urls: nodes.urls,
    recorder: createRecorder(join(folder, `${crypto.randomUUID()}.jsonl`)),
    tally: { conflicts: 0, meetings: 0 },
  };
}

/** Somebody who is turned away before any row is looked at. */
function strangerAt(opening: Opening): Party {
  return partyOf({ id: 'nobody', token: 'of-nobody' }, opening);
}

/** Until PostgreSQL lists so many sessions that wait for somebody else's row. */
async function untilWaiting(expected: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const found = await nodes.town
          .rows('pg_locks')
          .where({ granted: false })
          .whereIn('locktype', ['tuple', 'transactionid'])
          .count({ count: '*' })
          .first<{ count: string }>();
        return Number(found.count);
      },
      { interval: 5, timeout: 10_000 },
    )
    .toBe(expected);
}

it('lets nobody go before all of them wait for the row, at both nodes', async () => {
  const opening = await buildOpening(nodes.town);
  const [first, second, last] = (await buildMembers(nodes.town, [[], [], []])).map((member) =>
    partyOf(member, opening),
  ) as [Party, Party, Party];
  // Comes only when the two others are seen to wait, which they do not for longer than the meeting.
  const late: Party['request'] = {
    ...last.request,
    make: async (call, key) => {
      await untilWaiting(2);
      return last.request.make(call, key);
    },
  };
  const stage = newStage();
  const parties = [first, second, { ...last, request: late }];

  expect(await meet(stage, OPENINGS, opening.id, parties)).toBe(3);
  expect(stage.tally).toEqual({ conflicts: 2, meetings: 1 });
});

it('counts nobody as met who never comes to the row', async () => {
  const opening = await buildOpening(nodes.town);
  const stage = newStage();
  const parties = [partyOf(await buildMember(nodes.town), opening), strangerAt(opening)];

  expect(await meet(stage, OPENINGS, opening.id, parties)).toBe(1);
  expect(stage.tally.meetings).toBe(0);
});

it('counts nobody as met who waits for another row', async () => {
  const [opening, other] = [await buildOpening(nodes.town), await buildOpening(nodes.town)];
  const { actor, request } = partyOf(await buildMember(nodes.town), other);
  const beside = openDatabase(nodes.databaseEnv);
  const trx = await beside.transaction();
  await trx(OPENINGS).where({ document_id: other.id }).forUpdate().select('id');
  const claiming = request.make(actor.at(nodes.urls[0]), crypto.randomUUID());
  await untilWaiting(1);
  const waited = await meet(newStage(), OPENINGS, opening.id, [strangerAt(opening)]);
  await trx.commit();
  await claiming;
  await beside.destroy();

  expect(waited).toBe(0);
});
