import { codeOf, comparable } from '../../support/http';
import { unknownId } from '../../support/names';
import { buildMember, type Member } from '../../support/people';
import { footprintOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildSoundCommands, NAMES, type Name, type Sound } from './sound-commands';

const town = enterTown();
afterAll(() => town.leave());

let sound: Readonly<Record<Name, Sound>>;
let stranger: Member;

beforeAll(async () => {
  [sound, stranger] = await Promise.all([buildSoundCommands(town), buildMember(town)]);
});

describe('somebody else’s claim', () => {
  const addresses = [
    ['GET', ''],
    ['GET', '/timeline'],
    ...NAMES.filter((name) => name !== 'claim').map((name) => ['POST', `/${name}`] as const),
  ] as const;

  it.each(addresses)('looks to a stranger as if it were not there: %s %s', async (method, end) => {
    const name = (end.slice(1) || 'report') as Name;
    const { place, body } = sound[name in sound ? name : 'report'];
    const { id: number } = await town
      .rows('pioneer_claims')
      .where({ document_id: place.claimId })
      .first<{ id: number }>('id');
    const before = await footprintOf(town, place);
    const ask = async (id: string | number) =>
      comparable(
        await town.send({
          method,
          path: `/api/pioneer/claims/${id}${end}`,
          token: stranger.token,
          ...(method === 'POST' ? { body } : {}),
        }),
      );

    const absent = await ask(unknownId());
    expect(absent.status).toBe(404);
    expect(JSON.parse(absent.text)).toMatchObject({ error: { details: { code: 'NOT_FOUND' } } });
    expect(await ask(place.claimId)).toEqual(absent);
    expect(await ask(number)).toEqual(absent);
    expect(await footprintOf(town, place)).toEqual(before);
  });

  it('is not found by its number by the claimant either', async () => {
    const { place, token } = sound.report;
    const row = await town
      .rows('pioneer_claims')
      .where({ document_id: place.claimId })
      .first<{ id: number }>('id');
    const answer = await town.send({ path: `/api/pioneer/claims/${row.id}`, token });
    expect(codeOf(answer)).toBe('NOT_FOUND');
  });
});

describe('a token', () => {
  const other = 'eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOiIxIn0.';
  it.each([
    ['none', {}],
    ['an empty one', { authorization: 'Bearer ' }],
    ['no JWT', { authorization: 'Bearer abc' }],
    ['a JWT that nobody signed', { authorization: `Bearer ${other}` }],
    ['a password', { authorization: 'Basic YTpi' }],
    ['one of 8,000 characters', { authorization: `Bearer ${'a'.repeat(8000)}` }],
  ])('that is %s lets nobody give a command', async (_title, headers) => {
    const { path, body, place } = sound.report;
    const before = await footprintOf(town, place);
    const answer = await town.send({ method: 'POST', path, body, headers });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(await footprintOf(town, place)).toEqual(before);
  });

  it('of an administrator is none of a member', async () => {
    const { path, body } = sound.report;
    const answer = await town.send({ method: 'POST', path, body, token: town.administratorToken });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('of a member opens nothing of the administrators', async () => {
    for (const [method, path] of [
      ['POST', '/pioneer/members/import'],
      ['POST', '/pioneer/members/invite'],
      ['POST', '/pioneer/organisations/import'],
      ['PUT', '/pioneer/clock'],
      ['GET', '/pioneer/parts'],
      ['GET', `/pioneer/tasks/api::task.task/${unknownId()}/openings`],
    ] as const) {
      const answer = await town.send({ method, path, token: stranger.token });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });
});
