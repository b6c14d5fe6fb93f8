import { closureDifferences } from '../support/closures';
import { holdBack } from '../support/held-back';
import { buildOrganisation, type Organisation } from '../support/people';
import { outcomeOf, enterTwoNodes } from './two-nodes';

const nodes = enterTwoNodes();
afterAll(() => nodes.leave());

/** Closures may be read but not written meanwhile: both requests have decided before either writes. */
const LOCK = 'LOCK TABLE pioneer_organisation_closures IN EXCLUSIVE MODE';

function move(turn: number, organisation: Organisation, parent: Organisation): Promise<string> {
  const body = { version: 1, parentId: parent.id };
  return outcomeOf(
    nodes.administratorAt(turn)('organisations.move', { params: { id: organisation.id }, body }),
  );
}

describe('two at once who change the tree', () => {
  it('do not put two organisations below each other', async () => {
    const { town } = nodes;
    const [one, other] = [await buildOrganisation(town), await buildOrganisation(town)];
    let outcomes: Promise<string>[] = [];
    await holdBack(town, (trx) => trx.raw(LOCK), [
      { start: () => (outcomes = [move(0, one, other), move(1, other, one)]), waiting: 2 },
    ]);

    expect((await Promise.all(outcomes)).sort()).toEqual(['OK', 'ORGANISATION_CYCLE']);
    expect(await closureDifferences(town)).toEqual([]);
  });

  it('do not lose what is imported below one that moves', async () => {
    const { town } = nodes;
    const [moved, parent] = [await buildOrganisation(town), await buildOrganisation(town)];
    const outcomes: Promise<unknown>[] = [];
    await holdBack(town, (trx) => trx.raw(LOCK), [
      { start: () => outcomes.push(move(0, moved, parent)), waiting: 1 },
      { start: () => outcomes.push(buildOrganisation(town, { parent: moved })), waiting: 2 },
    ]);
    await Promise.all(outcomes);

    expect(await closureDifferences(town)).toEqual([]);
  });
});
