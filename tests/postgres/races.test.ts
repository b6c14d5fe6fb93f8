import type { ClaimView } from 'strapi-plugin-pioneer/contract';
import { randomUUID } from 'node:crypto';
import { linkTo } from '../support/content-manager';
import {
  buildMembers,
  buildOrganisation,
  inviteMembers,
  type InvitedMember,
  type Member,
  type Organisation,
} from '../support/people';
import { holdBack } from '../support/held-back';
import { count, countersOf } from '../support/rows';
import {
  accept,
  buildClaim,
  buildOpening,
  buildWorkflow,
  GOOD_SCORES,
  type ReachableState,
  type Work,
} from '../support/work';
import { outcomeOf, enterTwoNodes, tally } from './two-nodes';

const HOUR = 60 * 60 * 1000;

const nodes = enterTwoNodes();
let organisation: Organisation;
let claimants: Member[];
let evaluators: Member[];

beforeAll(async () => {
  organisation = await buildOrganisation(nodes.town);
  claimants = await buildMembers(
    nodes.town,
    Array.from({ length: 20 }, () => [['member', organisation]] as const),
  );
  evaluators = await buildMembers(
    nodes.town,
    Array.from({ length: 2 }, () => [['evaluator', organisation]] as const),
  );
});
afterAll(() => nodes.leave());

function nth(members: readonly Member[], index: number): Member {
  const member = members[index];
  if (member === undefined) throw new Error(`there is no member ${index}`);
  return member;
}

/** Claims of as many members on one opening. */
async function buildClaims(
  howMany: number,
  options: {
    readonly state?: ReachableState;
    readonly leaseHours?: number;
    readonly dueAt?: string;
  } = {},
): Promise<Work[]> {
  const { town } = nodes;
  const workflow = linkTo(await buildWorkflow(town, { leaseHours: options.leaseHours ?? 72 }));
  const { dueAt = null } = options;
  const data = { memberSlots: howMany, workflow, dueAt };
  const opening = await buildOpening(town, { organisation, data });
  return Promise.all(
    claimants.slice(0, howMany).map((claimant) =>
      buildClaim(town, {
        opening,
        claimant,
        evaluator: nth(evaluators, 0),
        ...(options.state === undefined ? {} : { state: options.state }),
      }),
    ),
  );
}

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

async function stateOf(claimId: string): Promise<string> {
  const row = await nodes.town
    .rows('pioneer_claims')
    .where({ document_id: claimId })
    .first<{ state: string }>('state');
  return row.state;
}

async function eventsOf(claimId: string): Promise<string[]> {
  return nodes.town
    .rows('pioneer_events')
    .where({ subject_type: 'claim', subject_id: claimId })
    .orderBy('subject_version')
    .pluck<string[]>('type');
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
      const state = await stateOf(claim.id);
      const isSubmitted = outcomes[index] === 'OK';
      const reports = nodes.town.rows('pioneer_reports').where({ claim_id: claim.id });

      expect(state).toBe(isSubmitted ? 'submitted' : 'expired');
      expect(await eventsOf(claim.id)).toEqual(['claim.taken', `claim.${state}`]);
      expect(await count(reports)).toBe(Number(isSubmitted));
      states.push(state);
    }
    const { stored, counted } = await countersOf(nodes.town, works[0]?.opening.id ?? '');
    expect(stored).toEqual(counted);
    return tally(states);
  }

  it('lets one of the two win, whichever it is', async () => {
    const works = await buildClaims(20, { leaseHours: LEASE });
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
    const works = await buildClaims(20, { leaseHours: LEASE });
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
    const works = await buildClaims(20, { leaseHours: LEASE });
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
    return buildClaims(HOW_MANY, { leaseHours: LEASE, dueAt });
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
      expect(await eventsOf(claim.id)).toEqual(['claim.taken', 'claim.reminded']);
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
      expect(await eventsOf(claim.id)).toEqual(events);
    }
    for (const { claim } of second) {
      expect(await eventsOf(claim.id)).toEqual(['claim.taken', 'claim.expired']);
    }
  });
});

describe('two evaluators who decide one submission at once, at two servers', () => {
  it('give one verdict between them, and the other is told that the claim has changed', async () => {
    const works = await buildClaims(10, { state: 'submitted' });
    for (const { claim } of works) {
      const { id, version } = claim;
      const decide = () => [
        outcomeOf(
          nodes.at(0, nth(evaluators, 0))('claims.accept', {
            params: { id },
            body: { version, scores: GOOD_SCORES, reason: '现场整洁。' },
          }),
        ),
        outcomeOf(
          nodes.at(1, nth(evaluators, 1))('claims.return', {
            params: { id },
            body: { version, reason: '东侧仍有积水。' },
          }),
        ),
      ];
      let decided: Promise<string>[] = [];
      await holdBack(
        nodes.town,
        (trx) => trx('pioneer_claims').where({ document_id: id }).forUpdate(),
        [{ start: () => void (decided = decide()), waiting: 2 }],
      );
      const [accepted, returned] = await Promise.all(decided);
      const isAccepted = accepted === 'OK';
      const verdicts = nodes.town.rows('pioneer_verdicts').where({ claim_id: id });

      expect([accepted, returned].sort()).toEqual(['CLAIM_CHANGED', 'OK']);
      expect(await stateOf(id)).toBe(isAccepted ? 'accepted' : 'returned');
      expect(await verdicts.clone().pluck('decision')).toEqual([isAccepted ? 'accept' : 'return']);
      expect(await eventsOf(id)).toHaveLength(version + 1);
      const evaluations = nodes.town.rows('evaluations').where({ claim_id: id });
      expect(await count(evaluations)).toBe(Number(isAccepted));
    }
    const { stored, counted } = await countersOf(nodes.town, works[0]?.opening.id ?? '');
    expect(stored).toEqual(counted);
  });
});

describe('one Idempotency-Key at two servers at once', () => {
  it('has one effect and gets one answer', async () => {
    const { id, termsId } = await buildOpening(nodes.town, {
      organisation,
      data: { memberSlots: 5 },
    });
    const member = nth(claimants, 0);
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, turn) =>
        nodes.at(turn, member)('openings.claim', {
          params: { id },
          body: { termsId },
          idempotencyKey,
        }),
      ),
    );
    const [first] = answers;

    for (const answer of answers) expect(answer).toEqual(first);
    expect(await count(nodes.town.rows('pioneer_claims').where({ opening_id: id }))).toBe(1);
    expect(await eventsOf(first?.data.id ?? '')).toEqual(['claim.taken']);
  });

  it('belongs to one request when two different ones come', async () => {
    const [work] = await buildClaims(1);
    if (work === undefined) throw new Error('no claim was built');
    const { id, version } = work.claim;
    const idempotencyKey = randomUUID();
    const outcomes = await Promise.all(
      [30, 60].map((percent, turn) =>
        outcomeOf(
          nodes.at(turn, work.claimant)('claims.report', {
            params: { id },
            body: { version, clientId: randomUUID(), percent, text: '进展顺利。' },
            idempotencyKey,
          }),
        ),
      ),
    );

    expect(outcomes.sort()).toEqual(['IDEMPOTENCY_KEY_REUSED', 'OK']);
    expect(await count(nodes.town.rows('pioneer_reports').where({ claim_id: id }))).toBe(1);
    expect(await eventsOf(id)).toEqual(['claim.taken', 'claim.reported']);
  });
});

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

it('a verdict takes the task before the opening, as a publication does', async () => {
  const { town } = nodes;
  const opening = await buildOpening(town);
  const work = await buildClaim(town, { opening, state: 'submitted' });
  let verdict: Promise<ClaimView> | undefined;
  await holdBack(
    town,
    (trx) => trx('tasks').where({ document_id: opening.taskId }).forUpdate().select('id'),
    [
      { start: () => void (verdict = accept(work)), waiting: 1 },
      {
        // The verdict would have it already and wait for the task: a deadlock.
        start: (publication) =>
          publication('pioneer_openings')
            .where({ document_id: opening.id })
            .forUpdate()
            .noWait()
            .first('id'),
        waiting: 1,
      },
    ],
  );

  expect((await verdict)?.state).toBe('accepted');
});
