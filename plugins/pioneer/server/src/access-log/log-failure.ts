import type { Core } from '@strapi/strapi';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { MINUTE, SECOND } from '../../../core/time';
import { transact } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { NO_ORIGIN } from './origin';
import { writeAccess, type Access } from './write-access';

/**
 * Failures that one node writes in a minute; more are counted. Whoever floods the doors from many
 * addresses gets 0.4 KB × 60 × 1440, some 35 MB a day, and not the disk.
 */
const FAILURES_PER_MINUTE = 60;

const budget = new RateLimiterMemory({
  keyPrefix: 'failures',
  points: FAILURES_PER_MINUTE,
  duration: MINUTE / SECOND,
});

/** Failures since the last entry that were not written. */
let omitted = 0;

/**
 * Logs what was refused. It was refused, so nothing depends on it: a log that cannot be written is
 * told to the operator and changes nothing of the answer.
 */
export async function logFailure(
  strapi: Core.Strapi,
  access: Omit<Access, 'isSuccess'>,
): Promise<void> {
  try {
    if (!(await isWithinBudget())) {
      omitted += 1;
      return;
    }
    await transact(strapi, (transaction) =>
      writeAccess(strapi, transaction, { ...access, isSuccess: false }),
    );
  } catch (error) {
    // Of its own faults the log has told already.
    if (error instanceof DomainError) return;
    strapi.log.error(`[pioneer] a refused ${access.kind} could not be logged: ${String(error)}`);
  }
}

async function isWithinBudget(): Promise<boolean> {
  try {
    await budget.consume('node');
    return true;
  } catch (error) {
    if (error instanceof RateLimiterRes) return false;
    throw error;
  }
}

/** Writes how many failures this node has counted instead of writing them, if any. */
export async function logOmittedFailures(strapi: Core.Strapi): Promise<void> {
  const count = omitted;
  if (count === 0) return;
  await transact(strapi, (transaction) =>
    writeAccess(strapi, transaction, {
      kind: 'failuresOmitted',
      actor: { kind: 'system', id: null },
      origin: NO_ORIGIN,
      isSuccess: true,
      details: { count },
    }),
  );
  omitted -= count;
}
