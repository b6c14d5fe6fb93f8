import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { canonicalJson } from '../evidence/canonical';
import { readHistories, type EventRow } from '../evidence/read-events';
import { RECORDED_TABLES } from '../evidence/recorded-tables';
import type { Check } from './evidence';

/**
 * I10: what is recorded stays. The database itself refuses to change or delete an event; the
 * versions of every subject run from 1 without a gap, in the order in which they were written;
 * every digest is that of the event and of all changes up to it.
 */
export const findAlteredEvents: Check = async ({ db }) => {
  const breaches = [
    ...(await findAllowed(db, 'UPDATE', 'UPDATE pioneer_events SET type = type')),
    ...(await findAllowed(db, 'DELETE', 'DELETE FROM pioneer_events')),
  ];
  for (const subject of Object.keys(RECORDED_TABLES)) {
    const histories = await readHistories(db, subject);
    for (const [id, history] of histories) {
      const problem = findProblem(history);
      if (problem !== null) breaches.push(`${subject} ${id}: ${problem}`);
    }
  }
  return breaches;
};

/** Tries it in a transaction that is rolled back whatever happens. */
async function findAllowed(db: Knex, operation: string, statement: string): Promise<string[]> {
  let isRefused = false;
  await db
    .transaction(async (trx) => {
      await trx.raw(statement).catch(() => {
        isRefused = true;
      });
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
  return isRefused ? [] : [`the database would carry out ${operation} on pioneer_events`];
}

class RolledBack extends Error {}

function findProblem(history: readonly EventRow[]): string | null {
  const image: Record<string, unknown> = {};
  let last = 0;
  for (const [index, event] of history.entries()) {
    if (event.version !== index + 1) return `version ${index + 1} is missing`;
    if (event.order <= last) return `version ${event.version} was written before the one before it`;
    last = event.order;
    Object.assign(image, event.changes);
    if (digestOf(event.told, image) !== event.digest)
      return `the digest of version ${event.version} is off`;
  }
  return null;
}

/** What is empty is no part of it. */
function digestOf(told: object, after: object): string {
  const held = (image: object) =>
    Object.fromEntries(Object.entries(image).filter(([, value]) => value !== null));
  const content = { told: held(told), after: held(after) };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
