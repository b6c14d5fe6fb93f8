import { setTimeout as wait } from 'node:timers/promises';
import type { Content } from '../support/content-manager';
import { holdBack } from '../support/held-back';
import { buildMembers, buildOrganisation, type Member } from '../support/people';
import { count } from '../support/rows';
import { NOTHING } from '../support/statistics';
import { buildOpening, type Opening } from '../support/work';
import { outcomeOf, enterTwoNodes, tally } from './two-nodes';

const CLAIMANTS = 24;

const nodes = enterTwoNodes();
let claimants: Member[];
beforeAll(async () => {
  claimants = await buildMembers(
    nodes.town,
    Array.from({ length: CLAIMANTS }, () => []),
  );
});
afterAll(() => nodes.leave());

function claimAt(turn: number, { id, termsId }: Opening, claimant = claimants[turn]) {
  if (claimant === undefined) throw new Error(`there is no claimant ${turn}`);
  const call = nodes.at(turn, claimant)('openings.claim', { params: { id }, body: { termsId } });
  return outcomeOf(call);
}

/** In a place of its own, where nothing else is counted. */
async function buildOpeningAlone(data: Content = {}): Promise<Opening> {
  const organisation = await buildOrganisation(nodes.town);
  return buildOpening(nodes.town, { organisation, data });
}

async function statisticsOf({ organisation }: Opening) {
  const query = { organisation: organisation.id };
  return (await nodes.town.visitor('statistics.find', { query })).data;
}

function waitingFor(opening: Opening): Promise<number> {
  const { rows } = nodes.town;
  return count(
    rows('pioneer_pending as p')
      .join('pioneer_events as e', 'e.document_id', 'p.event_id')
      .join('pioneer_claims as c', 'c.document_id', 'e.subject_id')
      .where('c.opening_id', opening.id),
  );
}

const TAKEN = { ...NOTHING, opened: 1, taken: 1 };

describe('an event of a transaction that began earlier and ends later', () => {
  it('is waited for, and read before what was committed meanwhile', async () => {
    const { town } = nodes;
    const [slow, fast] = [await buildOpeningAlone(), await buildOpeningAlone()];
    await readUntilNothingWaits();
    let slowly: Promise<string> = Promise.resolve('never asked');
    const meanwhile: unknown[] = [];
    const lock = { document_id: slow.id };
    await holdBack(town, (trx) => trx('pioneer_openings').where(lock).forUpdate().first('id'), [
      { start: () => void (slowly = claimAt(0, slow)), waiting: 1 },
      {
        async start() {
          meanwhile.push(await claimAt(1, fast), await nodes.workAt(1));
          const { asOf, totals } = await statisticsOf(fast);
          meanwhile.push(await waitingFor(fast), totals);
          expect(Date.parse(asOf)).toBeLessThan(Date.now());
        },
        waiting: 1,
      },
    ]);

    expect(meanwhile).toEqual(['OK', 'OK', 1, { ...NOTHING, opened: 1 }]);
    expect(await slowly).toBe('OK');
    await readUntilNothingWaits();
    expect((await statisticsOf(slow)).totals).toEqual(TAKEN);
    expect((await statisticsOf(fast)).totals).toEqual(TAKEN);
  });
});

describe('two nodes that read at once', () => {
  /** Long enough for the second to read what the first has not finished. */
  const PATIENCE = 2_000;

  it('do not read the same event', async () => {
    const { town } = nodes;
    const opening = await buildOpeningAlone();
    await claimAt(0, opening);
    const reading: Promise<string>[] = [];
    // Counts may be read but not written meanwhile.
    const lock = 'LOCK TABLE pioneer_opening_counts IN EXCLUSIVE MODE';
    await holdBack(town, (trx) => trx.raw(lock), [
      { start: () => void reading.push(nodes.workAt(0)), waiting: 1 },
      {
        async start() {
          reading.push(nodes.workAt(1));
          await Promise.race([reading.at(-1), wait(PATIENCE)]);
        },
        waiting: 1,
      },
    ]);

    expect(await Promise.all(reading)).toEqual(['OK', 'OK']);
    await readUntilNothingWaits();
    expect((await statisticsOf(opening)).totals).toEqual(TAKEN);
  });

  it('count each event once while both of them write', async () => {
    const opening = await buildOpeningAlone({ memberSlots: CLAIMANTS });
    const outcomes = await Promise.all([
      ...claimants.map((_, turn) => claimAt(turn, opening)),
      ...[0, 1, 2, 3].map(async (turn) => {
        await wait(100 * turn);
        return nodes.workAt(turn);
      }),
    ]);
    await readUntilNothingWaits();

    expect(tally(outcomes)).toEqual({ OK: CLAIMANTS + 4 });
    expect((await statisticsOf(opening)).totals).toEqual({ ...TAKEN, taken: CLAIMANTS });
  });
});

/** Other databases of the same PostgreSQL write, too, and are waited for like this one. */
async function readUntilNothingWaits(): Promise<void> {
  const end = Date.now() + 30_000;
  for (let turn = 0; ; turn += 1) {
    await nodes.workAt(turn);
    if ((await count(nodes.town.rows('pioneer_pending'))) === 0) return;
    if (Date.now() > end) throw new Error('events are still pending');
    await wait(100);
  }
}
