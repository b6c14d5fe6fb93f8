import type { Knex } from 'knex';
import { AUDIENCES } from './found-town';
import { insertLike, withoutIndexes } from './insert-like';

/** How much there is in a town. */
export interface Size {
  readonly members: number;
  readonly openings: number;
}

export const CLAIMS_OF_OPENING = 10;

/** What becomes of twenty claims. */
const STATES = [
  ...['accepted', 'active', 'submitted', 'accepted', 'withdrawn'],
  ...['accepted', 'active', 'applied', 'accepted', 'returned'],
  ...['accepted', 'active', 'submitted', 'accepted', 'expired'],
  ...['accepted', 'active', 'withdrawn', 'accepted', 'closed'],
];

export const WORDS = [
  ...['river', 'road', 'square', 'school', 'market', 'bridge'],
  ...['河道', '街巷', '公园', '楼道'],
];

const UNIT_KINDS = ['spot', 'organisation', 'household', 'date'];

const CATEGORIES = 20;

/**
 * Fills a founded town until it has so much of everything. Rows are copies of what the product has made,
 * written past it: no event tells of them, so verify would name each. Nothing of that matters to who
 * reads lists; deadlines lie ahead, or the sweep would have its own work with them.
 */
export async function fillTown(db: Knex, size: Size): Promise<void> {
  await withoutIndexes(db, 'pioneer_openings', () => fillOpenings(db, size));
  await withoutIndexes(db, 'pioneer_claims', () => fillClaims(db, size));
  await count(db);
  // Without dead rows, as in a table that was filled in the course of years.
  await db.raw('VACUUM (FULL, ANALYZE) pioneer_openings');
  await db.raw('VACUUM (ANALYZE)');
}

/** A documentId that is made of a letter and a number. */
function idOf(letter: string, number: string): string {
  return `left('${letter}' || md5('${letter}' || ${number}), 24)`;
}

/** One of a list, by a number, which may be anything. */
function oneOf(items: readonly string[], number: string): string {
  const list = items.map((item) => `'${item}'`).join(', ');
  return `(ARRAY[${list}])[(${number}) % ${items.length} + 1]`;
}

/** One of the ids of a table, in the order of their rows; asked once for the whole statement. */
function idFrom(table: string, where: string, number: string): string {
  const rows = `FROM ${table} WHERE ${where}`;
  return `(SELECT array_agg(document_id ORDER BY id) ${rows})[(${number}) % (SELECT count(*) ${rows}) + 1]`;
}

/** Members without accounts, each in one circle, with what audiences know of them: as many as a town has. */
export async function settleCrowd(db: Knex, members: number): Promise<void> {
  const known = await db('pioneer_members').count<{ count: string }[]>({ count: '*' });
  const crowd = `generate_series(${Number(known[0]?.count)} + 1, ${members}) AS n`;
  const [id, place] = [idOf('m', 'n'), `(n % ${AUDIENCES})`];
  await insertLike(db, 'pioneer_members', {
    from: `${crowd}, pioneer_members AS model WHERE model.sign_in_name = 'official0'`,
    values: {
      document_id: id,
      number: `'crowd' || n`,
      sign_in_name: `'crowd' || n`,
      user_id: 'NULL',
    },
  });
  const circle = idFrom('pioneer_organisations', `kind = 'circle'`, place);
  await insertLike(db, 'pioneer_memberships', {
    from: `${crowd}, (SELECT * FROM pioneer_memberships ORDER BY id LIMIT 1) AS model`,
    values: {
      document_id: idOf('s', 'n'),
      member_id: id,
      organisation_id: circle,
      role: `'member'`,
    },
  });
  await withoutIndexes(db, 'pioneer_audience_members', () =>
    insertLike(db, 'pioneer_audience_members', {
      from: `${crowd}, (SELECT * FROM pioneer_audience_members ORDER BY id LIMIT 1) AS model,
        (SELECT hash, row_number() OVER (ORDER BY id) - 1 AS place FROM pioneer_audiences) AS a`,
      values: {
        document_id: idOf('f', `n || ' ' || a.place`),
        hash: 'a.hash',
        claimant_kind: `'member'`,
        claimant_id: id,
        fits: `a.place = ${place}`,
      },
    }),
  );
}

/** As many openings of each audience: the tasks get units. */
async function fillOpenings(db: Knex, { openings }: Size): Promise<void> {
  // One more with each round of audiences, so that what an opening is like does not follow from its own.
  const turn = `(n + n / ${AUDIENCES})`;
  const word = oneOf(WORDS, `${turn} / 3`);
  const [title, address, label] = [
    `'Clear ' || ${word} || ' ' || n`,
    `'Street ' || ${turn} / 7`,
    `'U' || n`,
  ];
  const summary = `'Before the feast, and for good.'`;
  await insertLike(db, 'pioneer_openings', {
    from: `generate_series(${AUDIENCES}, ${openings - 1}) AS n
      JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM pioneer_openings) AS model
        ON model.place = n % ${AUDIENCES}`,
    values: {
      document_id: idOf('o', 'n'),
      unit_kind: oneOf(UNIT_KINDS, `${turn} / 5`),
      unit_id: idOf('u', 'n'),
      unit_label: label,
      title,
      summary,
      address,
      search_text: `lower(concat_ws(E'\n', ${title}, ${summary}, ${address}, ${label}))`,
      state: `CASE WHEN ${turn} / 2 % 10 = 0 THEN 'closed' ELSE 'open' END`,
      category: `'Category ' || ${turn} / 11 % ${CATEGORIES}`,
      drive_id: idFrom('drives', 'true', `${turn} / 13`),
      organisation_id: idFrom(
        'pioneer_organisations',
        `kind IN ('community', 'cooperative')`,
        `${turn} * 31`,
      ),
      opened_at: `now() - interval '1 minute' * (n::bigint * 7919 % 1000003)`,
      due_at: `now() + interval '1 minute' * (n::bigint * 6007 % 172801 - 43200)`,
      latitude: `22.7 + n::bigint * 4001 % 20011 / 100000.0`,
      longitude: `113.0 + n::bigint * 3001 % 20021 / 100000.0`,
    },
  });
}

/** Ten claims on each opening; those of one member are spread over all openings. */
async function fillClaims(db: Knex, { openings, members }: Size): Promise<void> {
  const [state, id] = [oneOf(STATES, 'o.place * 7 + k * 3'), idOf('c', `o.place || ' ' || k`)];
  const ago = (factor: number) =>
    `now() - interval '1 minute' * ((o.place * ${CLAIMS_OF_OPENING} + k) * ${factor} % 1000003 + 1)`;
  const ahead = `now() + interval '1 minute' * (1440 + o.place * 6011 % 86399)`;
  const when = (states: readonly string[], value: string) => {
    const list = states.map((one) => `'${one}'`).join(', ');
    return `CASE WHEN c.state IN (${list}) THEN ${value} END`;
  };
  const isAtTown = `c.state = 'submitted' AND k % 2 = 0`;
  const root = `(SELECT document_id FROM pioneer_organisations WHERE kind = 'town')`;
  const ended = ['withdrawn', 'expired', 'closed'];
  await insertLike(db, 'pioneer_claims', {
    from: `(SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM pioneer_openings) AS o
      CROSS JOIN generate_series(0, ${CLAIMS_OF_OPENING - 1}) AS k
      CROSS JOIN LATERAL (SELECT ${state} AS state, ${id} AS id,
        (o.place * 7 + k * ${Math.floor(members / CLAIMS_OF_OPENING)}) % ${members} AS turn) AS c
      JOIN (SELECT document_id, row_number() OVER (ORDER BY id) - 1 AS turn FROM pioneer_members) AS m
        ON m.turn = c.turn
      CROSS JOIN (SELECT * FROM pioneer_claims LIMIT 1) AS model
      WHERE o.place < ${openings} AND NOT (o.document_id = model.opening_id AND m.document_id = model.claimant_id)`,
    values: {
      document_id: 'c.id',
      opening_id: 'o.document_id',
      terms_id: 'o.terms_id',
      claimant_id: 'm.document_id',
      lead_id: 'm.document_id',
      state: 'c.state',
      claimed_at: ago(7919),
      lease_ends_at: when(['active', 'returned'], ahead),
      due_at: `now() + interval '1 minute' * (o.place * 6007 % 172801 - 43200)`,
      due_reminds_at: 'NULL',
      submitted_at: when(['submitted', 'returned', 'accepted', 'closed'], ago(6007)),
      decided_at: when(['accepted', 'closed'], ago(5003)),
      score: when(['accepted'], '80'),
      ended_at: when(ended, ago(5003)),
      step: `CASE WHEN ${isAtTown} THEN 2 ELSE 1 END`,
      evaluating_id: when(
        ['submitted'],
        `CASE WHEN ${isAtTown} THEN ${root} ELSE o.organisation_id END`,
      ),
      withdrawal_asked_at: `CASE WHEN c.state = 'active' AND o.place % 500 = 0 THEN ${ago(4001)} END`,
      live_key: `CASE WHEN c.state NOT IN (${ended.map((one) => `'${one}'`).join(', ')})
        THEN o.document_id || ':member:' || m.document_id END`,
    },
  });
}

/** The openings' counters, as if the claims had been taken one by one. */
async function count(db: Knex): Promise<void> {
  await db.raw(`
    UPDATE pioneer_openings AS o SET member_taken = c.taken, accepted = c.accepted
    FROM (
      SELECT opening_id, count(*) FILTER (WHERE state = 'accepted') AS accepted,
        count(*) FILTER (WHERE state IN ('active', 'submitted', 'returned', 'accepted')) AS taken
      FROM pioneer_claims GROUP BY opening_id
    ) AS c
    WHERE c.opening_id = o.document_id`);
}
