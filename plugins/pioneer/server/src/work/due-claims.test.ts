import { knex } from 'knex';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLAIM_STATES } from '../../../core/work/states';
import { IS_DUE, isDue, type Timed } from './due-claims';

const NOW = Date.UTC(2026, 9, 1);

const database = knex({
  client: 'better-sqlite3',
  connection: { filename: ':memory:' },
  useNullAsDefault: true,
});

const COLUMNS = {
  leaseEndsAt: 'lease_ends_at',
  dueRemindsAt: 'due_reminds_at',
  offerEndsAt: 'offer_ends_at',
  appealEndsAt: 'appeal_ends_at',
  stepEndsAt: 'step_ends_at',
  stepRemindsAt: 'step_reminds_at',
} as const;

type Moments = Omit<Timed, 'state'>;

/** No moment, the last one, this one and the next one, in every column beside every other. */
const MOMENTS = Object.keys(COLUMNS).reduce<Moments[]>(
  (all, name) =>
    all.flatMap((moments) =>
      [null, NOW - 1, NOW, NOW + 1].map((moment) => ({ ...moments, [name]: moment })),
    ),
  [{} as Moments],
);

beforeAll(async () => {
  await database.schema.createTable('c', (table) => {
    table.string('state');
    for (const column of Object.values(COLUMNS)) table.integer(column);
  });
  const rows = MOMENTS.map((moments) =>
    Object.fromEntries(
      Object.entries(COLUMNS).map(([name, column]) => [column, moments[name as keyof Moments]]),
    ),
  );
  await database.batchInsert('c', rows, 100);
});
afterAll(() => database.destroy());

it.each(CLAIM_STATES)('finds those claims that are %s and due, and no others', async (state) => {
  await database('c').update({ state });
  const found = await database('c')
    .whereRaw(IS_DUE, { moment: NOW })
    .orderBy('rowid')
    .pluck('rowid');
  const due = MOMENTS.flatMap((moments, at) => (isDue({ state, ...moments }, NOW) ? [at + 1] : []));

  expect(found).toEqual(due);
});
