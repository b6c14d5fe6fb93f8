import type { Knex } from 'knex';
import { createClient, type OpeningView } from 'strapi-plugin-pioneer/contract';
import { openDatabase } from '../../replay/evidence/open-database';
import { startServerProcess, type ServerProcess } from '../../server-process';
import { UnusableOptions } from '../options';
import { openStage } from '../stage';
import type { BenchMember } from '../town/settle';
import { CLAIMS_OF_OPENING, fillTown, settleCrowd } from './fill-town';
import { accountOf, AUDIENCES, foundTown, type People } from './found-town';

const OPENINGS = [1000, 10_000, 100_000];
const MEMBERS = 5000;

/** The town of one size, and a server for it. */
export interface ListedTown {
  readonly openings: number;
  readonly claims: number;
  readonly url: string;
  readonly db: Knex;
  /** The token of one of them, by turns. */
  tokenOf(askers: keyof People, turn: number): Promise<string>;
  /** One of the openings with a place that this one sees, by turns. */
  seenBy(askers: keyof People, turn: number): Promise<OpeningView>;
}

export interface Towns {
  /** From the smallest to the largest. */
  readonly all: readonly ListedTown[];
  close(): Promise<void>;
}

/**
 * The same town three times on one PostgreSQL, with ten times as many openings and claims each time: founded
 * once by the product, copied as a database, and filled.
 */
export async function openTowns(folder: string, scale: number): Promise<Towns> {
  const stage = await openStage(folder);
  const started: { server: ServerProcess; db: Knex }[] = [];
  const close = async () => {
    for (const { server, db } of started) {
      await server.stop();
      await db.destroy();
    }
    await stage.close();
  };
  try {
    const people = await foundTown(stage);
    await stage.nodes[0]?.stop();
    const members = MEMBERS * scale;
    await settleCrowd(stage.db, members);
    // PostgreSQL copies a database only while nobody is connected to it.
    await stage.db.destroy();
    const all: ListedTown[] = [];
    for (const many of OPENINGS) {
      const openings = Math.max(AUDIENCES, many * scale);
      const databaseEnv = { ...stage.databaseEnv, DATABASE_NAME: `openings_${many}` };
      await copyDatabase(stage.databaseEnv, databaseEnv.DATABASE_NAME);
      const db = openDatabase(databaseEnv);
      await fillTown(db, { openings, members });
      const server = await startServerProcess({ ...stage.env, ...databaseEnv });
      started.push({ server, db });
      const { url } = server;
      const claims = openings * CLAIMS_OF_OPENING;
      const tokenOf = tokensAt(url, people);
      all.push({ openings, claims, url, db, tokenOf, seenBy: openingsAt(url, people, tokenOf) });
    }
    return { all, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function copyDatabase(from: Parameters<typeof openDatabase>[0], name: string): Promise<void> {
  const db = openDatabase({ ...from, DATABASE_NAME: 'postgres' });
  try {
    await db.raw('CREATE DATABASE ?? TEMPLATE ??', [name, from.DATABASE_NAME ?? '']);
  } finally {
    await db.destroy();
  }
}

/** Shorter than a token is good for, by what a question takes. */
const SIGNED_IN_MS = 300_000;

function tokensAt(url: string, people: People): ListedTown['tokenOf'] {
  const call = createClient({ url });
  const known = new Map<string, { readonly token: string; readonly since: number }>();
  return async (askers, turn) => {
    const members = people[askers];
    const member = members[turn % members.length] as BenchMember;
    const { token, since } = known.get(member.number) ?? { token: '', since: 0 };
    if (performance.now() - since < SIGNED_IN_MS && token !== '') return token;
    const { data } = await call('session.signIn', { body: accountOf(member) });
    known.set(member.number, { token: data.accessToken, since: performance.now() });
    return data.accessToken;
  };
}

function openingsAt(
  url: string,
  people: People,
  tokenOf: ListedTown['tokenOf'],
): ListedTown['seenBy'] {
  const known = new Map<string, readonly OpeningView[]>();
  return async (askers, turn) => {
    const members = people[askers];
    const { number } = members[turn % members.length] as BenchMember;
    const seen = known.get(number) ?? (await lookAtBoard(url, await tokenOf(askers, turn)));
    if (seen.length === 0) {
      throw new UnusableOptions(
        `--scale: ${number} sees no opening with a place in so small a town`,
      );
    }
    known.set(number, seen);
    // Those who take turns see another one each time that it is theirs.
    return seen[Math.floor(turn / members.length) % seen.length] as OpeningView;
  };
}

async function lookAtBoard(url: string, token: string): Promise<readonly OpeningView[]> {
  const call = createClient({ url, token: () => token });
  const { data } = await call('openings.find', { query: { limit: 100 } });
  return data.filter(({ place }) => place !== null && place.latitude !== null);
}
