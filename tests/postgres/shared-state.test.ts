import { TASK } from '../support/content-manager';
import { holdBack } from '../support/held-back';
import { uniqueName } from '../support/names';
import { buildPanelRole, buildPanelUser, grantOnly } from '../support/panel-users';
import { buildMember, buildOrganisation, type Member } from '../support/people';
import { count } from '../support/rows';
import { importSpots, spotRow } from '../support/units';
import { send } from '../support/http';
import { taskContent } from '../support/work';
import { enterTwoNodes, outcomeOf } from './two-nodes';

const USER = 'plugin::users-permissions.user';

const nodes = enterTwoNodes();
const { town } = nodes;
afterAll(() => nodes.leave());

/** What a member is answered at both nodes. */
async function answersTo(member: Member): Promise<string[]> {
  return [
    await outcomeOf(nodes.at(0, member)('me.findOne', {})),
    await outcomeOf(nodes.at(1, member)('me.findOne', {})),
  ];
}

describe('what is decided at one node', () => {
  it('blocks a member at the other, at the next request', async () => {
    const member = await buildMember(town);
    expect(await answersTo(member)).toEqual(['OK', 'OK']);

    const user = await town
      .rows('up_users')
      .where({ username: member.number })
      .first<{ document_id: string }>('document_id');
    expect((await town.content.update(USER, user.document_id, { blocked: true })).status).toBe(200);

    expect(await answersTo(member)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  });

  it('takes a permission of the admin panel away at the other, at the next request', async () => {
    const owner = { url: town.url, token: town.administratorToken };
    const role = await buildPanelRole(owner, [
      { action: 'plugin::pioneer.people.look-up', subject: null },
    ]);
    const { token } = await buildPanelUser(owner, role);
    const answers = () =>
      Promise.all(
        nodes.urls.map(
          async (url) => (await send({ url, path: '/pioneer/members', token })).status,
        ),
      );
    expect(await answers()).toEqual([200, 200]);

    await grantOnly(owner, role, []);
    expect(await answers()).toEqual([403, 403]);
  });
});

describe('a job', () => {
  it('is done by one node while the other passes it over', async () => {
    const organisation = await buildOrganisation(town);
    const category = uniqueName('积水');
    await importSpots(
      town,
      [1, 2, 3].map(() => spotRow(organisation, category)),
    );
    const data = { unitKind: 'spot', unitCategory: category };
    const taskId = await town.content.createPublished(
      TASK,
      await taskContent(town, { organisation, data }),
    );
    let first: Promise<string> = Promise.resolve('never asked');
    const meanwhile: string[] = [];
    // Openings may be read but not made meanwhile.
    await holdBack(town, (trx) => trx.raw('LOCK TABLE pioneer_openings IN EXCLUSIVE MODE'), [
      { start: () => void (first = nodes.workAt(0)), waiting: 1 },
      { start: async () => void meanwhile.push(await nodes.workAt(1)), waiting: 1 },
    ]);

    expect([meanwhile, await first]).toEqual([['OK'], 'OK']);
    const openings = town.rows('pioneer_openings').where({ task_id: taskId });
    expect(await count(openings)).toBe(3);
    const jobs = town.rows('pioneer_jobs').where({ subject_id: taskId, kind: 'openUnits' });
    expect(await jobs.select('state', 'done', 'attempts')).toEqual([
      { state: 'done', done: 3, attempts: 0 },
    ]);
  });
});
