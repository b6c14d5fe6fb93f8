import type { Core } from '@strapi/strapi';
import type { KeptHead } from './read-heads';
import { CommandRefusal } from './refusal';

/** A difference between the record and what is there. */
interface Finding {
  readonly table: string;
  readonly id: string;
  readonly column: string;
  readonly recorded: unknown;
  readonly found: unknown;
}

/** What the plugin's service `record` finds. */
interface Verification {
  readonly rows: number;
  readonly events: number;
  readonly findings: readonly Finding[];
  readonly hasMore: boolean;
}

export interface VerifyOptions {
  /** Heads that were kept elsewhere, to which the chain of the record must lead. */
  readonly heads: readonly KeptHead[];
  /** Whether to read every byte of evidence. */
  readonly contents: boolean;
}

interface RecordService {
  verify(options: VerifyOptions): Promise<Verification>;
}

/**
 * Verifies the record of an application that is registered and prints every difference by table, id
 * and column. It must not be started: a start changes the schema, protects the record again and
 * seals what has no seal, and so would hide what is to be found.
 *
 * @throws CommandRefusal RECORD_MISSING
 * @returns whether every row is what its events say and everything derived follows
 */
export async function tellVerification(
  strapi: Core.Strapi,
  options: VerifyOptions,
): Promise<boolean> {
  // Tables are made by the first start.
  if (!(await strapi.db.connection.schema.hasTable('pioneer_events'))) {
    throw new CommandRefusal('RECORD_MISSING');
  }
  const record: RecordService = strapi.plugin('pioneer').service('record');
  const { rows, events, findings, hasMore } = await record.verify(options);
  for (const finding of findings) console.error(sentenceOf(finding));
  const differences = `${findings.length}${hasMore ? ' or more' : ''} difference(s)`;
  console.log(`${rows} rows and ${events} events verified, ${differences}`);
  return findings.length === 0;
}

function sentenceOf({ table, id, column, recorded, found }: Finding): string {
  const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `${table} ${id} ${column}: the record says ${shown(recorded)}, found ${shown(found)}`;
}
