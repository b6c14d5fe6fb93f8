import type { Knex } from 'knex';
import { rowsOf } from '../replay/evidence/open-database';
import { runVerify } from '../run-verify';
import type { Verdict, Violation } from './checks/check-torture';
import type { Machinery } from './nodes';
import { lookingAt } from './work/give-command';
import { sendOnce, type Stage } from './work/stage';

/**
 * As many claims as are read at every node in the end: the newest, which had most to suffer, of those
 * who have not left.
 */
const MOST_READ = 150;

/** Reads claims at every node as their claimants do: each node must show what the database holds. */
export async function checkNodes(stage: Stage): Promise<Verdict> {
  const { urls, town, db } = stage;
  const claimants = new Map(town.claimants.map((actor) => [actor.id, actor]));
  const violations: Violation[] = [];
  let looked = 0;
  for (const { id, claimant_id } of await readClaims(db)) {
    const actor = claimants.get(claimant_id);
    if (actor === undefined) continue;
    for (const node of urls.keys()) {
      const about = { key: crypto.randomUUID(), node };
      const before = await versionOf(db, id);
      const answer = await sendOnce(stage, actor, lookingAt(id), about);
      // A lease that is over ends at the latest by being looked at.
      const after = await versionOf(db, id);
      looked += 1;
      if (answer.version === before || answer.version === after) continue;
      const shown = answer.version ?? answer.code;
      const sentence = `node ${node} shows ${shown} for claim ${id}, version ${after}`;
      violations.push({ invariant: 'API', sentence });
    }
  }
  return { violations, probes: { API: looked } };
}

async function versionOf(db: Knex, id: string): Promise<number> {
  const row = await db('pioneer_claims').where({ document_id: id }).first<{ version: unknown }>();
  return Number(row.version);
}

function readClaims(db: Knex): Promise<Record<'id' | 'claimant_id', string>[]> {
  return rowsOf(
    db,
    `select document_id as id, claimant_id from pioneer_claims
    where claimant_id in (select document_id from pioneer_members where erased_at is null)
    order by id desc limit ${MOST_READ}`,
  );
}

/** What `npm run verify` says of the town, from beside one of its nodes. */
export async function verifyTown({ nodes }: Pick<Machinery, 'nodes'>): Promise<Verdict> {
  const { code, output } = await runVerify({ ...process.env, ...nodes[0]?.env }, '--contents');
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const violations = lines.map((sentence) => ({ invariant: 'verify', sentence }) as const);
  return { violations: code === 0 ? [] : violations, probes: { verify: 1 } };
}
