import { askTowns } from '../lists/ask-towns';
import { CATEGORIES, UNIT_KINDS, WORDS } from '../lists/fill-town';
import { DAY_MS, isoOf, oneOf, type Question } from '../lists/question';
import type { BenchOptions } from '../options';
import type { BenchResult } from '../result';

/** What a reader may ask for; what exactly changes with the turn. */
const FILTERS = {
  drive: (turn, { drives }) => ({ drive: oneOf(drives, turn) }),
  task: (turn, { tasks }) => ({ task: oneOf(tasks, turn) }),
  category: (turn) => ({ category: `Category ${turn % CATEGORIES}` }),
  organisation: (turn, { organisations }) => ({ organisation: oneOf(organisations, turn) }),
  mine: () => ({ mine: 'true' }),
  state: () => ({ state: 'closed' }),
  unitKind: (turn) => ({ unitKind: oneOf(UNIT_KINDS, turn) }),
  q: (turn) => ({ q: oneOf(WORDS, turn) }),
  rareWord: (turn) => ({ q: `u${turn}997` }),
  due: (turn) => ({
    dueAfter: isoOf(Date.now() + (turn - 10) * DAY_MS),
    dueBefore: isoOf(Date.now() + (turn + 4) * DAY_MS),
  }),
  near: (turn) => ({ near: `22.${71 + (turn % 18)},113.${10 + (turn % 9)}`, within: 3000 }),
} satisfies Record<string, Question['query']>;

type Filter = keyof typeof FILTERS;

const COMBINED: readonly (readonly Filter[])[] = [
  ['drive', 'category'],
  ['organisation', 'unitKind'],
  ['category', 'q'],
  ['unitKind', 'near'],
  ['q', 'due', 'near'],
  ['mine', 'state'],
  ['drive', 'unitKind', 'due'],
  ['drive', 'category', 'organisation', 'unitKind', 'q', 'due', 'near'],
];

const DEEP: readonly (readonly Filter[])[] = [
  [],
  ['unitKind'],
  ['due'],
  ['state'],
  ['q'],
  ['near'],
];

/** What so much is asked for may be nowhere; then all that is visible was looked through. */
const FEW = new Set(['task', 'rareWord', COMBINED.at(-1)?.join('+')]);

/** Pages of the board as members of six audiences in three hundred see it. */
export async function measureBoard(folder: string, options: BenchOptions): Promise<BenchResult> {
  const alone = (Object.keys(FILTERS) as Filter[]).map((filter) => [filter]);
  const questions = [
    ...[[], ...alone, ...COMBINED].map((filters) => ask(filters)),
    ...DEEP.map((filters) => ({
      ...ask(filters),
      name: nameOf([...filters, 'deep']),
      isDeep: true,
    })),
  ];
  return askTowns(folder, options, { list: 'openings', questions });
}

function ask(filters: readonly Filter[]): Question {
  const name = nameOf(filters);
  return {
    name,
    askers: 'readers',
    mayFindNothing: FEW.has(name),
    query: (turn, names) =>
      Object.assign({}, ...filters.map((filter) => FILTERS[filter](turn, names))) as ReturnType<
        Question['query']
      >,
  };
}

function nameOf(parts: readonly string[]): string {
  return parts.length === 0 ? 'all' : parts.join('+');
}
