import type { ASTNode } from '@marcbachmann/cel-js';

/** One of the conditions that an expression joins by `&&`. */
export interface Condition {
  /** As it is written, in parentheses only where it needs them. */
  readonly source: string;
  /** What people read of it: the comment behind it, else its source. */
  readonly label: string;
}

/**
 * Splits an expression at its outermost `&&`. A comment between a condition and the next one says
 * in words what the condition wants.
 *
 * @param parse the tree of a source, or null where it is no expression
 */
export function conditionsOf(
  tree: ASTNode,
  parse: (source: string) => ASTNode | null,
): Condition[] {
  const parts = conjunctsOf(tree);
  return parts.map((part, index) => {
    const source = sourceOf(part, parse);
    const next = parts[index + 1]?.start ?? part.input.length;
    const comment = /\/\/(.*)/.exec(part.input.slice(part.end, next))?.[1]?.trim();
    return { source, label: comment || source };
  });
}

function conjunctsOf(node: ASTNode): ASTNode[] {
  return node.op === '&&' ? node.args.flatMap(conjunctsOf) : [node];
}

/**
 * The text of a part. Parentheses at its ends are not within what the parser says is its range, so
 * they are taken in, from both sides, until the text means the same as the part.
 */
function sourceOf(
  { input, start, end, ...part }: ASTNode,
  parse: (source: string) => ASTNode | null,
) {
  const wanted = meaningOf(part);
  const before = /[(\s]*$/.exec(input.slice(0, start))?.[0] ?? '';
  const behind = /^[)\s]*/.exec(input.slice(end))?.[0] ?? '';
  for (let left = 0; left <= before.length; left += 1) {
    for (let right = 0; right <= behind.length; right += 1) {
      const source = input.slice(start - left, end + right).trim();
      const tree = parse(source);
      if (tree !== null && meaningOf(tree) === wanted) return source;
    }
  }
  return input.slice(start, end);
}

/** The same for every way of writing the same tree: without blanks, comments and parentheses. */
export function meaningOf({ op, args }: Pick<ASTNode, 'op' | 'args'>): string {
  return JSON.stringify([op, args], (_key, value: unknown) => {
    if (typeof value === 'bigint') return { int: String(value) };
    if (typeof value === 'number') return { double: String(value) };
    return isNode(value) ? [value.op, value.args] : value;
  });
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
