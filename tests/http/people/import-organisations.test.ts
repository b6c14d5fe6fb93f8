import type { ImportResult } from 'strapi-plugin-pioneer/contract';
import { codeOf, codeOfRefusal } from '../../support/http';
import { uniqueName } from '../../support/names';
import { count } from '../../support/rows';
import { enterTown } from '../../support/town';

const town = enterTown();
afterAll(() => town.leave());

const code = () => uniqueName('org');

interface Row {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parentCode: string | null;
}

function row(ofCode: string, parentCode: string | null = null, name = '河畔村'): Row {
  return { code: ofCode, name, kind: 'village', parentCode };
}

async function importRows(rows: readonly unknown[]): Promise<ImportResult> {
  return (await town.administrator('organisations.import', { body: { rows: [...rows] } })).data;
}

/** What was refused, by place and code. */
function refusedOf({ refused }: ImportResult) {
  return refused.map(({ index, refusal }) => [index, refusal.code]);
}

/** The codes of everything above an organisation, itself included, from the nearest. */
async function pathOf(ofCode: string): Promise<string[]> {
  return town
    .rows('pioneer_organisation_closures as c')
    .join('pioneer_organisations as d', 'd.document_id', 'c.descendant_id')
    .join('pioneer_organisations as a', 'a.document_id', 'c.ancestor_id')
    .where('d.code', ofCode)
    .orderBy('c.depth')
    .pluck<string[]>('a.code');
}

function stored(ofCode: string) {
  return town.rows('pioneer_organisations').where({ code: ofCode });
}

function eventsOf(ofCode: string): Promise<string[]> {
  return town
    .rows('pioneer_events as e')
    .join('pioneer_organisations as o', 'o.document_id', 'e.subject_id')
    .where({ 'o.code': ofCode, 'e.subject_type': 'organisation' })
    .orderBy('e.subject_version')
    .pluck<string[]>('e.type');
}

describe('an import of organisations', () => {
  it('takes parents before or after their children', async () => {
    const [a, b, c, d] = [code(), code(), code(), code()];
    const result = await importRows([row(c, b), row(d, c), row(a), row(b, a)]);

    expect(result).toEqual({ created: 4, updated: 0, unchanged: 0, refused: [] });
    expect(await pathOf(d)).toEqual([d, c, b, a]);
    expect(await eventsOf(d)).toEqual(['organisation.created']);
  });

  it('puts new ones below those that were there', async () => {
    const [a, b, c] = [code(), code(), code()];
    await importRows([row(a), row(b, a)]);
    await importRows([row(c, b)]);

    expect(await pathOf(c)).toEqual([c, b, a]);
  });

  it('takes what it can use and names each other row by place and reason', async () => {
    const [good, child, unknown] = [code(), code(), code()];
    const result = await importRows([
      row(good),
      { ...row(code()), colour: 'red' },
      row('has spaces'),
      row(code(), unknown),
      row(good, null, '另一个名字'),
      'no row',
      null,
      { code: code(), name: 7, kind: 'village', parentCode: null },
      { code: code(), name: '没有上级一栏', kind: 'village' },
      { ...row(code()), name: '  ' },
      row(child, good),
    ]);

    expect(refusedOf(result)).toEqual([
      [1, 'INPUT_INVALID'],
      [2, 'INPUT_INVALID'],
      [3, 'ORGANISATION_PARENT_UNKNOWN'],
      [4, 'ROW_REPEATED'],
      [5, 'INPUT_INVALID'],
      [6, 'INPUT_INVALID'],
      [7, 'INPUT_INVALID'],
      [8, 'INPUT_INVALID'],
      [9, 'INPUT_INVALID'],
    ]);
    expect(result).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
    expect(await pathOf(child)).toEqual([child, good]);
    expect(await stored(good).first('name')).toEqual({ name: '河畔村' });
    const { facts } = result.refused[2]?.refusal ?? {};
    expect(facts).toEqual({ parentCode: unknown });
  });

  it('refuses those who would lie below themselves, and whoever hangs on them', async () => {
    const [a, b, c, itself, below, good] = [code(), code(), code(), code(), code(), code()];
    const result = await importRows([
      row(a, c),
      row(b, a),
      row(c, b),
      row(itself, itself),
      row(below, a),
      row(good),
    ]);

    expect(refusedOf(result)).toEqual([0, 1, 2, 3, 4].map((at) => [at, 'ORGANISATION_CYCLE']));
    expect(result.created).toBe(1);
    expect(await count(town.rows('pioneer_organisations').whereIn('code', [a, b, c, itself]))).toBe(
      0,
    );
  });

  it('changes nothing when it is run again', async () => {
    const rows = [code(), code()].map((one) => row(one));
    await importRows(rows);

    expect(await importRows(rows)).toEqual({ created: 0, updated: 0, unchanged: 2, refused: [] });
    expect(await eventsOf(rows[0]?.code ?? '')).toEqual(['organisation.created']);
  });

  it('renames, with one event', async () => {
    const a = code();
    await importRows([row(a)]);
    const renamed = { ...row(a, null, '江畔社区'), kind: 'community' };

    expect(await importRows([renamed])).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    expect(await stored(a).first('name', 'kind', 'version')).toEqual({
      name: '江畔社区',
      kind: 'community',
      version: 2,
    });
    expect(await eventsOf(a)).toEqual(['organisation.created', 'organisation.updated']);
  });

  it('never moves one, not even to or from the top', async () => {
    const [a, b, child] = [code(), code(), code()];
    await importRows([row(a), row(b), row(child, a)]);
    for (const [moved, parent] of [
      [child, b],
      [child, null],
      [b, a],
      [child, code()],
    ] as const) {
      expect(refusedOf(await importRows([row(moved, parent, '新名字')]))).toEqual([
        [0, 'ORGANISATION_PARENT_FIXED'],
      ]);
    }

    expect(await pathOf(child)).toEqual([child, a]);
    expect(await pathOf(b)).toEqual([b]);
    expect(await eventsOf(child)).toEqual(['organisation.created']);
  });

  it('gives one of each when two are run at once', async () => {
    const [a, b] = [code(), code()];
    const rows = [row(a), row(b, a)];
    const results = await Promise.all([importRows(rows), importRows(rows)]);

    expect(results.map(({ created }) => created).sort()).toEqual([0, 2]);
    expect(results.map(({ unchanged }) => unchanged).sort()).toEqual([0, 2]);
    expect(await count(town.rows('pioneer_organisations').whereIn('code', [a, b]))).toBe(2);
    expect(await pathOf(b)).toEqual([b, a]);
  });

  it('has from one row to a thousand', async () => {
    const rows = Array.from({ length: 1001 }, () => row(code()));

    for (const sent of [[], rows]) {
      const call = town.administrator('organisations.import', { body: { rows: sent } });
      expect(await codeOfRefusal(call)).toBe('INPUT_INVALID');
    }
    expect(await count(stored(rows[0]?.code ?? ''))).toBe(0);
    expect(await importRows(rows.slice(0, 1000))).toMatchObject({ created: 1000, refused: [] });
  });

  it('explains refused rows in the language of who sent them', async () => {
    const body = { rows: [row(code(), 'NOWHERE')] };
    const messageIn = async (language: string) => {
      const answer = await town.send({
        method: 'POST',
        path: '/pioneer/organisations/import',
        token: town.administratorToken,
        headers: { 'accept-language': language },
        body,
      });
      expect(codeOf(answer)).toBe('200');
      return (answer.body.data as ImportResult).refused[0]?.refusal.message;
    };

    expect(await messageIn('en')).toMatch(/^There is no organisation with the code "NOWHERE"/);
    expect(await messageIn('zh-CN')).toMatch(/^找不到上级组织“NOWHERE”/);
  });
});
