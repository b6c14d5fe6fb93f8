import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { INVENTORY } from 'strapi-plugin-pioneer/contract';
import { registerAdministrator } from '../../support/administrator';
import { findEverywhere } from '../../support/every-column';
import { codeOf } from '../../support/http';
import { countersOf, type Row } from '../../support/rows';
import { startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';
import { look } from '../../support/work';
import { buildMarkedMember, type MarkedMember } from './marked-member';

/** A server, everything that a member can fill in, and `npm run verify`. */
const SETUP_TIMEOUT = 180_000;

/** A store of its own: what other servers keep belongs to no row here. */
const store = mkdtempSync(join(tmpdir(), 'pioneer-store-'));

let server: TestServer;
let town: Town;
let member: MarkedMember;
/** What there was of the member before. */
let before: {
  readonly places: readonly string[];
  readonly files: readonly string[];
  readonly personal: ReadonlyMap<string, readonly string[]>;
  readonly salts: readonly string[];
  readonly phoneHash: string;
  readonly slots: { readonly stored: readonly number[] };
};
let copy: Record<string, Uint8Array>;
let erased: { readonly number: string; readonly name: string };
let openingId: string;

beforeAll(async () => {
  server = await startServer({ env: { PIONEER_JOBS: 'off', EVIDENCE_FOLDER: store } });
  town = townAt({ ...server, evidenceFolder: store }, await registerAdministrator(server));
  member = await buildMarkedMember(town);
  openingId = (await look(member, member.claimId)).opening.id;
  before = {
    places: await findEverywhere(town.rows, member.mark),
    files: filesHolding(store, member.mark),
    personal: await readPersonal(),
    salts: await readSalts(),
    phoneHash: String((await memberRow()).phone_hash),
    slots: await countersOf(town, openingId),
  };
  copy = unzipSync(await takeCopy());
  erased = (await member.call('me.erase', { body: { password: member.password } })).data;
  await town.administrator('clock.adjust', { body: { offsetMs: 0 } });
}, SETUP_TIMEOUT);
afterAll(async () => {
  await town.leave();
  rmSync(store, { recursive: true, force: true });
});

async function memberRow(): Promise<Row> {
  return town.rows('pioneer_members').where({ document_id: member.id }).first<Row>();
}

async function takeCopy(): Promise<Uint8Array> {
  const answer = await fetch(town.url + member.exportAddress, {
    headers: { authorization: `Bearer ${member.token}` },
  });
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

const MEMBERS = 'users-permissions';

/** The values of the member that a copy must hold, by `table.column`. */
async function readPersonal(): Promise<Map<string, string[]>> {
  const { user_id: userId } = await memberRow();
  const values = new Map<string, string[]>();
  for (const [table, { personal, memberIn = [], userIn }] of Object.entries(INVENTORY)) {
    const given = Object.keys(personal).filter((column) => personal[column]?.copy === 'given');
    if (given.length === 0 || (memberIn.length === 0 && userIn === undefined)) continue;
    const found: Row[] = await town.rows(table).where((ofMember) => {
      for (const column of memberIn) void ofMember.orWhere(column, member.id);
      if (userIn !== undefined) void ofMember.orWhere(userIn, String(userId));
    });
    // Staff of the admin panel are counted apart from members, by the same numbers.
    const own = found.filter(({ origin = MEMBERS }) => origin === MEMBERS);
    for (const column of given) {
      const held = own.map((row) => row[column]).filter((value) => isSaid(value));
      values.set(`${table}.${column}`, held.map(shown));
    }
  }
  return values;
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

/** As a copy writes it, without spaces. */
function shown(value: unknown): string {
  // SQLite gives JSON as text, PostgreSQL decimals.
  const isCoded = typeof value === 'string' && /^([[{]|\d+\.\d+$)/.test(value);
  const parsed: unknown = isCoded ? JSON.parse(value) : value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' && value > 1e12) return new Date(value).toISOString();
  return JSON.stringify(parsed).replaceAll(/\s/g, '');
}

/** The salts of every row that holds words of the member. */
async function readSalts(): Promise<string[]> {
  const tables = { pioneer_members: 'document_id', pioneer_reports: 'member_id' } as const;
  const more = { pioneer_evidence_files: 'member_id', pioneer_verdicts: 'evaluator_id' } as const;
  const all = [
    ...Object.entries({ ...tables, ...more }),
    ['pioneer_claims', 'claimant_id'],
  ] as const;
  const salts: string[] = [];
  for (const [table = '', column = ''] of all) {
    salts.push(...(await town.rows(table).where(column, member.id).pluck<string[]>('salt')));
  }
  return salts;
}

/** Files below a folder that hold a text, or are called by it. */
function filesHolding(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .filter((path) => path.includes(text) || readFileSync(path).includes(text));
}

/** Taking the copy comes after; new terms of a claim are no matter of its claimant. */
const NOT_FILLED = ['pioneer_data_exports.taken_at', 'pioneer_claims.terms_reason'];

describe('a copy of what is kept', () => {
  it('holds every field of the inventory that holds something of the member', () => {
    const data = strFromU8(copy['data.json'] ?? new Uint8Array()).replaceAll(/\s/g, '');
    const empty = [...before.personal].filter(([, values]) => values.length === 0);
    const missing = [...before.personal].filter(
      ([, values]) => !values.every((value) => data.includes(value)),
    );

    expect(missing).toEqual([]);
    expect(empty.map(([place]) => place)).toEqual(NOT_FILLED);
    expect(data).toContain(`+86${member.phone}`);
  });

  it('holds the files that the member uploaded', () => {
    const files = Object.entries(copy).filter(([path]) => path.startsWith('evidence/'));

    expect(files.map(([path]) => path.replace(/.*\./, '')).sort()).toEqual(['jpg', 'pdf', 'pdf']);
    const marked = files.filter(([, content]) => Buffer.from(content).includes(member.mark));
    expect(marked).toHaveLength(2);
  });

  it('names nobody else: evaluators appear as what they are', () => {
    const text = strFromU8(copy['data.json'] ?? new Uint8Array());

    expect(text).not.toContain(member.evaluator.number);
    expect(text).not.toContain(member.evaluator.name);
    expect(text).not.toContain(member.evaluator.id);
    expect(text).toContain('"by": "evaluator"');
  });
});

describe('of a member who has left', () => {
  it('there was something in all these places, so that a search would find it', () => {
    expect(before.places).toEqual(
      expect.arrayContaining([
        'pioneer_claims.end_reason',
        'pioneer_claims.withdrawal_answer',
        'pioneer_claims.withdrawal_reason',
        'pioneer_evidence_files.name',
        'pioneer_idempotency_keys.answer',
        'pioneer_members.name',
        'pioneer_members.number',
        'pioneer_members.sign_in_name',
        'pioneer_reports.answers',
        'pioneer_reports.text',
        'pioneer_verdicts.answers',
        'pioneer_verdicts.reason',
        'pioneer_workflows.steps',
        'up_users.username',
      ]),
    );
    expect(before.files).toHaveLength(2);
    expect(before.salts.length).toBeGreaterThan(5);
  });

  it('nothing is left in any column of any table', async () => {
    expect(await findEverywhere(town.rows, member.mark)).toEqual([]);
    expect(await findEverywhere(town.rows, before.phoneHash)).toEqual([]);
    for (const salt of before.salts) expect(await findEverywhere(town.rows, salt)).toEqual([]);
  });

  it('nothing is left in any file', () => {
    expect(filesHolding(store, member.mark)).toEqual([]);
    expect(filesHolding(resolve('public'), member.mark)).toEqual([]);
    expect(readdirSync(store, { recursive: true, encoding: 'utf8' }).filter(isContent)).toEqual([]);
  });

  it('nothing is found by a search or shown to others', async () => {
    const { data } = await town.administrator('members.search', { query: { q: member.mark } });
    expect(data).toEqual([]);
    const seen = [
      await look(member.evaluator, member.claimId),
      await look(member.evaluator, member.otherClaimId),
      (await member.evaluator.call('claims.findTimeline', { params: { id: member.claimId } })).data,
    ];
    expect(JSON.stringify(seen)).not.toContain(member.mark);
    expect(JSON.stringify(seen)).toContain(erased.name);
  });

  it('a code name stays, with states, scores and moments, and slots come free', async () => {
    expect(erased.number).toMatch(/^~[0-9A-Z-]+$/);
    expect(erased.name).toMatch(/^已注销成员 /);
    expect(await look(member.evaluator, member.claimId)).toMatchObject({
      state: 'cancelled',
      claimant: { id: member.id, name: erased.name },
      endReason: null,
    });
    const { stored, counted } = await countersOf(town, openingId);
    expect(stored).toEqual(counted);
    expect(stored[0]).toBe(Number(before.slots.stored[0]) - 1);
  });

  it('the account is gone: no session, no password and no address lets anybody in', async () => {
    const { number, password, token } = member;
    const signIn = { method: 'POST', path: '/api/pioneer/sign-in' } as const;
    const tries = [
      await town.send({ ...signIn, body: { number, password } }),
      await town.send({ ...signIn, body: { number: member.phone, password } }),
      await town.send({ ...signIn, body: { number: erased.number, password } }),
      await town.send({ path: '/api/pioneer/me', token }),
      await town.send({ path: member.exportAddress, token }),
    ];
    expect(tries.map(codeOf)).toEqual([
      ...Array.from({ length: 3 }, () => 'SIGN_IN_FAILED'),
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ]);
  });

  it('content of evidence is refused by name to whoever still sees the claim', async () => {
    const [evidenceId = ''] = await town
      .rows('pioneer_evidence_files')
      .where({ claim_id: member.claimId })
      .pluck<string[]>('document_id');
    const path = `/api/pioneer/claims/${member.claimId}/evidence/${evidenceId}`;
    const answer = await town.send({ path, token: member.evaluator.token });
    expect(`${answer.status} ${codeOf(answer)}`).toBe('404 EVIDENCE_ERASED');
  });

  it('the record proves the same, and no byte lies in the file of the database', async () => {
    const { stdout } = await verifyStopped();
    expect(stdout).toContain(' 0 difference(s)');
    const { DATABASE_FILENAME: filename = '' } = server.databaseEnv;
    if (filename === '') return;
    // What was written last lies beside the file until now.
    await town.rows.raw('PRAGMA wal_checkpoint(TRUNCATE)');
    expect(readFileSync(filename).includes(member.mark)).toBe(false);
  });
});

function isContent(name: string): boolean {
  return /[a-z0-9]{24}/.test(name);
}

/** What `npm run verify` does, after the server has ended. Throws when it finds a difference. */
async function verifyStopped() {
  await server.stop();
  return promisify(execFile)(process.execPath, [resolve('dist/tools/verify.js')], {
    env: { ...server.env, ...server.databaseEnv, EVIDENCE_FOLDER: store },
  });
}
