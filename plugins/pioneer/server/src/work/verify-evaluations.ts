import type { Core } from '@strapi/strapi';
import { uniq } from 'lodash';
import type { Image } from '../../../core/record/canonical';
import { findDifference } from '../../../core/record/fold';
import type { Finding } from '../../../core/record/verification';
import type { LocalizedText } from '../../../core/work/standard';
import { events } from '../record/event-table';
import { MAX_FINDINGS } from '../record/verify-record';
import {
  decimal,
  instant,
  json,
  nullable,
  string,
  type Columns,
  type Stored,
} from '../shared/columns';
import type { Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { columnName } from '../shared/table';
import { typesWithPart } from './parts';
import { claims, terms, verdicts } from './tables';
import { outcomeOf, type Outcome } from './write-evaluation';

/** How the values of an outcome stand in the project's table. */
const COLUMNS: Columns = {
  claimId: string(),
  decision: string(),
  score: nullable(decimal()),
  passMark: decimal(),
  grade: nullable(string()),
  gradeLabel: nullable(json<LocalizedText>()),
  criteria: json<Outcome['criteria']>(),
  decidedAt: instant(),
};

/** Evaluations held in memory at a time. */
const BATCH = 500;

/** An evaluation that the record knows of, and what it must say. */
interface Expected {
  readonly id: string;
  readonly outcome: Image;
}

/**
 * Holds the evaluation documents of the project against the verdicts that they follow from: what
 * the public reads is what the evaluator decided.
 */
export async function verifyEvaluations(strapi: Core.Strapi, reading: Reading): Promise<Finding[]> {
  const [uid] = typesWithPart(strapi, 'evaluation');
  if (uid === undefined) return [];
  const { collectionName: table = '' } = strapi.contentType(uid);
  const findings = await findStrangers(reading, table);
  for await (const expected of batchesOf(reading)) {
    const found = await findOutcomes(reading, table, expected);
    findings.push(...expected.flatMap((one) => findingsOf(table, one, found.get(one.id))));
    if (findings.length >= MAX_FINDINGS) break;
  }
  return findings;
}

/** Evaluations that no verdict on their claim says that it wrote. */
async function findStrangers({ trx }: Reading, table: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let last: string | undefined = ''; findings.length < MAX_FINDINGS;) {
    const written: { id: string; claim: string | null }[] = await trx(table)
      .where('document_id', '>', last)
      .orderBy('document_id')
      .limit(BATCH)
      // One of two versions, of which findOutcomes looks at both.
      .groupBy('document_id')
      .select({ id: 'document_id' })
      .min({ claim: 'claim_id' });
    last = written.at(-1)?.id;
    if (last === undefined) break;
    const told = await findTold(
      { trx },
      written.map(({ claim }) => claim),
    );
    const strangers = written.filter(({ id }) => !told.has(id));
    findings.push(
      ...strangers.map(({ id }) => {
        return { table, id, column: 'document_id', recorded: undefined, found: id };
      }),
    );
  }
  return findings;
}

/** The evaluations that the verdicts on these claims say that they wrote. */
async function findTold(
  { trx }: Pick<Reading, 'trx'>,
  claimIds: readonly (string | null)[],
): Promise<ReadonlySet<unknown>> {
  const found: Record<string, unknown>[] = await trx(`${events.name} as e`)
    .join(`${verdicts.name} as v`, 'v.document_id', 'e.subject_id')
    .where('e.type', 'verdict.given')
    .whereIn('v.claim_id', uniq(claimIds.filter((id) => id !== null)))
    .select(selectOf(trx, events, 'e'));
  return new Set(found.map((row) => rowIn(events, 'e', row).payload.evaluation));
}

async function* batchesOf(reading: Reading): AsyncGenerator<Expected[]> {
  let last = '';
  for (;;) {
    const found: Record<string, unknown>[] = await reading
      .trx(`${events.name} as e`)
      .join(`${verdicts.name} as v`, 'v.document_id', 'e.subject_id')
      .join(`${claims.name} as c`, 'c.document_id', 'v.claim_id')
      .join(`${terms.name} as t`, 't.document_id', 'c.terms_id')
      .where('e.type', 'verdict.given')
      .where('e.document_id', '>', last)
      .orderBy('e.document_id')
      .limit(BATCH)
      .select([
        selectOf(reading.trx, events, 'e'),
        selectOf(reading.trx, verdicts, 'v'),
        selectOf(reading.trx, terms, 't'),
      ]);
    const end = found.at(-1);
    if (end === undefined) return;
    yield found.flatMap(expectedFrom);
    last = rowIn(events, 'e', end).id;
  }
}

/** Nothing for a verdict that returned the work, or that was given while nothing played the part. */
function expectedFrom(row: Readonly<Record<string, unknown>>): Expected[] {
  const { evaluation } = rowIn(events, 'e', row).payload;
  if (typeof evaluation !== 'string') return [];
  const { standard } = rowIn(terms, 't', row).content;
  const outcome = outcomeOf(rowIn(verdicts, 'v', row), standard);
  return [{ id: evaluation, outcome: imageFrom((name) => outcome[name as keyof Outcome]) }];
}

async function findOutcomes(
  { trx }: Reading,
  table: string,
  expected: readonly Expected[],
): Promise<Map<string, Image>> {
  const rows: Record<string, Stored>[] = await trx(table)
    .whereIn(
      'document_id',
      expected.map(({ id }) => id),
    )
    .select('document_id', ...Object.keys(COLUMNS).map(columnName));
  return new Map(
    rows.map((row) => {
      const valueOf: ValueOf = (name, column) => column.decode(row[columnName(name)] ?? null);
      return [String(row.document_id), imageFrom(valueOf)];
    }),
  );
}

type ValueOf = (name: string, column: Columns[string]) => unknown;

function imageFrom(valueOf: ValueOf): Image {
  return Object.fromEntries(
    Object.entries(COLUMNS).map(([name, column]) => {
      return [name, column.canonical(valueOf(name, column))];
    }),
  );
}

function findingsOf(table: string, { id, outcome }: Expected, found?: Image): Finding[] {
  if (found === undefined) {
    return [{ table, id, column: 'document_id', recorded: id, found: undefined }];
  }
  const difference = findDifference(outcome, found);
  if (difference === null) return [];
  return [{ table, id, ...difference, column: columnName(difference.column) }];
}
