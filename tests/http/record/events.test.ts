import { randomUUID } from 'node:crypto';
import { codeOfRefusal } from '../../support/http';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildClaim, report } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

interface Event {
  readonly subject_version: number;
  readonly type: string;
  readonly payload: unknown;
  readonly changes: unknown;
}

const eventsOf = (subjectId: string): Promise<Event[]> =>
  town.rows('pioneer_events').where({ subject_id: subjectId }).orderBy('subject_version');

/** What the driver said; its errors are of another realm, so that `toThrow` does not know them. */
const failureOf = (attempt: PromiseLike<unknown>): PromiseLike<string> =>
  attempt.then(() => 'nothing failed', String);

describe('the database itself', () => {
  it.each<[string, (id: string) => PromiseLike<unknown>]>([
    [
      'refuses to change an event',
      (id) => town.rows('pioneer_events').where({ subject_id: id }).update({ type: 'x' }),
    ],
    [
      'refuses to delete an event',
      (id) => town.rows('pioneer_events').where({ subject_id: id }).delete(),
    ],
  ])('%s', async (_what, attempt) => {
    const { claim } = await buildClaim(town);
    const before = await eventsOf(claim.id);

    expect(await failureOf(attempt(claim.id))).toContain('append-only');
    expect(await eventsOf(claim.id)).toEqual(before);
  });

  if (town.isPostgres) {
    it('refuses to empty the record', async () => {
      const emptied = town.rows.raw('truncate pioneer_events cascade');
      expect(await failureOf(emptied)).toContain('append-only');
    });
  }
});

describe('every change', () => {
  it('leaves one event with the next version, and the version of the row follows', async () => {
    const work = await buildClaim(town);
    await report(work, { percent: 30 });
    const events = await eventsOf(work.claim.id);
    const row = await town
      .rows('pioneer_claims')
      .where({ document_id: work.claim.id })
      .first<{ version: number }>('version');

    expect(events.map(({ type, subject_version }) => [subject_version, type])).toEqual([
      [1, 'claim.taken'],
      [2, 'claim.reported'],
    ]);
    expect(row.version).toBe(2);
  });

  it('that fails at its last statement leaves neither row nor event', async () => {
    const [one, other] = [await buildClaim(town), await buildClaim(town)];
    const clientId = randomUUID();
    await report(one, { clientId });
    const before = await eventsOf(other.claim.id);

    // The claim is written first, the report after it: its client id is taken.
    expect(await codeOfRefusal(report(other, { clientId }))).toBe('REPORT_CLIENT_ID_TAKEN');
    expect(await eventsOf(other.claim.id)).toEqual(before);
    expect(await count(town.rows('pioneer_reports').where({ claim_id: other.claim.id }))).toBe(0);
  });
});

it('the record holds no name, number, text or place of anybody', async () => {
  const secret = `王大明-${randomUUID()}`;
  const work = await buildClaim(town);
  const { opening, claimant } = work;
  await report(work, { text: secret });
  const place = await town
    .rows('pioneer_openings')
    .where({ document_id: opening.id })
    .first<{ title: string; summary: string }>('title', 'summary');
  const all: Event[] = await town.rows('pioneer_events').select('payload', 'changes');
  const text = JSON.stringify(all.map(({ payload, changes }) => [payload, changes]));

  const { name, number } = claimant;
  for (const personal of [secret, name, number, place.title, place.summary]) {
    expect(text.includes(personal)).toBe(false);
  }
});
