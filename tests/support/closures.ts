import type { Town } from './town';

interface Node {
  readonly id: string;
  readonly parent: string | null;
}

/**
 * Where the closures are not what the parents say, each as `descendant ancestor depth`. Worked out
 * by climbing, not as the server does, and seen as of one moment.
 */
export async function closureDifferences({ rows, isPostgres }: Town): Promise<string[]> {
  const snapshot = isPostgres ? ({ isolationLevel: 'repeatable read' } as const) : undefined;
  return rows.transaction(async (trx) => {
    const nodes: Node[] = await trx('pioneer_organisations').select({
      id: 'document_id',
      parent: 'parent_id',
    });
    const kept: { ancestor: string; descendant: string; depth: number }[] = await trx(
      'pioneer_organisation_closures',
    ).select({ ancestor: 'ancestor_id', descendant: 'descendant_id', depth: 'depth' });
    const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
    const expected = new Set(nodes.flatMap(({ id }) => climb(id, parents)));
    const found = new Set(
      kept.map(({ ancestor, descendant, depth }) => `${descendant} ${ancestor} ${depth}`),
    );
    return [...expected, ...found]
      .filter((triple) => expected.has(triple) !== found.has(triple))
      .sort();
  }, snapshot);
}

function climb(id: string, parents: ReadonlyMap<string, string | null>): string[] {
  const path: string[] = [];
  for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) {
    if (path.length > parents.size) throw new Error(`${id} lies below itself`);
    path.push(`${id} ${at} ${path.length}`);
  }
  return path;
}
