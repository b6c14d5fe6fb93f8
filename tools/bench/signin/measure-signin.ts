import { drive, succeeded, type Driven } from '../load/drive';
import type { BenchOptions } from '../options';
import { median, type BenchResult } from '../result';
import { openStage, type Stage } from '../stage';
import { claimsToMake } from '../town/claims-to-make';
import { openSpots, settleMembers, type BenchMember } from '../town/settle';

const MEMBERS = 1000;
const OPENINGS = 200;
const CONNECTIONS = 16;
const CLAIMS = 2000;
const SIGN_INS_A_SECOND = 20;

/** What claims wait for while twenty members sign in every second, over what they wait otherwise. */
export async function measureSignin(folder: string, options: BenchOptions): Promise<BenchResult> {
  const stage = await openStage(folder);
  try {
    const members = await settleMembers(stage, MEMBERS * options.scale);
    const openings = await openSpots(stage, { spots: OPENINGS, slots: MEMBERS });
    const next = claimsToMake(members, openings);
    const claim = (amount: number) =>
      drive({ url: stage.nodes[0]?.url ?? '', connections: CONNECTIONS, amount, next });
    await claim(CLAIMS * options.scale);
    const [quiet, busy, entries]: [Driven[], Driven[], Entries[]] = [[], [], []];
    for (let round = 0; round < options.rounds; round += 1) {
      quiet.push(await claim(CLAIMS * options.scale));
      const entry = startSignIns(stage, members);
      busy.push(await claim(CLAIMS * options.scale));
      entries.push(await entry.end());
    }
    const p99 = (runs: readonly Driven[]) => median(runs.map(({ p99ms }) => p99ms));
    const failed = entries.flatMap(({ statuses }) => statuses.filter((status) => status !== 200));
    const refused = [...quiet, ...busy].filter((run) => succeeded(run) < run.sent);
    return {
      ratios: { p99: p99(busy) / p99(quiet) },
      results: [
        { name: 'claims', ...middle(quiet) },
        { name: 'claimsWhileSigningIn', ...middle(busy) },
        { name: 'signIns', perSecond: median(entries.map(({ perSecond }) => perSecond)) },
      ],
      unproved: [
        ...failed.map((status) => `a sign-in was answered ${status}`),
        ...refused.map(({ statuses }) => `not all claims succeeded: ${JSON.stringify(statuses)}`),
      ],
    };
  } finally {
    await stage.close();
  }
}

function middle(runs: readonly Driven[]) {
  return {
    perSecond: median(runs.map(({ perSecond }) => perSecond)),
    p50ms: median(runs.map(({ p50ms }) => p50ms)),
    p99ms: median(runs.map(({ p99ms }) => p99ms)),
  };
}

interface Entries {
  readonly perSecond: number;
  readonly statuses: readonly number[];
}

/** Members sign in one after the other, so many a second whatever the server takes, until the end. */
function startSignIns(
  { nodes }: Stage,
  members: readonly BenchMember[],
): { end(): Promise<Entries> } {
  const startedAt = performance.now();
  const sent: Promise<number>[] = [];
  const clock = setInterval(() => {
    const member = members[sent.length % members.length];
    if (member !== undefined) sent.push(signIn(nodes[0]?.url ?? '', member));
  }, 1000 / SIGN_INS_A_SECOND);
  return {
    async end() {
      clearInterval(clock);
      const statuses = await Promise.all(sent);
      return { perSecond: sent.length / ((performance.now() - startedAt) / 1000), statuses };
    },
  };
}

async function signIn(url: string, { number, password }: BenchMember): Promise<number> {
  const answer = await fetch(`${url}/api/pioneer/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number, password }),
  });
  await answer.arrayBuffer();
  return answer.status;
}
