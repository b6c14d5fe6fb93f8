import { DEFAULT_PAGE_SIZE } from 'strapi-plugin-pioneer/contract';
import { askTowns } from '../lists/ask-towns';
import { WORDS } from '../lists/fill-town';
import { DAY_MS, isoOf, type Question } from '../lists/question';
import type { BenchOptions } from '../options';
import type { BenchResult } from '../result';

/** What a reader may ask for: what an opening is like that they see, by turns another one. */
const FILTERS = {
  drive: (_turn, { driveId }) => ({ drive: String(driveId) }),
  task: (_turn, { task }) => ({ task: task.id }),
  category: (_turn, { category }) => ({ category }),
  organisation: (_turn, { organisation }) => ({ organisation: organisation.id }),
  mine: () => ({ mine: 'true' }),
  state: () => ({ state: 'closed' }),
  unitKind: (_turn, { unit }) => ({ unitKind: String(unit?.kind) }),
  q: (_turn, { title }) => ({ q: WORDS.find((word) => title.includes(word)) ?? title }),
  label: (_turn, { unit }) => ({ q: String(unit?.label) }),
  rareWord: (turn) => ({ q: `u${turn}997` }),
  due: (_turn, { dueAt }) => ({
    dueAfter: isoOf(Date.parse(String(dueAt)) - 7 * DAY_MS),
    dueBefore: isoOf(Date.parse(String(dueAt)) + 7 * DAY_MS),
  }),
  near: (_turn, { place }) => ({ near: `${place?.latitude},${place?.longitude}`, within: 3000 }),
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

/** Pages of the board as members of six audiences in three hundred see it. */
export async function measureBoard(folder: string, options: BenchOptions): Promise<BenchResult> {
  const alone = (Object.keys(FILTERS) as Filter[]).map((filter) => [filter]);
  const questions = [
    ...[[], ...alone, ...COMBINED].map((filters) => ask(filters)),
    { ...ask([]), name: 'all, default page', query: () => ({ limit: DEFAULT_PAGE_SIZE }) },
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
    mayFindNothing: name === 'rareWord',
    query: (turn, seen) =>
      Object.assign({}, ...filters.map((filter) => FILTERS[filter](turn, seen))) as ReturnType<
        Question['query']
      >,
  };
}

function nameOf(parts: readonly string[]): string {
  return parts.length === 0 ? 'all' : parts.join('+');
}
