import { uniqueName } from './names';
import type { Organisation } from './people';
import type { Town } from './town';

/** A town with two communities and a cooperative in each. */
export interface Tree {
  readonly root: Organisation;
  readonly community: Organisation;
  readonly cooperative: Organisation;
  readonly otherCommunity: Organisation;
  readonly otherCooperative: Organisation;
}

/** Imports a tree of three levels whose kinds are `town`, `community` and `cooperative`. */
export async function buildTree(town: Town): Promise<Tree> {
  const prefix = uniqueName('tree').toUpperCase();
  const rows = [
    { code: prefix, name: '先锋镇', kind: 'town', parentCode: null },
    ...['1', '2'].flatMap((number) => [
      {
        code: `${prefix}-${number}`,
        name: `第${number}社区`,
        kind: 'community',
        parentCode: prefix,
      },
      {
        code: `${prefix}-${number}-1`,
        name: `第${number}经济社`,
        kind: 'cooperative',
        parentCode: `${prefix}-${number}`,
      },
    ]),
  ];
  const { data } = await town.administrator('organisations.import', { body: { rows } });
  if (data.created !== rows.length) throw new Error(`not imported: ${JSON.stringify(data)}`);
  const found: { document_id: string; code: string; name: string }[] = await town
    .rows('pioneer_organisations')
    .whereIn(
      'code',
      rows.map(({ code }) => code),
    )
    .select('document_id', 'code', 'name');
  const at = (code: string): Organisation => {
    const row = found.find((one) => one.code === code);
    if (row === undefined) throw new Error(`no organisation ${code}`);
    return { id: row.document_id, code, name: row.name };
  };
  return {
    root: at(prefix),
    community: at(`${prefix}-1`),
    cooperative: at(`${prefix}-1-1`),
    otherCommunity: at(`${prefix}-2`),
    otherCooperative: at(`${prefix}-2-1`),
  };
}
