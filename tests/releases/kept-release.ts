import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { DatabaseEnv } from '../../tools/replay/evidence/open-database';
import { copyDatabase, newDatabaseFile } from '../support/copy-database';
import { runFolder } from '../support/run-folder';
import { createDatabase, type DatabaseKind } from '../support/server';
import { dumpPostgres, loadPostgres } from './dump-postgres';

/** What a town of an earlier release has to be told, and who can sign in there. */
export interface KeptTown {
  readonly secret: string;
  readonly claimId: string;
  readonly claimant: Account;
  readonly evaluator: Account;
}

interface Account {
  readonly number: string;
  readonly password: string;
}

/** A copy of a kept town that a test may work in. */
export interface ReleasedTown extends KeptTown {
  readonly databaseEnv: DatabaseEnv;
  readonly evidenceFolder: string;
}

const FOLDER = join('tests', 'releases', 'kept');

/** The releases whose towns are kept, by name. */
export function keptReleases(): string[] {
  return readdirSync(FOLDER);
}

/** Keeps the database of a server that has ended, as it is: a back-up would not be taken later. */
export async function keepDatabase(release: string, env: DatabaseEnv): Promise<void> {
  const content =
    env.DATABASE_CLIENT === 'postgres'
      ? Buffer.from(await dumpPostgres(env))
      : readFileSync((await copyDatabase(env)).DATABASE_FILENAME ?? '');
  writeFileSync(fileOf(release, env.DATABASE_CLIENT), brotliCompressSync(content));
}

/** Keeps what is the same on both databases. */
export function keepTown(release: string, town: KeptTown, evidenceFolder: string, kind: string) {
  const folder = folderOf(release, kind);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'town.json'), `${JSON.stringify(town, null, 2)}\n`);
  cpSync(evidenceFolder, join(folder, 'evidence'), { recursive: true });
}

/** Makes a copy in a new database. */
export async function openKept(release: string, kind: DatabaseKind): Promise<ReleasedTown> {
  const folder = folderOf(release, kind);
  const content = brotliDecompressSync(readFileSync(fileOf(release, kind)));
  const evidenceFolder = join(mkdtempSync(join(runFolder(), 'release-')), 'evidence');
  cpSync(join(folder, 'evidence'), evidenceFolder, { recursive: true });
  const town = JSON.parse(readFileSync(join(folder, 'town.json'), 'utf8')) as KeptTown;
  return { ...town, evidenceFolder, databaseEnv: await fill(kind, content) };
}

async function fill(kind: DatabaseKind, content: Buffer): Promise<DatabaseEnv> {
  if (kind === 'postgres') {
    const env = await createDatabase(kind);
    await loadPostgres(env, content.toString());
    return env;
  }
  const DATABASE_FILENAME = newDatabaseFile();
  writeFileSync(DATABASE_FILENAME, content);
  return { DATABASE_CLIENT: kind, DATABASE_FILENAME };
}

function folderOf(release: string, kind = ''): string {
  return join(FOLDER, release, kind);
}

function fileOf(release: string, kind?: string): string {
  return join(folderOf(release, kind), 'database.br');
}
