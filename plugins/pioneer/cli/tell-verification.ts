import type { Core } from '@strapi/strapi';
import type { Finding, VerifyOptions } from '../core/record/verification';
import { pioneerService } from '../core/services';
import { CommandRefusal } from './refusal';

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
  const record = pioneerService(strapi, 'record');
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
