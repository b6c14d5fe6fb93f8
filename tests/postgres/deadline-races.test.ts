import { randomUUID } from 'node:crypto';
import { holdBack } from '../support/held-back';
import { count, countersOf } from '../support/rows';
import { GOOD_SCORES, type Work } from '../support/work';
import { buildCrowd, eventsOf, stateOf, type Crowd } from './crowd';
import { enterTwoNodes, outcomeOf, tally } from './two-nodes';

const HOUR = 60 * 60 * 1000;

const nodes = enterTwoNodes();
let crowd: Crowd;
beforeAll(async () => {
  crowd = await buildCrowd(nodes.town);
});
afterAll(() => nodes.leave());

function submit(work: Work, turn: number): Promise<string> {
  const { claim, claimant } = work;
  const { id, version } = claim;
  const body = { version, clientId: randomUUID(), text: '已全部完成。', selfCheck: GOOD_SCORES };
  return outcomeOf(nodes.at(turn, claimant)('claims.submit', { params: { id }, body }));
}

/** Each claimant reads their claim at both nodes at once, and finds what is due. */
function lookTwice(works: readonly Work[]): Promise<unknown>[] {
  return works.flatMap(({ claim, claimant }) =>
    [0, 1].map((turn) => nodes.at(turn, claimant)('claims.findOne', { params: { id: claim.id } })),
  );
}

/** Every run moves the clock on, so that the deadlines of the next one are still to come. */
let hours = 0;
afterAll(() => nodes.town.administrator('clock.adjust', { body: { offsetMs: 0 } }));

describe('a lease that ends while its claim is being submitted', () => {
  const LEASE = 2;
  const endLeases = () => {
    hours += LEASE + 1;
    return nodes.town.administrator('clock.adjust', { body: { offsetMs: hours * HOUR } });
  };

  /** Says of each claim how it ended; fails when it ended in two ways, or in none. */
  async function assertOneWinnerEach(
    works: readonly Work[],
    outcomes: readonly string[],
  ): Promise<Record<string, number>> {
    const states: string[] = [];
    for (const [index, { claim }] of works.entries()) {
      const state = await stateOf(nodes.town, claim.id);
      const isSubmitted = outcomes[index] === 'OK';
      const reports = nodes.town.rows('pioneer_reports').where({ claim_id: claim.id });

      expect(state).toBe(isSubmitted ? 'submitted' : 'expired');
      expect(await eventsOf(nodes.town, claim.id)).toEqual(['claim.taken', `claim.${state}`]);
      expect(await count(reports)).toBe(Number(isSubmitted));
      states.push(state);
    }
    const { stored, counted } = await countersOf(nodes.town, works[0]?.opening.id ?? '');
    expect(stored).toEqual(counted);
    return tally(states);
  }

  it('lets one of the two win, whichever it is', async () => {
    const works = await crowd.claim(20, { leaseHours: LEASE });
    const early = works.slice(0, 10).map(submit);
    const ended = endLeases();
    const late = works.slice(10).map(submit);
    const outcomes = await Promise.all([...early, ...late]);
    await ended;
    await nodes.town.administrator('clock.adjust', { body: { offsetMs: hours * HOUR } });

    await assertOneWinnerEach(works, outcomes);
    for (const outcome of outcomes) {
      expect(['OK', 'CLAIM_LEASE_ENDED', 'CLAIM_STATE_REFUSES', 'CLAIM_CHANGED']).toContain(
        outcome,
      );
    }
  });

  it('is too late for those who were about to write', async () => {
    const works = await crowd.claim(20, { leaseHours: LEASE });
    const ids = works.map(({ claim }) => claim.id);
    let [submits, sweep]: [Promise<string>[], Promise<unknown>] = [[], Promise.resolve()];
    await holdBack(
      nodes.town,
      (trx) => trx('pioneer_claims').whereIn('document_id', ids).forUpdate(),
      [
        { start: () => void (submits = works.map(submit)), waiting: works.length },
        { start: () => void (sweep = endLeases()), waiting: works.length + 1 },
      ],
    );
    const outcomes = await Promise.all(submits);
    await sweep;

    expect(await assertOneWinnerEach(works, outcomes)).toEqual({ submitted: works.length });
  });

  it('beats those who came in time and were held up before they read the claim', async () => {
    const works = await crowd.claim(20, { leaseHours: LEASE });
    let submits: Promise<string>[] = [];
    await holdBack(
      nodes.town,
      (trx) => trx.raw('LOCK TABLE pioneer_reports IN ACCESS EXCLUSIVE MODE'),
      [
        { start: () => void (submits = works.map(submit)), waiting: works.length },
        { start: endLeases, waiting: works.length },
      ],
    );
    const outcomes = await Promise.all(submits);

    expect(tally(outcomes)).toEqual({ CLAIM_STATE_REFUSES: works.length });
    expect(await assertOneWinnerEach(works, outcomes)).toEqual({ expired: works.length });
  });
});

describe('a due date that passes while many look', () => {
  const DUE = 1;
  const LEASE = 3;
  const HOW_MANY = 10;
  /** By SQL, which wakes nobody. */
  const letPass = async (passed: number) => {
    hours += passed;
    await nodes.town.rows('pioneer_clock').update({ offset_ms: hours * HOUR });
  };
  const build = async () => {
    await nodes.town.administrator('clock.adjust', { body: { offsetMs: hours * HOUR } });
    const dueAt = new Date(Date.now() + (hours + DUE) * HOUR).toISOString();
    return crowd.claim(HOW_MANY, { leaseHours: LEASE, dueAt });
  };
  const holdClaims = (works: readonly Work[], lookers: Parameters<typeof holdBack>[2]) =>
    holdBack(
      nodes.town,
      (trx) => {
        const ids = works.map(({ claim }) => claim.id);
        return trx('pioneer_claims').whereIn('document_id', ids).forUpdate();
      },
      lookers,
    );

  it('is reminded of once, on however many nodes', async () => {
    const works = await build();
    await letPass(DUE);
    let looks: Promise<unknown>[] = [];
    const all = 2 * HOW_MANY;
    await holdClaims(works, [{ start: () => void (looks = lookTwice(works)), waiting: all }]);
    await Promise.all(looks);
    await Promise.all(lookTwice(works));

    for (const { claim } of works) {
      expect(await eventsOf(nodes.town, claim.id)).toEqual(['claim.taken', 'claim.reminded']);
    }
  });

  it('and a lease that ends have one winner, and nobody is reminded of what has expired', async () => {
    const works = await build();
    const [first, second] = [works.slice(0, HOW_MANY / 2), works.slice(HOW_MANY / 2)];
    await letPass(DUE);
    const looks: Promise<unknown>[] = [];
    const look = (at: readonly Work[]) => void looks.push(...lookTwice(at));
    // Some mean to remind of the first when the lease ends and others come to expire all of them.
    await holdClaims(works, [
      { start: () => look(first), waiting: HOW_MANY },
      { start: () => letPass(LEASE - DUE).then(() => look(works)), waiting: 3 * HOW_MANY },
    ]);
    await Promise.all(looks);
    await Promise.all(lookTwice(works));

    for (const { claim } of first) {
      const events = ['claim.taken', 'claim.reminded', 'claim.expired'];
      expect(await eventsOf(nodes.town, claim.id)).toEqual(events);
    }
    for (const { claim } of second) {
      expect(await eventsOf(nodes.town, claim.id)).toEqual(['claim.taken', 'claim.expired']);
    }
  });
});
