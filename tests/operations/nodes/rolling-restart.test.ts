import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'strapi-plugin-pioneer/contract';
import type { Member } from '../../support/people';
import { count } from '../../support/rows';
import { townAt, type Town } from '../../support/town';
import { buildClaim, look, type Work } from '../../support/work';
import { outcomeOf, startTwoNodes, tally, type TestCluster } from '../../postgres/two-nodes';

/** Each restart takes as long as a node says that it goes, and starts. */
const PATIENCE = 120_000;

const CLAIMANTS = 4;
/** Between two requests of one person. */
const PAUSE_MS = 20;

let cluster: TestCluster;
let town: Town;
let works: Work[];

beforeAll(async () => {
  cluster = await startTwoNodes({});
  const { databaseEnv, evidenceFolder, administrator } = cluster.pair;
  town = townAt({ url: cluster.url, databaseEnv, evidenceFolder }, administrator);
  works = await Promise.all(Array.from({ length: CLAIMANTS }, () => buildClaim(town)));
}, PATIENCE);
afterAll(async () => {
  await town.leave();
  await cluster.stop();
});

interface Told {
  readonly outcomes: string[];
  /** What was said to have been reported, in the reports' own ids. */
  readonly reported: string[];
}

/** One person at work until told to stop: reports, and looks at the board and at the claim. */
async function workOn({ claim, claimant }: Work, isOver: () => boolean): Promise<Told> {
  const told: Told = { outcomes: [], reported: [] };
  const call = createClient({ url: cluster.url, token: () => claimant.token });
  const params = { id: claim.id };
  let { version } = claim;
  while (!isOver()) {
    const clientId = randomUUID();
    const body = { version, clientId, percent: 50, text: '进展顺利。' };
    const reporting = call('claims.report', { params, body, idempotencyKey: randomUUID() });
    const [report, board, claimNow] = [
      await outcomeOf(reporting),
      await outcomeOf(call('openings.find', {})),
      await outcomeOf(call('claims.findOne', { params })),
    ];
    told.outcomes.push(report, board, claimNow);
    if (report !== 'OK') continue;
    version = (await reporting).data.version;
    told.reported.push(clientId);
    await wait(PAUSE_MS);
  }
  return told;
}

async function reportsOf(claimant: Member, claimId: string): Promise<string[]> {
  return (await look(claimant, claimId)).reports.map(({ clientId }) => clientId);
}

describe('nodes that are restarted one after the other while people work', () => {
  it(
    'lose no request and do nothing twice',
    async () => {
      const before = cluster.nodes.map(({ url }) => url);
      let isOver = false;
      const working = works.map((work) => workOn(work, () => isOver));
      const codes: (number | null)[] = [];
      for (const index of [0, 1]) {
        const { ended } = cluster.nodes[index] ?? {};
        await cluster.restart(index);
        codes.push((await ended) ?? null);
      }
      isOver = true;
      const told = await Promise.all(working);

      expect(codes).toEqual([0, 0]);
      expect(cluster.nodes.map(({ url }) => url)).not.toEqual(before);
      const outcomes = told.flatMap((one) => one.outcomes);
      expect(tally(outcomes)).toEqual({ OK: outcomes.length });
      for (const [index, { claim, claimant }] of works.entries()) {
        expect(await reportsOf(claimant, claim.id)).toEqual(told[index]?.reported);
        const events = town.rows('pioneer_events').where({ subject_id: claim.id });
        expect(await count(events.where({ type: 'claim.reported' }))).toBe(
          told[index]?.reported.length,
        );
      }
    },
    PATIENCE,
  );
});
