import type { ASTNode } from '@marcbachmann/cel-js';
import { COMPREHENSIONS, type ExpressionSize } from '../../../core/work/audience';

const WALKS = new Set<string>(COMPREHENSIONS);

/** Reading a variable, a field or an item, and writing down a value, is no call. */
const PLAIN = new Set<string>(['value', 'id', '.', '[]', 'list', 'map']);

/** Measures a parsed expression; what may run of it is decided by core. */
export function sizeOf(source: string, tree: ASTNode): ExpressionSize {
  const nodes = nodesOf(tree);
  return {
    characters: source.length,
    nodes: nodes.length,
    depth: depthOf(tree),
    items: Math.max(0, ...nodes.map((node) => (isAggregate(node) ? node.args.length : 0))),
    calls: nodes.filter(({ op }) => !PLAIN.has(op)).map(nameOf),
  };
}

function nodesOf(node: ASTNode): ASTNode[] {
  return [node, ...partsOf(node).flatMap(nodesOf)];
}

/** A list is walked where it stands; only what is said of its items lies deeper. */
function depthOf(node: ASTNode): number {
  const isWalk = node.op === 'rcall' && WALKS.has(node.args[0]);
  const [first, ...rest] = partsOf(node);
  const inside = Math.max(0, ...rest.map(depthOf)) + (isWalk ? 1 : 0);
  return Math.max(first === undefined ? 0 : depthOf(first), inside);
}

/** The nodes that a node is made of, in the order in which they are written. */
function partsOf({ args }: ASTNode): ASTNode[] {
  const parts: unknown[] = ([args] as unknown[]).flat(3);
  return parts.filter((part): part is ASTNode => {
    return typeof part === 'object' && part !== null && 'op' in part;
  });
}

function isAggregate(node: ASTNode): node is Extract<ASTNode, { op: 'list' | 'map' }> {
  return node.op === 'list' || node.op === 'map';
}

function nameOf(node: ASTNode): string {
  return node.op === 'call' || node.op === 'rcall' ? node.args[0] : node.op;
}
