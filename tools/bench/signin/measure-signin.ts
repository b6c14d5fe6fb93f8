import { drive } from '../load/drive';
import { takeTurns } from '../load/take-turns';
import type { BenchOptions } from '../options';
import { median, type BenchResult } from '../result';
import { openStage, type Stage } from '../stage';
import { claimsToMake } from '../town/claims-to-make';
import { openCommunities, settleMembers, type BenchMember } from '../town/settle';
import { STEPS } from '../work/steps';

const MEMBERS = 1000;
const TOWN = { communities: 200, slots: 1_000_000 };
const CONNECTIONS = 16;
const CLAIMS = 2000;
const SIGN_INS_A_SECOND = 20;

/** What claims wait for while twenty members sign in every second, over what they wait otherwise. */
export async function measureSignin(folder: string, options: BenchOptions): Promise<BenchResult> {
  const stage = await openStage(folder, { env: { TRUSTED_PROXIES: '1' } });
  try {
    const members = await settleMembers(stage, { members: MEMBERS * options.scale });
    const next = claimsToMake(members, await openCommunities(stage, TOWN));
    const [url = ''] = stage.nodes.map((node) => node.url);
    const load = { url, connections: CONNECTIONS, amount: CLAIMS * options.scale, next };
    const count = () => STEPS.claim.count(stage.db);
    const entries: Entries[] = [];
    const sides = [
      { name: 'claims', measure: () => drive(load), count },
      {
        name: 'claimsWhileSigningIn',
        count,
        async measure() {
          const entry = startSignIns(stage, members);
          const claims = await drive(load);
          entries.push(await entry.end());
          return claims;
        },
      },
    ];
    const compared = await takeTurns(sides, options.rounds);
    const failed = entries.flatMap(({ statuses }) => statuses.filter((status) => status !== 200));
    const refused = failed.length === 0 ? [] : [`sign-ins were answered ${failed.join(', ')}`];
    const perSecond = median(entries.map((entry) => entry.perSecond));
    return {
      ratios: { p99: compared.ratio('p99ms', 'claimsWhileSigningIn', 'claims') },
      results: [...compared.results, { name: 'signIns', perSecond }],
      unproved: [...refused, ...compared.unproved],
    };
  } finally {
    await stage.close();
  }
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

/** Everybody at home: so many from one address would be taken for an attack while they wait. */
async function signIn(url: string, { number, password }: BenchMember): Promise<number> {
  const home = `10.0.${Number(number.slice(1)) >> 8}.${Number(number.slice(1)) & 255}`;
  const answer = await fetch(`${url}/api/pioneer/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': home },
    body: JSON.stringify({ number, password }),
  });
  await answer.arrayBuffer();
  return answer.status;
}
