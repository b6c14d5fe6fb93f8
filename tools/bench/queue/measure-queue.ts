import { DEFAULT_PAGE_SIZE } from 'strapi-plugin-pioneer/contract';
import { askTowns } from '../lists/ask-towns';
import { DAY_MS, isoOf, type Question } from '../lists/question';
import type { BenchOptions } from '../options';
import type { BenchResult } from '../result';

const soon = (turn: number) => ({
  dueAfter: isoOf(Date.now() + (turn - 10) * DAY_MS),
  dueBefore: isoOf(Date.now() + (turn + 20) * DAY_MS),
});

/** So long that everybody has something done in it, also who has two claims. */
const inSeason = (turn: number) => ({
  dueAfter: isoOf(Date.now() - (30 + turn) * DAY_MS),
  dueBefore: isoOf(Date.now() + (60 - turn) * DAY_MS),
});

/** Pages of claims as claimants, officials of a community and the mayor see them. */
const QUESTIONS: readonly Question[] = [
  of('mine', 'readers'),
  of('mine', 'readers', { name: 'mine+state', query: () => ({ state: 'accepted' }) }),
  of('mine', 'readers', { name: 'mine+due', query: soon }),
  of('mine', 'readers', {
    name: 'mine+state+due',
    query: (turn) => ({ state: 'accepted', ...inSeason(turn) }),
  }),
  of('mine', 'readers', { name: 'mine+deep', isDeep: true }),
  of('to-evaluate', 'readers', { name: 'to-evaluate, nothing', mayFindNothing: true }),
  of('to-evaluate', 'officials'),
  of('to-evaluate', 'officials', { name: 'to-evaluate+due', query: soon }),
  of('to-evaluate', 'officials', { name: 'to-evaluate+deep', isDeep: true }),
  of('to-evaluate', 'mayors', { name: 'to-evaluate, mayor', mayFindNothing: true }),
  of('to-decide', 'officials'),
  of('to-decide', 'officials', { name: 'to-decide+state', query: () => ({ state: 'applied' }) }),
  of('to-decide', 'officials', { name: 'to-decide+due', query: soon }),
  of('to-decide', 'officials', { name: 'to-decide+deep', isDeep: true }),
  // An official of the smallest town does not fill it.
  of('to-decide', 'mayors', {
    name: 'to-decide, default page',
    query: () => ({ limit: DEFAULT_PAGE_SIZE }),
  }),
  of('to-decide', 'mayors', { name: 'to-decide, a hundred', query: () => ({ limit: 100 }) }),
  of('past-due', 'officials'),
  of('past-due', 'officials', { name: 'past-due+state', query: () => ({ state: 'returned' }) }),
  of('past-due', 'officials', { name: 'past-due+deep', isDeep: true }),
  of('past-due', 'mayors', { name: 'past-due, a hundred', query: () => ({ limit: 100 }) }),
];

export function measureQueue(folder: string, options: BenchOptions): Promise<BenchResult> {
  return askTowns(folder, options, { list: 'claims', questions: QUESTIONS });
}

function of(
  view: string,
  askers: Question['askers'],
  { query = () => ({}), ...more }: Partial<Question> = {},
): Question {
  return {
    name: view,
    askers,
    query: (turn, seen) => ({ view, ...query(turn, seen) }),
    ...more,
  };
}
