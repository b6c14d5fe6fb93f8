import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { KeptHead } from 'strapi-plugin-pioneer/contract';
import { canonicalJson } from '../../../tools/replay/evidence/canonical';
import { copyDatabase } from '../../support/copy-database';
import { lookInto, type Proof } from './look-into';
import { enterProvenTown } from './proven-town';
import {
  changesOf,
  deletionsOf,
  dropAllTriggers,
  insertionsOf,
  tablesOf,
  withoutTriggers,
  type Harm,
  type TamperedTable,
} from './tamper';

/** Every value of every table is changed in turn, and the whole is verified each time. */
const PATIENCE = 300_000;

let proof: Proof;
let tables: readonly TamperedTable[];
beforeAll(async () => {
  const { databaseEnv, env, store } = await enterProvenTown();
  proof = await lookInto({ ...env, ...(await copyDatabase(databaseEnv)), EVIDENCE_FOLDER: store });
  tables = await tablesOf(proof);
}, PATIENCE);
afterAll(() => proof.end());

/** What verify names after somebody has done this behind the back of every rule. */
async function namedAfter(
  harm: (trx: Knex) => Promise<unknown>,
  heads: readonly KeptHead[] = [],
): Promise<readonly string[]> {
  return proof.rolledBack(async (trx) => {
    await withoutTriggers(trx, harm);
    const { findings } = await proof.verifyIn(trx, { heads });
    return findings.map(({ table, id, column }) => `${table} ${id} ${column}`);
  });
}

it('nothing is named while nothing is harmed', async () => {
  expect(await namedAfter(async () => undefined)).toEqual([]);
});

it('something is in every table', () => {
  expect(tables.filter(({ rows }) => rows.length === 0).map(({ name }) => name)).toEqual([]);
});

it.each<[string, (table: TamperedTable) => Iterable<Harm>, number]>([
  ['value that is changed', changesOf, 250],
  ['row that is deleted', deletionsOf, 20],
  ['row that is inserted', insertionsOf, 20],
])(
  'every %s is named',
  async (_what, harmsOf, atLeast) => {
    const harms = tables.flatMap((table) => [...harmsOf(table)]);
    const unnamed: string[] = [];
    for (const harm of harms) {
      const named = await namedAfter((trx) => harm.apply(trx));
      if (!named.some((finding) => harm.isNamedBy(finding))) unnamed.push(harm.what);
    }

    expect(unnamed).toEqual([]);
    expect(harms.length).toBeGreaterThan(atLeast);
  },
  PATIENCE,
);

describe('the chain of seals', () => {
  const SEALS = 'pioneer_seals';
  let seals: readonly (KeptHead & { readonly document_id: string; readonly event_id: string })[];
  let head: KeptHead;
  beforeAll(async () => {
    seals = await proof.db(SEALS).orderBy('seq').select();
    head = await proof.db('pioneer_record_heads').first('date', 'seq', 'hash');
  });

  it('two seals that were swapped break it where the first of them was', async () => {
    const [, first, second] = seals;
    const named = await namedAfter(async (trx) => {
      await move(trx, first?.seq, -1);
      await move(trx, second?.seq, first?.seq);
      await move(trx, -1, second?.seq);
    });

    expect(named).toEqual([`${SEALS} ${second?.document_id} previous_hash`]);
  });

  const move = (trx: Knex, from = 0, to = 0) => trx(SEALS).where({ seq: from }).update({ seq: to });

  it('the last ten that were dropped leave their events without a seal', async () => {
    const dropped = seals.slice(-10);
    const named = await namedAfter((trx) =>
      trx(SEALS)
        .where('seq', '>', seals.length - 10)
        .delete(),
    );

    for (const { event_id } of dropped) expect(named).toContain(`${SEALS} ${event_id} event_id`);
  });

  it('seals made anew in another order do not lead to the head that was published', async () => {
    const named = await namedAfter(forge);

    expect(named).toContainEqual(expect.stringMatching(/^pioneer_record_heads \w+ hash$/));
  });

  it('nor to a head that was kept elsewhere, when the published one was forged, too', async () => {
    const forgeAll = async (trx: Knex) => {
      await forge(trx);
      await trx('pioneer_record_heads').delete();
    };

    expect(await namedAfter(forgeAll, [head])).toContain(`${SEALS} ${head.date} hash`);
    expect(await namedAfter(forgeAll)).not.toContain(`${SEALS} ${head.date} hash`);
    expect(await namedAfter(async () => undefined, [head])).toEqual([]);
  });

  /** Makes a chain that is sound in itself, as if the second event had been the first. */
  async function forge(trx: Knex): Promise<void> {
    const [first, second, ...others] = seals;
    if (first === undefined || second === undefined) throw new Error('there is no chain');
    await trx(SEALS).delete();
    let previous_hash = '0'.repeat(64);
    for (const [place, seal] of [second, first, ...others].entries()) {
      const { digest } = await trx('pioneer_events')
        .where({ document_id: seal.event_id })
        .first<{ digest: string }>('digest');
      const content = { seq: place + 1, event: seal.event_id, digest, previousHash: previous_hash };
      const hash = createHash('sha256').update(canonicalJson(content)).digest('hex');
      await trx(SEALS).insert({ ...seal, id: undefined, seq: place + 1, previous_hash, hash });
      previous_hash = hash;
    }
  }
});

it('every trigger that is missing is named', async () => {
  const dropped = await proof.rolledBack(async (trx) => {
    const names = await dropAllTriggers(trx);
    const { findings } = await proof.verifyIn(trx);
    return names.filter((name) => !findings.some(({ id }) => id === name));
  });

  expect(dropped).toEqual([]);
});
