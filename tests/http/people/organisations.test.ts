import type { OrganisationView } from 'strapi-plugin-pioneer/contract';
import { refusalOf } from '../../support/http';
import { uniqueName, unknownId } from '../../support/names';
import { buildOrganisation, type Organisation } from '../../support/people';
import { enterTown } from '../../support/town';

const town = enterTown();
afterAll(() => town.leave());

/** A town with three communities, each with two villages. */
async function buildTree() {
  const root = await buildOrganisation(town);
  const communities: Organisation[] = [];
  const villages: Organisation[] = [];
  for (let index = 0; index < 3; index += 1) {
    const community = await buildOrganisation(town, { parent: root });
    communities.push(community);
    for (let number = 0; number < 2; number += 1) {
      villages.push(await buildOrganisation(town, { parent: community }));
    }
  }
  return { root, communities, villages };
}

/** Codes in the order of their characters' numbers, which is the same everywhere. */
function codesOf(organisations: readonly { code: string }[]): string[] {
  return organisations.map(({ code }) => code);
}

function sorted(codes: readonly string[]): string[] {
  return [...codes].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}

type Query = Readonly<Record<string, string | number>>;

/** Every page of a list, one after the other. */
async function readPages(query: Query): Promise<OrganisationView[][]> {
  const pages: OrganisationView[][] = [];
  let cursor: string | null = null;
  do {
    const page: { data: OrganisationView[]; nextCursor: string | null } = await town.visitor(
      'organisation.find',
      { query: { ...query, ...(cursor === null ? {} : { cursor }) } },
    );
    pages.push(page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages;
}

describe('the tree of organisations', () => {
  it('shows the children of one, by code', async () => {
    const { root, communities } = await buildTree();
    const { data, nextCursor } = await town.visitor('organisation.find', {
      query: { parent: root.id },
    });

    expect(codesOf(data)).toEqual(sorted(codesOf(communities)));
    expect(data.every(({ parentId, depth }) => parentId === root.id && depth === 1)).toBe(true);
    expect(nextCursor).toBeNull();
  });

  it('shows everything within one, itself included, and nothing of its neighbours', async () => {
    const [{ root, communities, villages }, other] = [await buildTree(), await buildTree()];
    const [community] = communities;
    const within = async (id: string) => (await readPages({ within: id })).flat();

    expect(codesOf(await within(root.id))).toEqual(
      sorted(codesOf([root, ...communities, ...villages])),
    );
    expect(codesOf(await within(community?.id ?? ''))).toEqual(
      sorted(codesOf([...communities.slice(0, 1), ...villages.slice(0, 2)])),
    );
    expect(codesOf(await within(root.id))).not.toContain(other.root.code);
  });

  it('begins with those that have nothing above them', async () => {
    const { root, communities } = await buildTree();
    const roots = (await readPages({ limit: 100 })).flat();

    expect(codesOf(roots)).toContain(root.code);
    for (const { code } of communities) expect(codesOf(roots)).not.toContain(code);
    expect(roots.every(({ parentId, depth }) => parentId === null && depth === 0)).toBe(true);
  });

  it('says where a single one is', async () => {
    const { communities, villages } = await buildTree();
    const [community, village] = [communities[0], villages[0]];
    const { data } = await town.visitor('organisation.findOne', {
      params: { id: village?.id ?? '' },
    });

    const place = { kind: 'village', parentId: community?.id, depth: 2 };
    expect(data).toEqual({ ...village, ...place, version: 1 });
  });

  it.each(['findOne', 'find'] as const)(
    'knows nothing of one that is not there: %s',
    async (how) => {
      const id = unknownId();
      if (how === 'findOne') {
        const refusal = await refusalOf(town.visitor('organisation.findOne', { params: { id } }));
        expect([refusal.status, refusal.code]).toEqual([404, 'NOT_FOUND']);
      } else {
        for (const query of [{ parent: id }, { within: id }]) {
          const page = await town.visitor('organisation.find', { query });
          expect(page).toEqual({ data: [], nextCursor: null });
        }
      }
    },
  );
});

describe('pages of organisations', () => {
  it('hold each one once, in order, whatever their length', async () => {
    const { root, communities, villages } = await buildTree();
    const expected = sorted(codesOf([root, ...communities, ...villages]));
    for (const limit of [1, 3, 9, 10]) {
      const pages = await readPages({ within: root.id, limit });

      expect(codesOf(pages.flat())).toEqual(expected);
      expect(pages).toHaveLength(Math.ceil(expected.length / limit));
      for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
    }
  });

  it('neither repeat nor skip one when others come while somebody reads', async () => {
    const root = await buildOrganisation(town);
    const prefix = uniqueName('P').toUpperCase();
    const add = async (suffixes: readonly string[]) => {
      const rows = suffixes.map((suffix) => ({
        code: `${prefix}-${suffix}`,
        name: '河畔村',
        kind: 'village',
        parentCode: root.code,
      }));
      await town.administrator('organisations.import', { body: { rows } });
    };
    await add(['B', 'D', 'F', 'H']);
    const query = { parent: root.id, limit: 2 };
    const first = await town.visitor('organisation.find', { query });
    await add(['A', 'C', 'E', 'G']);
    const cursor = first.nextCursor ?? '';
    const rest = await town.visitor('organisation.find', {
      query: { ...query, limit: 10, cursor },
    });

    const suffixes = [...first.data, ...rest.data].map(({ code }) => code.at(-1));
    expect(suffixes).toEqual(['B', 'D', 'E', 'F', 'G', 'H']);
  });

  it('come in the same order on every database, also in Chinese', async () => {
    const root = await buildOrganisation(town);
    const prefix = uniqueName('村');
    const codes = ['南岸', '一组', 'a', 'B', '_', '1', '江北', 'Z', 'é'].map(
      (s) => `${prefix}.${s}`,
    );
    const rows = codes.map((code) => ({
      code,
      name: '河畔村',
      kind: 'village',
      parentCode: root.code,
    }));
    const { data } = await town.administrator('organisations.import', { body: { rows } });
    const pages = await readPages({ parent: root.id, limit: 2 });

    expect(data.created).toBe(codes.length);
    expect(codesOf(pages.flat())).toEqual(sorted(codes));
  });
});
