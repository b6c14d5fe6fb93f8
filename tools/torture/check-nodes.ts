import type { Knex } from 'knex';
import { rowsOf } from '../replay/evidence/open-database';
import { runVerify } from '../run-verify';
import type { Violation } from './checks/check-torture';
import type { Node } from './nodes';
import { sendOnce, type Stage } from './work/stage';

/** As many claims as are read at every node in the end; the newest, which had most to suffer. */
const MOST_READ = 150;

interface Seen {
  readonly violations: readonly Violation[];
  readonly looked: number;
}

/** Reads claims at every node as their claimants do: each node must show what the database holds. */
export async function checkNodes(stage: Stage): Promise<Seen> {
  const violations: Violation[] = [];
  const claims = await readClaims(stage.db);
  const claimants = new Map(stage.town.claimants.map((actor) => [actor.id, actor]));
  let looked = 0;
  for (const { id, claimant_id, version } of claims) {
    const actor = claimants.get(claimant_id);
    if (actor === undefined) continue;
    for (const [node] of stage.urls.entries()) {
      const request = { op: 'read', about: { claimId: id } };
      const answer = await sendOnce(
        stage,
        actor,
        { ...request, make: (call) => call('claims.findOne', { params: { id } }) },
        { key: crypto.randomUUID(), node },
      );
      looked += 1;
      if (answer.version === Number(version)) continue;
      const shown = answer.version ?? answer.code;
      const sentence = `node ${node} shows ${shown} for claim ${id}, version ${version}`;
      violations.push({ invariant: 'API', sentence });
    }
  }
  return { violations, looked };
}

function readClaims(db: Knex): Promise<Record<'id' | 'claimant_id' | 'version', string>[]> {
  return rowsOf(
    db,
    `select document_id as id, claimant_id, version from pioneer_claims
    where claimant_kind = 'member' order by id desc limit ${MOST_READ}`,
  );
}

/** What `npm run verify` says of the town, from beside one of its nodes. */
export async function verifyTown({ env }: Node): Promise<Seen> {
  const { code, output } = await runVerify({ ...process.env, ...env }, '--contents');
  if (code === 0) return { violations: [], looked: 1 };
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return {
    violations: lines.map((sentence) => ({ invariant: 'verify', sentence })),
    looked: 1,
  };
}
