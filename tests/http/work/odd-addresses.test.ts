import { ERRORS } from 'strapi-plugin-pioneer/contract';
import { codeOf } from '../../support/http';
import { buildMember, type Member } from '../../support/people';
import { enterTown } from '../../support/town';
import { buildClaim } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let reader: Member;

beforeAll(async () => {
  reader = await buildMember(town);
});

describe('an address', () => {
  const ODD = [
    ['nothing but a number', '1'],
    ['a number too large for any column', '99999999999999999999'],
    ['a quote and SQL', "' or 1=1 --"],
    ['"__proto__"', '__proto__'],
    ['"constructor"', 'constructor'],
    ['dots', '..%2f..%2fadmin'],
    ['an emoji', '🌊'],
    ['2,000 characters', 'a'.repeat(2000)],
  ] as const;

  it.each(ODD)('with %s for an id finds nothing', async (_title, id) => {
    for (const path of [
      `/api/pioneer/openings/${encodeURIComponent(id)}`,
      `/api/pioneer/claims/${encodeURIComponent(id)}`,
      `/api/pioneer/claims/${encodeURIComponent(id)}/timeline`,
      `/api/pioneer/organisations/${encodeURIComponent(id)}`,
    ]) {
      const answer = await town.send({ path, token: reader.token });
      expect([path, answer.status, codeOf(answer)]).toEqual([path, 404, 'NOT_FOUND']);
    }
  });

  it.each([
    ['U+0000', '%00'],
    ['half a character', '%ed%a0%80'],
    ['bytes that are no UTF-8', '%ff%fe'],
    ['a percent sign that stands for nothing', '%zz'],
  ])('with %s is refused by name', async (_title, odd) => {
    for (const path of [
      `/api/pioneer/openings/${odd}`,
      `/api/pioneer/claims/${odd}`,
      `/api/pioneer/organisations/${odd}`,
    ]) {
      const answer = await town.send({ path, token: reader.token });
      expect([400, 404]).toContain(answer.status);
      expect(Object.keys(ERRORS)).toContain(codeOf(answer));
    }
  });
});

const cursorOf = (json: string) => Buffer.from(json).toString('base64url');

describe('a query', () => {
  const queries = [
    ['a parameter that is not known', 'colour=red'],
    ['a parameter twice', 'limit=1&limit=2'],
    ['a list for one value', 'category[]=a&category[]=b'],
    ['an operator', 'category[$ne]=a'],
    ['filters of the content API', 'filters[state][$eq]=open'],
    ['an id that is none', 'drive=1'],
    ['a text of 100,000 characters', `category=${'a'.repeat(10_000)}`],
    ['U+0000', 'category=%00'],
    ['a state that does not exist', 'state=OPEN'],
    ['"mine" as a number', 'mine=1'],
    ['a limit below 1', 'limit=0'],
    ['a limit beyond the largest page', 'limit=101'],
    ['a limit that is no integer', 'limit=1.5'],
    ['a limit that is no number', 'limit=ten'],
    ['a cursor of our making with other content', `cursor=${cursorOf('["a",1]')}`],
    ['a cursor with too little', `cursor=${cursorOf('[1]')}`],
    ['a cursor with too much', `cursor=${cursorOf('[1,"a",2]')}`],
    ['a cursor beyond all dates', `cursor=${cursorOf('[1e20,"a"]')}`],
    ['a cursor before all dates', `cursor=${cursorOf('[-1e20,"a"]')}`],
    ['a cursor at the end of all dates', `cursor=${cursorOf('[8640000000000001,"a"]')}`],
    ['a cursor with U+0000', `cursor=${cursorOf('[1,"a\\u0000"]')}`],
    ['a cursor with half a character', `cursor=${cursorOf('[1,"\\ud83d"]')}`],
    ['a cursor that is an object', `cursor=${cursorOf('{"a":1}')}`],
    ['a cursor that is no base64', 'cursor=%25%25%25'],
    ['a cursor of 401 characters', `cursor=${'a'.repeat(401)}`],
    ['an empty cursor', 'cursor='],
  ] as const;

  it.each(queries)('with %s is refused by name', async (_title, query) => {
    for (const path of ['/api/pioneer/openings?', '/api/pioneer/claims?view=mine&']) {
      const answer = await town.send({ path: path + query, token: reader.token });
      expect(answer.status).toBe(400);
      expect(Object.keys(ERRORS)).toContain(codeOf(answer));
    }
  });

  it.each([
    '',
    'view=',
    'view=all',
    'view=mine&view=to-evaluate',
    'view[]=mine',
    'view=mine&state=lost',
  ])('for claims is refused as "%s"', async (query) => {
    const answer = await town.send({ path: `/api/pioneer/claims?${query}`, token: reader.token });
    expect(codeOf(answer)).toBe('INPUT_INVALID');
  });

  it('to a single thing takes no parameters', async () => {
    const { opening, claim, claimant } = await buildClaim(town);
    for (const path of [`/openings/${opening.id}`, `/claims/${claim.id}`, '/me']) {
      const answer = await town.send({
        path: `/api/pioneer${path}?populate=*`,
        token: claimant.token,
      });
      expect(codeOf(answer)).toBe('INPUT_INVALID');
    }
  });
});
