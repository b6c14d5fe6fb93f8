import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecorder } from '../../../tools/torture/history';
import { keepViolations, type Rows } from '../../../tools/torture/keep-violations';
import { lookAgain } from '../../support/kept-violation';
import { openRows } from '../../support/stored-rows';

const id = (letter: string) => letter.repeat(24);
const [CHEN, LIN, CLAIM, OTHER, OPENING, VILLAGE] = ['a', 'b', 'c', 'd', 'e', 'f'].map(id);

/** Lin, who has nothing to do with the village, reads a claim there; another claim is beside it. */
const TOWN: Rows = {
  pioneer_claims: [CLAIM, OTHER].map((document_id) => ({
    ...{ document_id, opening_id: OPENING, claimant_kind: 'member' },
    claimant_id: document_id === CLAIM ? CHEN : LIN,
  })),
  pioneer_openings: [{ document_id: OPENING, organisation_id: VILLAGE }],
  pioneer_events: [
    {
      ...{ id: 1, subject_type: 'organisation', subject_id: VILLAGE, subject_version: 1 },
      ...{ at: 0, payload: {}, changes: { parentId: null } },
    },
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'pioneer-violations-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('keeps what its check needs to find a violation again, and no more', async () => {
  const recorder = createRecorder(join(folder, 'history.jsonl'));
  const key = crypto.randomUUID();
  const about = { claimId: String(CLAIM) };
  const looking = { key, node: 0, actor: String(LIN), op: 'read', about };
  await recorder.send(looking, () => Promise.resolve({ data: { id: CLAIM, version: 1 } }));
  await recorder.send({ ...looking, key: 'another' }, () => Promise.reject(new Error('away')));
  recorder.fault({ fault: 'clock', node: null, from: 0, to: 1 });
  const violation = {
    invariant: 'I20',
    sentence: `${LIN} could read claim ${CLAIM} of strangers, under key ${key}`,
  } as const;
  const db = await openRows(TOWN);
  await keepViolations(join(folder, 'kept'), recorder.file, db, [violation]);
  await db.destroy();

  const kept = join(folder, 'kept', 'I20-1');
  const lines = readFileSync(join(kept, 'history.jsonl'), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { what: string }).what)).toEqual([
    ...['sent', 'answered', 'fault'],
  ]);
  expect(await lookAgain(kept)).toEqual({ violation, foundAgain: [violation.sentence] });
  expect(readdirSync(join(folder, 'kept')).sort()).toEqual([
    ...['I20-1', 'violations.txt', 'whole-history.jsonl'],
  ]);
});
