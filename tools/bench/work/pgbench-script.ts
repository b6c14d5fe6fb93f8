import type { Line, Source, Value } from './script';

/** Where pgbench finds what each request brings along, a row for each, of which it takes the next. */
export const REQUESTS_TABLE = 'bench_requests';

/**
 * A step as pgbench plays it: by a look at its row it knows the request and has made the new ids; then the
 * statements, one after the other. What a later one needs of an answer becomes variables.
 */
export function pgbenchScriptOf(lines: readonly Line[]): string {
  const sources = lines.flatMap(({ values }) => values.flatMap(sourcesIn));
  const columns = new Set(
    sources.flatMap((source) => {
      if (source.from === 'request') return [`a${source.at}`];
      if (source.from === 'new') return [`'n' || left(md5(random()::text), 23) AS n${source.at}`];
      return [];
    }),
  );
  const needed = new Set(sources.map((source) => (source.from === 'answer' ? source.of : null)));
  return [
    `SELECT nextval('${REQUESTS_TABLE}_turn') AS turn \\gset`,
    `SELECT ${[...columns].join(', ')} FROM ${REQUESTS_TABLE} WHERE turn = :turn \\gset`,
    ...lines.map(({ text, values }, at) => {
      const statement = text.replaceAll(/\$(\d+)/g, (_place, number: string) => {
        return expressionOf(values[Number(number) - 1]);
      });
      const oneLine = statement.replace(/\s*;?\s*$/, '').replaceAll(/\s*\n\s*/g, ' ');
      return oneLine + (needed.has(at) ? ` \\gset r${at}_` : ';');
    }),
  ].join('\n');
}

function sourcesIn(value: Value): Source[] {
  if ('was' in value) return [];
  return value.parts.filter((part): part is Source => typeof part !== 'string');
}

function expressionOf(value: Value | undefined): string {
  if (value === undefined) throw new Error('A statement has fewer values than places.');
  if ('was' in value) return literalOf(value.was);
  const [first] = value.parts;
  const parts = value.parts.map((part) => (typeof part === 'string' ? textOf(part) : nameOf(part)));
  const joined = parts.join(' || ');
  if (parts.length === 1) return joined;
  // PostgreSQL takes a text for JSON by itself only while it is one piece.
  const isJson = typeof first === 'string' && first.startsWith('{');
  return isJson ? `(${joined})::jsonb` : `(${joined})`;
}

function nameOf(source: Source): string {
  if (source.from === 'request') return `:a${source.at}`;
  return source.from === 'new' ? `:n${source.at}` : `:r${source.of}_${source.column}`;
}

function literalOf(value: unknown): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  return textOf(typeof value === 'string' ? value : JSON.stringify(value));
}

/** pgbench would look for variables within texts, too. */
function textOf(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a');
  return `E'${escaped}'`;
}
