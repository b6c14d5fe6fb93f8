import { answerTo } from '../../support/answer-to';
import { isPostgres } from '../../support/plant-breach';
import { count, type Row } from '../../support/rows';
import { untilCounted } from '../../support/statistics';
import { enterTown } from '../../support/town';
import { buildClaim } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let event: Row;
const found = () => town.rows('pioneer_events').where({ id: event.id });

beforeAll(async () => {
  const { claim } = await buildClaim(town);
  // Sealed, and the day's head published.
  await town.administrator('clock.adjust', { body: { offsetMs: 0 } });
  await untilCounted(town);
  await town.administrator('clock.adjust', { body: { offsetMs: 0 } });
  event = await town.rows('pioneer_events').where({ subject_id: claim.id }).first();
});

const REFUSAL = /the record is append-only/;

describe('an event, once it is written', () => {
  it.each(['type', 'actor_id', 'at', 'payload', 'changes', 'digest', 'subject_version'])(
    'is kept by the database: %s cannot be changed',
    async (column) => {
      const value = column === 'at' ? new Date(0) : column === 'subject_version' ? 99 : '"x"';

      expect(await answerTo(found().update({ [column]: value }))).toMatch(REFUSAL);
      expect(await found().first()).toEqual(event);
    },
  );

  it('cannot be deleted, alone or with all others', async () => {
    expect(await answerTo(found().delete())).toMatch(REFUSAL);
    expect(await answerTo(town.rows('pioneer_events').delete())).toMatch(REFUSAL);
    // SQLite knows no TRUNCATE; there it is a DELETE.
    expect(await answerTo(town.rows('pioneer_events').truncate())).toMatch(REFUSAL);
    expect(await count(found())).toBe(1);
  });

  it('cannot be told a second time, as another version of what happened', async () => {
    const again = Object.entries({ ...event, document_id: 'x'.repeat(24) })
      .filter(([column]) => column !== 'id')
      // PostgreSQL gives JSON as what it stands for, and wants it as text.
      .map(([column, value]) => [
        column,
        ['payload', 'changes'].includes(column) && typeof value !== 'string'
          ? JSON.stringify(value)
          : value,
      ]);

    expect(await answerTo(town.rows('pioneer_events').insert(Object.fromEntries(again)))).toMatch(
      // SQLite's trigger comes before its unique index.
      /unique|append-only/i,
    );
  });

  it('cannot be put in place of', async () => {
    const { id, ...told } = event;
    const columns = Object.keys(told).join(', ');
    const replace = isPostgres(town.rows)
      ? 'INSERT INTO pioneer_events SELECT * FROM pioneer_events WHERE id = ? ON CONFLICT (id) DO UPDATE SET type = ?'
      : `INSERT OR REPLACE INTO pioneer_events (${columns}) SELECT ${columns} FROM pioneer_events WHERE id = ? AND type <> ?`;

    expect(await answerTo(town.rows.raw(replace, [String(id), 'event.retold']))).toMatch(REFUSAL);
    expect(await found().first()).toEqual(event);
  });
});

describe.each(['pioneer_seals', 'pioneer_record_heads'])('what stands in %s', (table) => {
  it('is neither changed nor deleted', async () => {
    for (const statement of [
      town.rows(table).update({ seq: 1 }),
      town.rows(table).delete(),
      town.rows(table).truncate(),
    ]) {
      expect(await answerTo(statement)).toMatch(REFUSAL);
    }
  });
});
