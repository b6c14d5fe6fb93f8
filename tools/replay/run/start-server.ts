import { join } from 'node:path';
import { FAST_WRITERS } from '../../fast-writers';
import { newSecrets } from '../../new-secrets';
import { startServerProcess, type ServerProcess } from '../../server-process';
import type { DatabaseEnv } from '../evidence/open-database';

/** Where a server of the replay keeps the contents of evidence, below the folder of its run. */
export function evidenceFolderIn(folder: string): string {
  return join(folder, 'evidence');
}

/** Starts the server as `serverEnv` says. */
export function startServer(databaseEnv: DatabaseEnv, folder: string): Promise<ServerProcess> {
  return startServerProcess(serverEnv(databaseEnv, folder));
}

/**
 * What a server is told that runs as it always does, but on this database, a free port and a movable
 * clock, with secrets of its own; its files lie in the folder of the run.
 */
export function serverEnv(databaseEnv: DatabaseEnv, folder: string): NodeJS.ProcessEnv {
  return {
    ...newSecrets(),
    ...FAST_WRITERS,
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: '0',
    PUBLIC_URL: '',
    PIONEER_CLOCK: 'adjustable',
    PIONEER_DEMONSTRATION: 'off',
    PIONEER_JOBS: 'on',
    EVIDENCE_FOLDER: evidenceFolderIn(folder),
    EVIDENCE_S3_BUCKET: '',
    RECORD_HEADS_FILE: join(folder, 'record-heads.txt'),
    ...databaseEnv,
  };
}
