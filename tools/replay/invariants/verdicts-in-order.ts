import { rowsOf } from '../evidence/open-database';
import type { Check } from './evidence';

/**
 * I7: evaluation went in order. One verdict at most for each step of each round, and none without
 * those of the steps before; each round but the last ended with exactly one return, which is what
 * opened the next; whoever had part in the work, or decided another step of it, gave no verdict; a
 * claim that was decided has one final verdict, any other has none.
 */
export const findDisorderedVerdicts: Check = async ({ db }) => {
  const rounds = await rowsOf<RoundRow>(db, ROUNDS);
  const own = await rowsOf<{ claim_id: string }>(db, OWN_WORK);
  const strays = await rowsOf<{ claim_id: string }>(db, STRAYS);
  return [
    ...rounds.flatMap((row) => describe(row) ?? []),
    ...own.map(({ claim_id }) => `claim ${claim_id} was evaluated by somebody who worked on it`),
    ...strays.map(({ claim_id }) => `a verdict on claim ${claim_id} belongs to no round of it`),
  ];
};

interface RoundRow {
  readonly claim_id: string;
  readonly state: string;
  readonly last_round: number | string;
  readonly round: number | string;
  readonly verdicts: number | string;
  readonly steps: number | string;
  readonly last_step: number | string;
  readonly returns: number | string;
  readonly finals: number | string;
  readonly recorded_returns: number | string;
  readonly all_returns: number | string;
}

/** What the last round of a claim must hold: returns and final verdicts. */
const LAST_ROUND: Readonly<
  Record<string, readonly (readonly [returns: number, finals: number])[]>
> = {
  waiting: [[0, 0]],
  applied: [[0, 0]],
  offered: [[0, 0]],
  declined: [[0, 0]],
  refused: [[0, 0]],
  active: [[0, 0]],
  submitted: [[0, 0]],
  returned: [[1, 0]],
  accepted: [[0, 1]],
  rejected: [[0, 1]],
  closed: [[0, 1]],
  withdrawn: [
    [0, 0],
    [1, 0],
  ],
  expired: [
    [0, 0],
    [1, 0],
  ],
  cancelled: [
    [0, 0],
    [1, 0],
  ],
};

function describe(row: RoundRow): string | null {
  const [round, lastRound] = [Number(row.round), Number(row.last_round)];
  const [returns, finals] = [Number(row.returns), Number(row.finals)];
  const about = `claim ${row.claim_id} (${row.state}), round ${round}`;
  if (Number(row.verdicts) !== Number(row.steps)) return `${about}: two verdicts at one step`;
  if (Number(row.verdicts) !== Number(row.last_step)) return `${about}: a step was left out`;
  if (Number(row.recorded_returns) !== Number(row.all_returns)) {
    return `${about}: ${row.all_returns} returns, but it was returned ${row.recorded_returns} times`;
  }
  const expected = round < lastRound ? [[1, 0] as const] : (LAST_ROUND[row.state] ?? []);
  const fits = expected.some((one) => one[0] === returns && one[1] === finals);
  return fits ? null : `${about}: ${returns} return(s) and ${finals} final verdict(s)`;
}

/** The verdict `v` let its claim `c` go on to the next step, decided by now or not. */
const PASSED_ON = `((v.round = c.round and c.step > v.step) or exists (
  select 1 from pioneer_verdicts later
  where later.claim_id = v.claim_id and later.round = v.round and later.step > v.step))`;

/** Every round that a claim has come to, with or without verdicts. */
const ROUNDS = `
  with recursive rounds as (
    select document_id as claim_id, state, round as last_round, 1 as round from pioneer_claims
    union all
    select claim_id, state, last_round, round + 1 from rounds where round < last_round
  ), given as (
    select v.claim_id, v.round, count(*) as verdicts, count(distinct v.step) as steps,
      max(v.step) as last_step,
      sum(case when v.decision = 'return' then 1 else 0 end) as returns,
      sum(case when v.decision <> 'return' and not ${PASSED_ON} then 1 else 0 end) as finals
    from pioneer_verdicts v join pioneer_claims c on c.document_id = v.claim_id
    group by v.claim_id, v.round
  ), returned as (
    select claim_id, count(*) as all_returns
    from pioneer_verdicts where decision = 'return' group by claim_id
  ), recorded as (
    select subject_id as claim_id, count(*) as recorded_returns
    from pioneer_events where subject_type = 'claim' and type = 'claim.returned'
    group by subject_id
  )
  select r.claim_id, r.state, r.last_round, r.round,
    coalesce(g.verdicts, 0) as verdicts, coalesce(g.steps, 0) as steps,
    coalesce(g.last_step, 0) as last_step,
    coalesce(g.returns, 0) as returns, coalesce(g.finals, 0) as finals,
    coalesce(t.all_returns, 0) as all_returns,
    coalesce(e.recorded_returns, 0) as recorded_returns
  from rounds r
  left join given g on g.claim_id = r.claim_id and g.round = r.round
  left join returned t on t.claim_id = r.claim_id
  left join recorded e on e.claim_id = r.claim_id`;

const OWN_WORK = `
  select v.claim_id
  from pioneer_verdicts v join pioneer_claims c on c.document_id = v.claim_id
  where v.evaluator_id = c.lead_id or exists (
    select 1 from pioneer_reports p
    where p.claim_id = v.claim_id and p.member_id = v.evaluator_id
  ) or exists (
    select 1 from pioneer_verdicts other
    where other.claim_id = v.claim_id and other.evaluator_id = v.evaluator_id
      and other.step <> v.step)`;

const STRAYS = `
  select v.claim_id
  from pioneer_verdicts v left join pioneer_claims c on c.document_id = v.claim_id
  where c.document_id is null or v.round < 1 or v.round > c.round
    or (v.round = c.round and v.step > c.step)`;
