import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { canonicalJson } from '../../../tools/replay/evidence/canonical';
import { codeOfRefusal } from '../../support/http';
import { count } from '../../support/rows';
import { sharedServer } from '../../support/shared-server';
import { untilCounted } from '../../support/statistics';
import { enterTown } from '../../support/town';
import { buildClaim, submit } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

interface Sealed {
  readonly seq: number;
  readonly event_id: string;
  readonly previous_hash: string;
  readonly hash: string;
  readonly digest: string;
  readonly subject_id: string;
  readonly subject_version: number;
}

/** All seals in order, each with its event. */
const chain = (): Promise<Sealed[]> =>
  town
    .rows('pioneer_seals as s')
    .join('pioneer_events as e', 'e.document_id', 's.event_id')
    .orderBy('s.seq')
    .select('s.seq', 's.event_id', 's.previous_hash', 's.hash')
    .select('e.digest', 'e.subject_id', 'e.subject_version');

/** As docs/decisions says it, and not as the server's own code. */
function hashOf({ seq, event_id: event, digest, previous_hash: previousHash }: Sealed): string {
  const sealed = canonicalJson({ seq, event, digest, previousHash });
  return createHash('sha256').update(sealed).digest('hex');
}

describe('every event', () => {
  it('gets one seal soon, behind the seal before it', async () => {
    const work = await buildClaim(town);
    await submit(work);
    await untilCounted(town);
    const seals = await chain();

    expect(seals.map(({ seq }) => seq)).toEqual(seals.map((_, place) => place + 1));
    expect(seals[0]?.previous_hash).toBe('0'.repeat(64));
    for (const [place, seal] of seals.entries()) {
      expect(seal.hash).toBe(hashOf(seal));
      if (place > 0) expect(seal.previous_hash).toBe(seals[place - 1]?.hash);
    }
    const ofClaim = seals.filter(({ subject_id }) => subject_id === work.claim.id);
    expect(ofClaim.map(({ subject_version }) => subject_version)).toEqual([1, 2]);
    const sealed = town.rows('pioneer_seals').select('event_id');
    const pending = town.rows('pioneer_pending').select('event_id');
    // Not of all: other tests plant events of their own beside the server.
    const unsealed = town
      .rows('pioneer_events')
      .whereIn('subject_id', [work.claim.id, work.opening.id])
      .whereNotIn('document_id', sealed)
      .whereNotIn('document_id', pending);
    expect(await count(unsealed)).toBe(0);
  });
});

describe('the end of the chain', () => {
  const look = () => town.administrator('clock.adjust', { body: { offsetMs: 0 } });

  it('is published once a day, for everybody and in a file', async () => {
    await buildClaim(town);
    await untilCounted(town);
    await look();
    const { data } = await town.visitor('record.findHeads');
    const [latest] = data;

    expect(latest?.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    const [seal] = (await chain()).filter(({ seq }) => seq === latest?.seq);
    expect(latest?.hash).toBe(seal?.hash);
    await buildClaim(town);
    await untilCounted(town);
    await look();
    expect((await town.visitor('record.findHeads')).data).toEqual(data);
    const file = await readFile(sharedServer().headsFile, 'utf8');
    expect(file).toBe(
      [...data]
        .reverse()
        .map(({ date, seq, hash }) => `${date} ${seq} ${hash}\n`)
        .join(''),
    );
  });

  it('of earlier days is read on from a day', async () => {
    const { data } = await town.visitor('record.findHeads', { query: { before: '2020-01-01' } });
    expect(data).toEqual([]);
    const query = { before: 'yesterday' };
    expect(await codeOfRefusal(town.visitor('record.findHeads', { query }))).toBe('INPUT_INVALID');
  });
});
