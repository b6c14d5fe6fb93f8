import { codeOfRefusal } from '../../support/http';
import { unknownId, uniqueName } from '../../support/names';
import {
  buildMembers,
  buildOrganisation,
  type Member,
  type Organisation,
} from '../../support/people';
import { closureDifferences } from '../../support/closures';
import { enterTown } from '../../support/town';
import { buildTree } from '../../support/tree';
import { accept, buildClaim, buildOpening } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

async function find({ id }: Organisation) {
  return (await town.visitor('organisation.findOne', { params: { id } })).data;
}

/** Moves it as somebody does who has just looked at it. */
async function move(organisation: Organisation, parent: Organisation | null) {
  const { version } = await find(organisation);
  const body = { version, parentId: parent?.id ?? null };
  return (await town.administrator('organisations.move', { params: { id: organisation.id }, body }))
    .data;
}

/** The codes of everything above an organisation, itself included, from the nearest. */
async function pathOf({ id }: Organisation): Promise<string[]> {
  return town
    .rows('pioneer_organisation_closures as c')
    .join('pioneer_organisations as a', 'a.document_id', 'c.ancestor_id')
    .where('c.descendant_id', id)
    .orderBy('c.depth')
    .pluck<string[]>('a.code');
}

function eventsOf({ id }: Organisation) {
  return town
    .rows('pioneer_events')
    .where({ subject_type: 'organisation', subject_id: id })
    .orderBy('subject_version')
    .pluck<string[]>('type');
}

describe('an organisation that moves', () => {
  it('takes everything below it along, with one event of its own', async () => {
    const { root, community, cooperative, otherCommunity } = await buildTree(town);
    const grid = await buildOrganisation(town, { parent: cooperative });
    const moved = await move(cooperative, otherCommunity);

    expect(moved).toMatchObject({ parentId: otherCommunity.id, depth: 2, version: 2 });
    expect(await pathOf(grid)).toEqual([
      grid.code,
      cooperative.code,
      otherCommunity.code,
      root.code,
    ]);
    expect(await pathOf(community)).toEqual([community.code, root.code]);
    expect(await eventsOf(cooperative)).toEqual(['organisation.created', 'organisation.moved']);
    expect(await eventsOf(grid)).toEqual(['organisation.created']);
    expect(await closureDifferences(town)).toEqual([]);
  });

  it('may become a root, and a root may go below another one', async () => {
    const [one, other] = [await buildTree(town), await buildTree(town)];
    expect(await move(one.community, null)).toMatchObject({ parentId: null, depth: 0 });
    expect(await pathOf(one.cooperative)).toEqual([one.cooperative.code, one.community.code]);

    await move(one.root, other.cooperative);
    expect(await pathOf(one.otherCooperative)).toEqual([
      ...[one.otherCooperative.code, one.otherCommunity.code, one.root.code],
      ...[other.cooperative.code, other.community.code, other.root.code],
    ]);
    expect(await closureDifferences(town)).toEqual([]);
  });

  it('never lies below itself', async () => {
    const { root, community, cooperative } = await buildTree(town);
    for (const [moved, parent] of [
      [root, root],
      [root, community],
      [root, cooperative],
      [community, cooperative],
    ] as const) {
      expect(await codeOfRefusal(move(moved, parent))).toBe('ORGANISATION_CYCLE');
    }

    expect(await pathOf(cooperative)).toEqual([cooperative.code, community.code, root.code]);
    expect(await eventsOf(root)).toEqual(['organisation.created']);
  });

  it('stays where it is when that is where it goes, and when somebody was faster', async () => {
    const { root, community, otherCommunity } = await buildTree(town);
    expect(await move(community, root)).toMatchObject({ version: 1 });
    await move(community, otherCommunity);
    const body = { version: 1, parentId: null };
    const stale = town.administrator('organisations.move', { params: { id: community.id }, body });

    expect(await codeOfRefusal(stale)).toBe('VERSION_OUTDATED');
    expect(await eventsOf(community)).toEqual(['organisation.created', 'organisation.moved']);
  });

  it('needs a parent that is there', async () => {
    const organisation = await buildOrganisation(town);
    const nowhere = { id: unknownId(), code: '', name: '' };

    expect(await codeOfRefusal(move(organisation, nowhere))).toBe('NOT_FOUND');
    const body = { version: 1, parentId: null };
    const call = town.administrator('organisations.move', { params: { id: unknownId() }, body });
    expect(await codeOfRefusal(call)).toBe('NOT_FOUND');
  });

  it('gets the new ones that are imported below it from then on', async () => {
    const { cooperative, otherCommunity, root } = await buildTree(town);
    await move(cooperative, otherCommunity);
    const grid = await buildOrganisation(town, { parent: cooperative });

    expect(await pathOf(grid)).toEqual([
      grid.code,
      cooperative.code,
      otherCommunity.code,
      root.code,
    ]);
  });

  it('is evaluated and managed along its new line, no more along the old one', async () => {
    const { community, cooperative, otherCommunity } = await buildTree(town);
    const [old, fresh] = (await buildMembers(town, [
      [['evaluator', community]],
      [['evaluator', otherCommunity]],
    ])) as [Member, Member];
    const opening = await buildOpening(town, { organisation: cooperative });
    const work = await buildClaim(town, { opening, evaluator: old, state: 'submitted' });
    const toEvaluate = async ({ call }: Member) =>
      (await call('claims.find', { query: { view: 'to-evaluate' } })).data.map(({ id }) => id);
    expect(await toEvaluate(old)).toEqual([work.claim.id]);
    await move(cooperative, otherCommunity);

    expect(await toEvaluate(old)).toEqual([]);
    expect(await codeOfRefusal(accept(work))).toBe('NOT_FOUND');
    expect(await toEvaluate(fresh)).toEqual([work.claim.id]);
    expect((await accept({ ...work, evaluator: fresh })).state).toBe('accepted');
  });
});

describe('an organisation that is edited', () => {
  const edit = (id: string, body: { version: number; name: string; kind: string }) =>
    town.administrator('organisations.edit', { params: { id }, body });

  it('gets its new name and kind, with one event that holds no name', async () => {
    const organisation = await buildOrganisation(town);
    const name = uniqueName('江畔社区');
    const { data } = await edit(organisation.id, { version: 1, name, kind: 'community' });

    expect(data).toMatchObject({ version: 2, code: organisation.code, name, kind: 'community' });
    expect(await find(organisation)).toEqual(data);
    const events = town.rows('pioneer_events').where({ subject_id: organisation.id });
    const told = await events.orderBy('subject_version').select('type', 'changes');
    expect(told.map(({ type }) => type)).toEqual(['organisation.created', 'organisation.updated']);
    expect(JSON.stringify(told)).not.toContain(name);
  });

  it('is left alone by who has not seen its present version, and by who changes nothing', async () => {
    const { id, name } = await buildOrganisation(town);

    expect((await edit(id, { version: 1, name, kind: 'village' })).data.version).toBe(1);
    expect(await codeOfRefusal(edit(id, { version: 2, name: '别名', kind: 'village' }))).toBe(
      'VERSION_OUTDATED',
    );
    expect(await codeOfRefusal(edit(id, { version: 1, name: ' ', kind: 'village' }))).toBe(
      'INPUT_INVALID',
    );
    expect(await find({ id, code: '', name })).toMatchObject({ version: 1, name, kind: 'village' });
  });
});
