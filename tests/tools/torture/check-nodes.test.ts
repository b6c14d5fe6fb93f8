import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from 'strapi-plugin-pioneer/contract';
import { checkNodes } from '../../../tools/torture/check-nodes';
import { createRecorder } from '../../../tools/torture/history';
import type { Stage } from '../../../tools/torture/work/stage';
import { openRows } from '../../support/stored-rows';

const folder = mkdtempSync(join(tmpdir(), 'pioneer-history-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Two nodes, each of which shows one version of the only claim, whose version is 2. */
async function lookAtNodes(versions: Readonly<Record<string, number>>) {
  const db = await openRows({
    pioneer_claims: [
      { id: 1, document_id: 'c', claimant_kind: 'member', claimant_id: 'chen', version: 2 },
    ],
  });
  const at = (url: string) =>
    (() => Promise.resolve({ data: { id: 'c', version: versions[url] } })) as unknown as Call;
  const stage = {
    db,
    urls: Object.keys(versions),
    recorder: createRecorder(join(folder, 'history.jsonl')),
    tally: { conflicts: 0, meetings: 0 },
    town: { claimants: [{ id: 'chen', at }] },
  };
  try {
    return await checkNodes(stage as unknown as Stage);
  } finally {
    await db.destroy();
  }
}

it('names the node that shows something else than the database holds', async () => {
  expect(await lookAtNodes({ first: 2, second: 1 })).toEqual({
    violations: [{ invariant: 'API', sentence: 'node 1 shows 1 for claim c, version 2' }],
    probes: { API: 2 },
  });
});

it('finds nothing where every node shows it as it is', async () => {
  expect((await lookAtNodes({ first: 2, second: 2 })).violations).toEqual([]);
});
