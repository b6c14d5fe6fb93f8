import type { OpeningView } from 'strapi-plugin-pioneer/contract';
import type { Asked } from '../load/drive';
import type { People } from './found-town';
import type { ListedTown } from './open-towns';

/** What a list is asked. */
export interface Question {
  readonly name: string;
  readonly askers: keyof People;
  /**
   * For each turn another one, so that the answer is never the one before.
   *
   * @param seen an opening that the asker sees: what is asked for can be found
   */
  query(turn: number, seen: OpeningView): Query;
  /** The last page instead of the first. */
  readonly isDeep?: boolean;
  /** Whether it is fine that there is nothing for anybody who asks. */
  readonly mayFindNothing?: boolean;
}

type Query = Readonly<Record<string, string | number>>;

/** A question as people of one town ask it. */
export interface Prepared {
  readonly town: ListedTown;
  /** Another request every time. */
  readonly all: Turns;
  /** Those that are shown something: what is found takes further statements. */
  readonly shown: Turns;
}

export const DAY_MS = 24 * 60 * 60 * 1000;

export function isoOf(moment: number): string {
  return new Date(moment).toISOString();
}

/**
 * Unless a question says otherwise. The smallest town has hardly more than four of these for a reader: deep
 * pages are to be in it, too.
 */
export const PAGE = 5;

/** Everybody who may ask has asked twice or more: of each there are other answers. */
const TURNS = 20;

/** Signs in who asks, and looks up where the last page begins for each of them. */
export async function prepare(
  town: ListedTown,
  list: string,
  question: Question,
): Promise<Prepared> {
  const [all, shown]: [Asked[], Asked[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const token = await town.tokenOf(question.askers, turn);
    const seen = await town.seenBy(question.askers, turn);
    const query = { limit: PAGE, ...question.query(turn, seen) };
    const read = async (pageQuery: Query) => readPage(town.url + pathOf(list, pageQuery), token);
    const cursor = question.isDeep === true ? await lastCursor(read, query, town) : null;
    const whole = cursor === null ? query : { ...query, cursor };
    const asked = { method: 'GET', path: pathOf(list, whole), token } as const;
    all.push(asked);
    if ((await read(whole)).data.length > 0) shown.push(asked);
  }
  return { town, all: turnsOf(all), shown: turnsOf(shown) };
}

/** Requests that come again and again, in turn. */
interface Turns {
  readonly isEmpty: boolean;
  next(): Asked;
}

function turnsOf(asked: readonly Asked[]): Turns {
  let turn = 0;
  const next = () => {
    turn += 1;
    return asked[turn % asked.length] as Asked;
  };
  return { isEmpty: asked.length === 0, next };
}

function pathOf(list: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) search.set(name, String(value));
  return `/api/pioneer/${list}?${search}`;
}

interface Page {
  readonly data: readonly unknown[];
  readonly nextCursor: string | null;
}

async function readPage(url: string, token: string): Promise<Page> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} was answered ${answer.status}: ${text}`);
  return JSON.parse(text) as Page;
}

/** Pages of a hundred lead there sooner; null when everything is on one page. */
async function lastCursor(
  read: (query: Query) => Promise<Page>,
  query: Query,
  { openings }: ListedTown,
): Promise<string | null> {
  const limit = Math.min(100, PAGE * Math.ceil(openings / 1000));
  let last: string | null = null;
  for (let cursor: string | null = null; ;) {
    const page: Page = await read({ ...query, limit, ...(cursor !== null && { cursor }) });
    if (page.nextCursor === null) return last;
    [cursor, last] = [page.nextCursor, page.nextCursor];
  }
}
