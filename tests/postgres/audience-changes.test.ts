import { TASK } from '../support/content-manager';
import { holdBack } from '../support/held-back';
import { buildMember, buildOrganisation, type Member, type Organisation } from '../support/people';
import { buildOpening, taskContent } from '../support/work';
import { enterTwoNodes, outcomeOf } from './two-nodes';

const nodes = enterTwoNodes();
afterAll(() => nodes.leave());

/** Who is in an audience may be read but not written meanwhile: everybody decides before it is. */
const LOCK = 'LOCK TABLE pioneer_audience_members IN EXCLUSIVE MODE';

function join(turn: number, member: Member, organisation: Organisation): Promise<string> {
  const body = { memberId: member.id, organisationId: organisation.id, role: 'member' as const };
  return outcomeOf(nodes.administratorAt(turn)('memberships.add', { body }));
}

function isIn({ code }: Organisation): string {
  return `"${code}" in member.organisations`;
}

/** What is written of the member for the task's audience. */
async function fits(taskId: string, member: Member): Promise<boolean[]> {
  const found: { fits: boolean }[] = await nodes.town
    .rows('pioneer_audience_members as am')
    .join('pioneer_openings as o', 'o.audience_hash', 'am.hash')
    .where({ 'o.task_id': taskId, 'am.claimant_id': member.id })
    .select('am.fits');
  return found.map((row) => row.fits);
}

describe('who is in an audience', () => {
  it('is right after one member joined two organisations at once, at two nodes', async () => {
    const { town } = nodes;
    const home = await buildOrganisation(town);
    const [one, other] = [await buildOrganisation(town), await buildOrganisation(town)];
    const member = await buildMember(town, [['member', home]]);
    const audience = `(${isIn(one)}) != (${isIn(other)})`;
    const { taskId } = await buildOpening(town, { organisation: home, data: { audience } });
    await nodes.workAt(0);

    let outcomes: Promise<string>[] = [];
    await holdBack(town, (trx) => trx.raw(LOCK), [
      { start: () => (outcomes = [join(0, member, one), join(1, member, other)]), waiting: 2 },
    ]);

    expect(await Promise.all(outcomes)).toEqual(['OK', 'OK']);
    expect(await fits(taskId, member)).toEqual([false]);
  });

  it('is written while a node reads what has happened', async () => {
    const { town } = nodes;
    const organisation = await buildOrganisation(town);
    const [early, late] = [await buildMember(town), await buildMember(town)];
    await join(0, early, organisation);
    await buildOpening(town, { organisation });
    let reading = Promise.resolve('');
    let outcome = '';

    await holdBack(town, (trx) => trx.raw('LOCK TABLE pioneer_opening_counts IN EXCLUSIVE MODE'), [
      { start: () => void (reading = nodes.workAt(0)), waiting: 1 },
      {
        async start() {
          outcome = await join(1, late, organisation);
        },
        waiting: 1,
      },
    ]);

    expect([outcome, await reading]).toEqual(['OK', 'OK']);
  });

  it('is right for one who joins while everybody is looked at', async () => {
    const { town } = nodes;
    const [home, joined] = [await buildOrganisation(town), await buildOrganisation(town)];
    const member = await buildMember(town, [['member', home]]);
    const content = await taskContent(town, {
      organisation: home,
      data: { audience: isIn(joined) },
    });

    let outcome = Promise.resolve('');
    const taskId = await town.content.createPublished(TASK, content);
    let looking = Promise.resolve('');
    await holdBack(town, (trx) => trx.raw(LOCK), [
      { start: () => void (looking = nodes.workAt(0)), waiting: 1 },
      { start: () => void (outcome = join(1, member, joined)), waiting: 2 },
    ]);

    expect([await looking, await outcome]).toEqual(['OK', 'OK']);
    await nodes.workAt(0);
    expect(await fits(taskId, member)).toEqual([true]);
  });
});

it('an opening that becomes one for others while a page is made is not on it', async () => {
  const { town } = nodes;
  const { id, taskId } = await buildOpening(town);
  const opening = () => town.rows('pioneer_openings').where({ document_id: id });
  const look = () => nodes.visitorAt(0)('openings.find', { query: { task: taskId } });
  expect((await look()).data).toHaveLength(1);

  let page: ReturnType<typeof look> | undefined;
  // What is shown names the organisation; which openings are shown is known by then.
  const lock = 'LOCK TABLE pioneer_organisations IN ACCESS EXCLUSIVE MODE';
  await holdBack(town, (trx) => trx.raw(lock), [
    { start: () => void (page = look()), waiting: 1 },
    {
      start: (trx) => opening().transacting(trx).update({ audience_hash: 'of others' }),
      waiting: 1,
    },
  ]);
  const shown = await page;
  await opening().update({ audience_hash: null });

  expect(shown?.data).toEqual([]);
});
