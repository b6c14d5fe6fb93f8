import { createHash } from 'node:crypto';
import { Environment, type ParseError, type ASTNode, type ParseResult } from '@marcbachmann/cel-js';
import { LRUCache } from 'lru-cache';
import {
  findSizeRefusal,
  MAX_CHARACTERS,
  type ClaimantFacts,
  type ClaimCounts,
  type ExpressionField,
} from '../../../core/work/audience';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { conditionsOf, meaningOf } from './conditions';
import { sizeOf } from './expression-size';

/** What an expression is evaluated over. */
export interface ExpressionFacts extends ClaimantFacts {
  /** Only an eligibility may ask for them. */
  readonly claims?: ClaimCounts;
}

export interface CompiledExpression {
  /** SHA-256 of what it means: the same however it is laid out and commented. */
  readonly hash: string;
  /** The label of the first of its conditions that does not hold, or null when all do. */
  findUnmet(facts: ExpressionFacts): string | null;
}

const strings = 'list<string>';

const audienceEnvironment = new Environment()
  .registerVariable('claimant', 'string')
  .registerVariable({
    name: 'member',
    schema: { roles: strings, organisations: strings, kinds: strings },
  })
  .registerVariable({
    name: 'organisation',
    schema: { code: 'string', kind: 'string', path: strings },
  });

const ENVIRONMENTS: Readonly<Record<ExpressionField, Environment>> = {
  audience: audienceEnvironment,
  eligibility: audienceEnvironment
    .clone()
    .registerVariable({ name: 'claims', schema: { running: 'int', accepted: 'int' } }),
};

/** Compiled ones by field and source. */
const compiled = new LRUCache<string, CompiledExpression>({ max: 1000 });

/**
 * Parses, measures and type-checks an expression. Nothing of it has run by then, and what it costs
 * to run is known.
 *
 * @throws DomainError AUDIENCE_INVALID, AUDIENCE_TOO_COSTLY
 */
export function compileExpression(field: ExpressionField, source: string): CompiledExpression {
  const key = `${field} ${source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = compile(field, source);
  compiled.set(key, made);
  return made;
}

function compile(field: ExpressionField, source: string): CompiledExpression {
  const environment = ENVIRONMENTS[field];
  const tree = parseSmall(field, source, environment);
  const conditions = conditionsOf(tree, (part) => treeOf(environment, part)).map(
    ({ label, source: part }) => ({ label, run: environment.parse(part) }),
  );
  return {
    hash: createHash('sha256').update(meaningOf(tree)).digest('hex'),
    findUnmet: (facts) => {
      const values = valuesOf(facts);
      return conditions.find(({ run }) => !holds(run, values))?.label ?? null;
    },
  };
}

function parseSmall(field: ExpressionField, source: string, environment: Environment): ASTNode {
  const [nodes, depth, items, calls] = [0, 0, 0, [] as string[]];
  const characters = source.length;
  // Before it is parsed: the parser's own work is bounded by it.
  if (characters > MAX_CHARACTERS) {
    assertAllowed(findSizeRefusal(field, { characters, nodes, depth, items, calls }));
  }
  try {
    const { ast, check } = environment.parse(source);
    const { valid, type = '', error } = check();
    if (!valid) throw error ?? new Error('the types do not fit');
    if (type !== 'bool') throw new Error(`expected bool, found ${type}`);
    assertAllowed(findSizeRefusal(field, sizeOf(source, ast)));
    return ast;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const { summary, message, range } = error as Partial<ParseError> & Error;
    const where = placeIn(source, range?.start ?? 0);
    throw new DomainError('AUDIENCE_INVALID', { field, problem: summary ?? message, where });
  }
}

/** Line and column, counted from 1. */
function placeIn(source: string, at: number): string {
  const lines = source.slice(0, at).split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

function treeOf(environment: Environment, source: string): ASTNode | null {
  try {
    return environment.parse(source).ast;
  } catch {
    return null;
  }
}

function valuesOf({ claims, ...facts }: ExpressionFacts): Record<string, unknown> {
  if (claims === undefined) return facts;
  const counts = { running: BigInt(claims.running), accepted: BigInt(claims.accepted) };
  return { ...facts, claims: counts };
}

/** What cannot be told, such as the first of no items, does not hold. */
function holds(run: ParseResult, values: Record<string, unknown>): boolean {
  try {
    return run(values) === true;
  } catch {
    return false;
  }
}
