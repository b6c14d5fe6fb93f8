import { MAX_LOOKED_UP } from 'strapi-plugin-pioneer/contract';
import { codeOfRefusal } from '../../support/http';
import { uniqueName, unknownId } from '../../support/names';
import { buildMember, buildOrganisation, inviteMembers } from '../../support/people';
import { enterTown } from '../../support/town';

const town = enterTown();
afterAll(() => town.leave());

async function organisationsFor(q: string) {
  return (await town.administrator('organisations.search', { query: { q } })).data;
}

async function membersFor(q: string) {
  return (await town.administrator('members.search', { query: { q } })).data;
}

describe('looking up organisations', () => {
  it('finds them by a part of code or name, by every word, whatever the case', async () => {
    const word = uniqueName('荷心');
    const built = await buildOrganisation(town, { name: `${word}社区` });
    await buildOrganisation(town, { name: `${word}网格` });

    expect(await organisationsFor(word)).toHaveLength(2);
    expect(await organisationsFor(`${word} 社区`)).toMatchObject([
      { id: built.id, kind: 'village' },
    ]);
    expect(await organisationsFor(built.code.toLowerCase())).toMatchObject([{ id: built.id }]);
  });

  it('takes signs of a pattern for what they are', async () => {
    const word = uniqueName('percent');
    await buildOrganisation(town, { name: `${word}x1` });
    expect(await organisationsFor(`${word}%1`)).toEqual([]);
    expect(await organisationsFor(`${word}_1`)).toEqual([]);
  });

  it('gives no more than one picks from, with nothing to look for too', async () => {
    expect((await organisationsFor('')).length).toBeLessThanOrEqual(MAX_LOOKED_UP);
  });

  it('shows one with the one above it', async () => {
    const parent = await buildOrganisation(town);
    const { id } = await buildOrganisation(town, { parent });
    const read = async (one: string) =>
      (await town.administrator('organisations.findOne', { params: { id: one } })).data;

    expect((await read(id)).parent).toEqual(parent);
    expect((await read(parent.id)).parent).toBeNull();
    expect(await codeOfRefusal(read(unknownId()))).toBe('NOT_FOUND');
  });
});

describe('looking up members', () => {
  it('finds them by number or name, active or not, and shows nothing else', async () => {
    const { id, number, name } = await buildMember(town);
    const [invited] = await inviteMembers(town, [[]]);

    expect(await membersFor(number.toUpperCase())).toEqual([{ id, number, name }]);
    expect(await membersFor(`${name} ${number}`)).toEqual([{ id, number, name }]);
    expect(await membersFor(invited?.number ?? '')).toHaveLength(1);
    expect(await membersFor(uniqueName('nobody'))).toEqual([]);
  });
});
