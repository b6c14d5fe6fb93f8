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

interface Shown {
  /** What a node shows of the only claim, whose version is 2. */
  readonly version: number;
  /** What its version is as soon as that node is asked. */
  readonly becomes?: number;
}

async function lookAtNodes(nodes: readonly Shown[], { hasLeft = false } = {}) {
  const db = await openRows({
    pioneer_members: [{ id: 1, document_id: 'chen', erased_at: hasLeft ? 1 : null }],
    pioneer_claims: [
      { id: 1, document_id: 'c', claimant_kind: 'member', claimant_id: 'chen', version: 2 },
    ],
  });
  const answering = ({ version, becomes = 2 }: Shown) =>
    (async () => {
      await db('pioneer_claims').update({ version: becomes });
      return { data: { id: 'c', version } };
    }) as unknown as Call;
  const answers = nodes.map(answering);
  const stage = {
    db,
    urls: nodes.map((_, index) => String(index)),
    recorder: createRecorder(join(folder, 'history.jsonl')),
    tally: { conflicts: 0, meetings: 0 },
    town: { claimants: [{ id: 'chen', at: (url: string) => answers[Number(url)] }] },
  };
  try {
    return await checkNodes(stage as unknown as Stage);
  } finally {
    await db.destroy();
  }
}

it('names the node that shows something else than the database holds', async () => {
  expect(await lookAtNodes([{ version: 2 }, { version: 1 }])).toEqual({
    violations: [{ invariant: 'API', sentence: 'node 1 shows 1 for claim c, version 2' }],
    probes: { API: 2 },
  });
});

it('finds nothing where every node shows it as it is', async () => {
  expect((await lookAtNodes([{ version: 2 }, { version: 2 }])).violations).toEqual([]);
});

it('lets a claim expire as a node looks at it, which the next node has to show', async () => {
  const expired = { version: 3, becomes: 3 };
  expect((await lookAtNodes([expired, expired])).violations).toEqual([]);
  expect((await lookAtNodes([expired, { version: 2, becomes: 3 }])).violations).toEqual([
    { invariant: 'API', sentence: 'node 1 shows 2 for claim c, version 3' },
  ]);
});

it('asks nobody who has left, and is told nothing', async () => {
  const looked = await lookAtNodes([{ version: 1 }, { version: 1 }], { hasLeft: true });
  expect(looked).toEqual({ violations: [], probes: { API: 0 } });
});
