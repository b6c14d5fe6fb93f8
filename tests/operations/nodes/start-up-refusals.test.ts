import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerNotStarted } from '../../../tools/server-process';
import { PRODUCTION, startServer } from '../../support/server';

const folder = mkdtempSync(join(tmpdir(), 'pioneer-refusals-'));
const letter = join(folder, 'letter.sqlite');
writeFileSync(letter, 'Dear reader, this is no database.\n'.repeat(100));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a server says that does not start: nothing but one sentence. */
async function refusalWith(env: NodeJS.ProcessEnv): Promise<string> {
  const outcome = await startServer({ database: 'sqlite', env }).catch((error: unknown) => error);
  if (!(outcome instanceof ServerNotStarted)) throw new Error('The server has started.');
  expect(outcome.exitCode).toBe(1);
  const said = outcome.output.trim().split('\n');
  expect(said).toHaveLength(1);
  return said[0] ?? '';
}

type Case = [title: string, env: NodeJS.ProcessEnv, sentence: RegExp];

const PRODUCTION_ONLY: Case[] = [
  ['a placeholder for a secret', { JWT_SECRET: 'changeme-4711' }, /^JWT_SECRET is still a place/],
  ['an impossible address', { PUBLIC_URL: 'https://[' }, /^PUBLIC_URL is no valid address; set/],
];

describe('in production the server does not start with', () => {
  it.each(PRODUCTION_ONLY)('%s', async (_title, env, sentence) => {
    expect(await refusalWith({ ...PRODUCTION, ...env })).toMatch(sentence);
  });
});

const EVERYWHERE: Case[] = [
  [
    'a database below a file',
    { DATABASE_FILENAME: join(letter, 'town.sqlite') },
    /^The folder of the database is a file; check .*DATABASE_FILENAME/,
  ],
  [
    'a folder as its database',
    { DATABASE_FILENAME: folder },
    /^The database file cannot be opened .*DATABASE_FILENAME/,
  ],
  [
    'a file that is no database',
    { DATABASE_FILENAME: letter },
    /^The database file holds something else .*DATABASE_FILENAME/,
  ],
  [
    'a database server that is not there',
    { DATABASE_CLIENT: 'postgres', DATABASE_HOST: '127.0.0.1', DATABASE_PORT: '1' },
    /^Nothing answers where the database should be; .*DATABASE_HOST/,
  ],
  ['an unknown kind of database', { DATABASE_CLIENT: 'mysql' }, /^DATABASE_CLIENT is "mysql"; /],
  [
    'sessions for every site',
    { CORS_ORIGINS: '*' },
    /^CORS_ORIGINS holds "\*"; expected sites such/,
  ],
  [
    'requests that may take for ever to arrive',
    { REQUEST_TIMEOUT_SECONDS: '0' },
    /^REQUEST_TIMEOUT_SECONDS is 0; expected a whole number from 1 to 600, so set it to one/,
  ],
  [
    'members who may write nothing',
    { MEMBER_WRITES_BURST: '0' },
    /^The plugin's "writes.burst" is 0; expected .* \(MEMBER_WRITES_BURST\)\.$/,
  ],
  [
    'a limit that is no number',
    { MEMBER_WRITES_PER_SECOND: 'often' },
    /^The plugin's "writes.perSecond" is NaN; expected .* \(MEMBER_WRITES_PER_SECOND\)\.$/,
  ],
  [
    'a zone that there is not',
    { TOWN_TIME_ZONE: 'Nowhere' },
    /^The plugin's "timeZone" is "Nowhere"; expected .* \(TOWN_TIME_ZONE\)\.$/,
  ],
  [
    'evidence where everybody may read it',
    { EVIDENCE_FOLDER: 'public/uploads/evidence' },
    /^The evidence folder is .*, which everybody may read; set/,
  ],
];

describe('nowhere does the server start with', () => {
  it.each(EVERYWHERE)('%s', async (_title, env, sentence) => {
    expect(await refusalWith(env)).toMatch(sentence);
  });
});
