import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { drive, succeeded, type Asked } from '../load/drive';
import { CRITERIA } from '../../replay/run/prepare-town';
import type { Stage } from '../stage';
import { claimsToMake } from '../town/claims-to-make';
import { openCommunities, settleMembers, type BenchMember } from '../town/settle';

/** A step of work that is measured. */
export interface Step {
  /** How many requests are one turn. */
  readonly amount: number;
  /** Settles a town in which so many requests of this step succeed; gives another one each time. */
  prepare(stage: Stage, requests: number, scale: number): Promise<() => Asked>;
  /** How many rows there are that only this step makes. */
  count(db: Knex): Promise<number>;
}

const TOWN = { communities: 200, slots: 1_000_000 };
const CLAIMANTS = 2000;
/** Where claims are only what the work is about. */
const WORKERS = 200;
const EVALUATORS = 16;
const CONNECTIONS = 16;

/** Enough of each criterion to be accepted. */
const SCORES = Object.fromEntries(CRITERIA.map(({ key }) => [key, 80]));

export const STEPS = {
  claim: {
    amount: 5000,
    async prepare(stage, _requests, scale) {
      const members = await settleMembers(stage, { members: CLAIMANTS * scale });
      return claimsToMake(members, await openCommunities(stage, TOWN));
    },
    count: (db) => countOf(db('pioneer_claims')),
  },
  report: {
    amount: 1000,
    async prepare(stage, requests) {
      const { claimants } = await claimed(stage, requests);
      return inTurn(stage, 'active', (claim) => ({
        ...askedAbout(claim, 'report', claimants.get(claim.leadId)),
        body: { version: claim.version, clientId: randomUUID(), percent: 50, text: 'Half way.' },
      }));
    },
    count: (db) => countOf(db('pioneer_reports').where({ kind: 'progress' })),
  },
  submit: {
    amount: 1000,
    async prepare(stage, requests) {
      return submissions(stage, (await claimed(stage, requests)).claimants);
    },
    count: (db) => countOf(db('pioneer_reports').where({ kind: 'submission' })),
  },
  verdict: {
    amount: 1000,
    async prepare(stage, requests) {
      const { claimants, evaluators } = await claimed(stage, requests);
      await playAll(stage, requests, await submissions(stage, claimants));
      let turn = 0;
      return inTurn(stage, 'submitted', (claim) => ({
        ...askedAbout(claim, 'accept', evaluators[(turn += 1) % evaluators.length]),
        body: { version: claim.version, scores: SCORES },
      }));
    },
    count: (db) => countOf(db('pioneer_verdicts')),
  },
} as const satisfies Readonly<Record<string, Step>>;

interface Claim {
  readonly id: string;
  readonly version: number;
  readonly leadId: string;
}

/** A town with so many claims that run, and those who may go on with them. */
async function claimed(stage: Stage, requests: number) {
  const settled = await settleMembers(stage, { members: WORKERS, evaluators: EVALUATORS });
  const [members, evaluators] = [settled.slice(0, WORKERS), settled.slice(WORKERS)];
  const openings = await openCommunities(stage, TOWN);
  await playAll(stage, requests, claimsToMake(members, openings));
  return { claimants: new Map(members.map((member) => [member.id, member])), evaluators };
}

function submissions(
  stage: Stage,
  claimants: ReadonlyMap<string, BenchMember>,
): Promise<() => Asked> {
  return inTurn(stage, 'active', (claim) => ({
    ...askedAbout(claim, 'submit', claimants.get(claim.leadId)),
    body: { version: claim.version, clientId: randomUUID(), text: 'Done.', selfCheck: SCORES },
  }));
}

function askedAbout({ id }: Claim, command: string, member: BenchMember | undefined) {
  if (member === undefined) throw new Error(`Nobody may ${command} claim ${id}.`);
  const path = `/api/pioneer/claims/${id}/${command}`;
  return { method: 'POST' as const, path, token: member.token };
}

/** One request for every claim that is in this state now. */
async function inTurn(
  { db }: Stage,
  state: string,
  ask: (claim: Claim) => Asked,
): Promise<() => Asked> {
  const claims = await db('pioneer_claims')
    .where({ state })
    .orderBy(db.raw('md5(document_id)') as never)
    .select<Claim[]>({ id: 'document_id', version: 'version', leadId: 'lead_id' });
  let turn = 0;
  return () => {
    const claim = claims[turn];
    if (claim === undefined)
      throw new Error(`All ${turn} claims that were ${state} have been used.`);
    turn += 1;
    return ask(claim);
  };
}

/** Gets a town so far, by the same way as anybody. */
async function playAll({ nodes }: Stage, amount: number, next: () => Asked): Promise<void> {
  const url = nodes[0]?.url ?? '';
  const played = await drive({ url, connections: CONNECTIONS, amount, next });
  if (succeeded(played) === amount) return;
  throw new Error(`the town was not settled: ${JSON.stringify(played.statuses)}`);
}

async function countOf(select: Knex.QueryBuilder): Promise<number> {
  const [row] = await select.count<{ count: string }[]>({ count: '*' });
  return Number(row?.count);
}
