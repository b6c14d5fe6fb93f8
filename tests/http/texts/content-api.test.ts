import { isRefusal } from '../../support/http';
import { NASTY, NAUGHTY } from '../../support/nasty-texts';
import { enterTown } from '../../support/town';

const town = enterTown();
afterAll(() => town.leave());

describe('the content API', () => {
  /** What visitors look for, in types and in their texts. */
  const TYPES = {
    drives: 'name',
    evaluations: 'summary',
    experts: 'name',
    'role-models': 'name',
    stories: 'title',
    tags: 'name',
    tasks: 'title',
    themes: 'name',
  } as const;
  const OPERATORS = [
    '$eq',
    '$ne',
    '$in',
    '$containsi',
    '$startsWith',
    '$endsWithi',
    '$gt',
    '$between',
  ];
  const SHORT = Object.values(NASTY).filter((text) => text.length < 1000);

  /** Half a character is no UTF-8, in an address. */
  const encoded = (text: string) =>
    /\p{Surrogate}/u.test(text) ? '%E4%B8%80%ED%A0%BD' : encodeURIComponent(text);

  async function unexpected(paths: readonly string[]): Promise<string[]> {
    const answers = await Promise.all(
      paths.map(async (path) => ({ path, answer: await town.send({ path }) })),
    );
    return answers
      .filter(({ answer }) => answer.status !== 200 && !isRefusal(answer))
      .map(({ path, answer }) => `${path} ${answer.status}`);
  }

  it.each(Object.entries(TYPES))('finds or refuses nasty texts in %s', async (type, field) => {
    for (const text of SHORT.map(encoded)) {
      const paths = [
        ...OPERATORS.map((operator) => `?filters[${field}][${operator}]=${text}`),
        ...[`?filters[$or][0][${field}][$not][$eq]=${text}`, `?filters[${text}]=x`, `?_q=${text}`],
        ...[`?sort=${text}`, `?fields=${text}`, `?populate=${text}`, `?locale=${text}`],
        ...[`?pagination[page]=${text}`, `?${text}`, `/${text}`],
      ];
      expect(await unexpected(paths.map((path) => `/api/${type}${path}`))).toEqual([]);
    }
  });

  it('finds or refuses all that is naughty', async () => {
    const paths = NAUGHTY.map(encoded).flatMap((text) => [
      `/api/stories?filters[title][$containsi]=${text}`,
      `/api/stories?_q=${text}`,
      `/api/pioneer/openings?q=${text}`,
    ]);
    for (let at = 0; at < paths.length; at += 30) {
      expect(await unexpected(paths.slice(at, at + 30))).toEqual([]);
    }
  });
});
