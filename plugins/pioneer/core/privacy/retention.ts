import { DAY, type Instant } from '../time';

/**
 * Whose clock tells how old something is: the database's, on which all deadlines run; the node's,
 * by which Strapi ends sessions; or that of the store of evidence, which dates its files itself.
 */
export type RetentionClock = 'database' | 'node' | 'store';

export interface RetentionRule {
  /** How long it is kept, in milliseconds. */
  readonly life: number;
  /** The moment from which that counts. */
  readonly since: string;
  readonly clock: RetentionClock;
  /** What happens then. */
  readonly then: string;
}

/** What is kept for a time only. What is not here stays until somebody deletes or erases it. */
export const RETENTION = {
  idempotencyAnswers: {
    life: 14 * DAY,
    since: 'the first request under the key',
    clock: 'database',
    then: 'the stored answer is deleted',
  },
  unattachedEvidence: {
    life: DAY,
    since: 'the upload',
    clock: 'database',
    then: 'row and content are deleted; the record keeps that there was one',
  },
  strayContents: {
    life: DAY,
    since: 'the writing of a file that no row names',
    clock: 'store',
    then: 'the file is deleted',
  },
  activationCodes: {
    life: 0,
    since: 'the end of the code, 30 days after it was made',
    clock: 'database',
    then: 'its HMAC is deleted',
  },
  attempts: {
    life: 0,
    since: 'the end of the five minutes in which a failed sign-in counts',
    clock: 'node',
    then: 'the count is deleted',
  },
  sessions: {
    life: DAY,
    since: 'the end of the session, of members and of the admin panel',
    clock: 'node',
    then: 'the session is deleted, with what it says of the device',
  },
  // Six calendar months, which the law asks for, are 184 days at most.
  accessLog: {
    life: 190 * DAY,
    since: 'the entry',
    clock: 'database',
    then: 'the entry is deleted; the database refuses to before',
  },
} as const satisfies Readonly<Record<string, RetentionRule>>;

export type RetentionLine = keyof typeof RETENTION;

/** What began before this moment has been kept long enough. */
export function keptSince(line: RetentionLine, now: Instant): Instant {
  return now - RETENTION[line].life;
}
