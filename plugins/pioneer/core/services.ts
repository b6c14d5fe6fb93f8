import type { Verification, VerifyOptions } from './record/verification';

/** How far the work has come that follows from other work: numbers alone, for monitoring. */
export interface Figures {
  /** Events that are neither sealed nor counted yet. */
  readonly pendingEvents: number;
  /** How long the oldest of them waits; 0 when none does. */
  readonly oldestPendingSeconds: number;
  /** Jobs whose moment has come and that wait. */
  readonly dueJobs: number;
  /** Jobs that were tried often enough. */
  readonly failedJobs: number;
}

/** What a back-up came to. */
export interface BackupSummary {
  /** How many of each table. */
  readonly rows: Readonly<Record<string, number>>;
  /** The end of the chain of seals; null while nothing is sealed. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly evidence: number;
  readonly uploads: number;
  /** Keys of evidence whose content was not in the store, or not what its row says. */
  readonly missingEvidence: readonly string[];
  /** Files of the Media Library that were not there. */
  readonly missingUploads: readonly string[];
}

export interface RestoreOptions {
  readonly file: string;
  /** The town that is there is given up. */
  readonly isReplacing: boolean;
  /** What does not verify, or is not there, is taken as it is. */
  readonly acceptsDifferences: boolean;
  /** Copies of evidence, where the file holds none. */
  readonly evidenceFolder: string | null;
}

/** What a restore came to. */
export interface RestoreSummary {
  readonly rows: number;
  readonly events: number;
  readonly addedEvidence: number;
  readonly differences: number;
}

/**
 * What the plugin does for whoever runs in the same process: the application around it, commands and
 * tests. The server binds its services by these types.
 */
export interface PioneerServices {
  readonly figures: {
    find(): Promise<Figures>;
    /** When this node last did each kind of work in the background, in milliseconds. */
    rounds(): ReadonlyMap<string, number>;
  };
  readonly record: {
    verify(options?: VerifyOptions): Promise<Verification>;
    /** The same within a transaction of Knex, of what it sees. */
    verifyIn(trx: object, options?: VerifyOptions): Promise<Verification>;
    /** Whether the database guards record and access log against everybody. */
    isProtected(): Promise<boolean>;
  };
  readonly backup: {
    write(file: string): Promise<BackupSummary>;
    restore(options: RestoreOptions): Promise<RestoreSummary>;
    /** Brings an interrupted restore to an end. */
    recover(): Promise<void>;
    /** Whether a restore was interrupted. */
    isUnfinished(): Promise<boolean>;
  };
}

/** Strapi, as far as a service is looked up in it. */
interface Host {
  plugin(name: string): { service(name: string): unknown };
}

/** A service of the plugin. Strapi knows services by name only, so here alone they get their type. */
export function pioneerService<N extends keyof PioneerServices>(
  strapi: Host,
  name: N,
): PioneerServices[N] {
  return strapi.plugin('pioneer').service(name) as PioneerServices[N];
}
