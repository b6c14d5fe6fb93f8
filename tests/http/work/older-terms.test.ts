import { linkTo, STANDARD, TASK, WORKFLOW } from '../../support/content-manager';
import { codeOfRefusal } from '../../support/http';
import { uniqueName } from '../../support/names';
import { buildMember, buildMembers, type Member } from '../../support/people';
import { enterTown } from '../../support/town';
import { buildTree, type Tree } from '../../support/tree';
import { importSpots, openingsOf, spotRow } from '../../support/units';
import {
  buildClaim,
  buildDrive,
  buildOpening,
  buildStandard,
  buildWorkflow,
  look,
  lookAt,
  openingOf,
  submit,
  taskContent,
  type Opening,
  type Work,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let tree: Tree;
let manager: Member;

beforeAll(async () => {
  tree = await buildTree(town);
  [manager] = (await buildMembers(town, [[['manager', tree.community]]])) as [Member];
});

type Source = 'standard' | 'workflow' | 'drive';

/** What a change of a standard, workflow or drive has not reached yet. */
async function outdated(source: Source, id: string) {
  return (await town.administrator('tasks.findOutdated', { query: { source, id } })).data;
}

async function apply(...taskIds: string[]) {
  const tasks = taskIds.map((id) => ({ uid: TASK, id }));
  return (await town.administrator('tasks.applyTerms', { body: { tasks } })).data;
}

interface Ruled {
  readonly opening: Opening;
  readonly workflow: string;
  readonly standard: string;
}

/** An opening of the cooperative under a standard and a workflow that nobody else has. */
async function openUnderOwnRules(): Promise<Ruled> {
  const workflow = await buildWorkflow(town, { leaseHours: 72 });
  const standard = await buildStandard(town, { passMark: 60 });
  const data = { workflow: linkTo(workflow), standard: linkTo(standard) };
  const opening = await buildOpening(town, { organisation: tree.cooperative, data });
  return { opening, workflow, standard };
}

describe('a changed rule', () => {
  it('shows the tasks that it has not reached, how many openings, and what would change', async () => {
    const { opening, workflow, standard } = await openUnderOwnRules();
    expect(await outdated('workflow', workflow)).toEqual([]);
    await town.content.update(WORKFLOW, workflow, { leaseHours: 24 });

    const [task] = await outdated('workflow', workflow);
    expect(task).toMatchObject({ id: opening.taskId, openings: 1, claims: 0, refusal: null });
    expect(task?.changes).toEqual(['leaseHours']);
    expect((await outdated('standard', standard)).map(({ id }) => id)).toEqual([opening.taskId]);
  });

  it('reaches the openings when it is applied, and running claims keep their terms', async () => {
    const { opening, standard } = await openUnderOwnRules();
    const work = await buildClaim(town, { opening });
    await town.content.update(STANDARD, standard, { passMark: 80 });

    expect(await outdated('standard', standard)).toMatchObject([{ claims: 1 }]);
    expect(await apply(opening.taskId)).toEqual({ applied: 1, refused: [] });
    expect(await outdated('standard', standard)).toEqual([]);
    const renewed = await openingOf(town, opening.taskId);
    expect(renewed.termsId).not.toBe(opening.termsId);
    const { terms } = await lookAt(work);
    expect(terms).toMatchObject({ id: opening.termsId, standard: { passMark: 60 } });
  });

  it('reaches every unit of a task at once', async () => {
    const category = uniqueName('积水');
    const spots = [1, 2, 3].map(() => spotRow(tree.cooperative, category));
    await importSpots(town, spots);
    const workflow = await buildWorkflow(town);
    const units = { unitKind: 'spot', unitCategory: category, workflow: linkTo(workflow) };
    const content = await taskContent(town, { organisation: tree.community, data: units });
    const taskId = await town.content.createPublished(TASK, content);
    const before = await openingsOf(town, taskId);
    await town.content.update(WORKFLOW, workflow, { leaseHours: 5 });

    expect(await outdated('workflow', workflow)).toMatchObject([{ id: taskId, openings: 3 }]);
    await apply(taskId);
    const after = await openingsOf(town, taskId);
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    expect(new Set(after.map(({ termsId }) => termsId))).not.toContain(before[0]?.termsId);
  });

  it('of a drive is seen at the drive, and a task that it spoils says why', async () => {
    const standard = linkTo(await buildStandard(town));
    const workflow = linkTo(await buildWorkflow(town));
    const drive = await buildDrive(town, { standard, workflow });
    const data = { drive: linkTo(drive), standard: null, workflow: null };
    const { taskId } = await buildOpening(town, { organisation: tree.cooperative, data });
    await town.content.update('api::drive.drive', drive, { standard: { set: [] } });

    const [task] = await outdated('drive', drive);
    expect(task).toMatchObject({ id: taskId, refusal: { code: 'TASK_INCOMPLETE' } });
    const { applied, refused } = await apply(taskId);
    expect(applied).toBe(0);
    expect(refused).toMatchObject([{ id: taskId, refusal: { code: 'TASK_INCOMPLETE' } }]);
  });
});

describe('a claim under older terms', () => {
  /** An opening whose terms changed after it was claimed. */
  async function claimThenChange() {
    const { opening, standard } = await openUnderOwnRules();
    const work = await buildClaim(town, { opening });
    await town.content.update(STANDARD, standard, { passMark: 90 });
    await apply(opening.taskId);
    return work;
  }

  it('is moved to the newest by a manager, and its claimant reads why', async () => {
    const { claim, claimant, opening } = await claimThenChange();
    const { id, version } = claim;
    const body = { version, reason: '标准已经提高，请按新的办。' };
    const { data: moved } = await manager.call('claims.moveToTerms', { params: { id }, body });

    expect(moved).toMatchObject({ state: 'active', passMark: 90, version: version + 1 });
    const seen = await look(claimant, id);
    expect(seen).toMatchObject({ termsReason: body.reason, terms: { standard: { passMark: 90 } } });
    expect(seen.terms.id).toBe((await openingOf(town, opening.taskId)).termsId);
  });

  it('stays as it is when all are moved by a manager whose own it is', async () => {
    const workflow = await buildWorkflow(town);
    const data = { workflow: linkTo(workflow), memberSlots: 2 };
    const opening = await buildOpening(town, { organisation: tree.cooperative, data });
    const managing = await buildMember(town, [
      ['manager', tree.cooperative],
      ['member', tree.cooperative],
    ]);
    const own = await buildClaim(town, { opening, claimant: managing });
    const other = await buildClaim(town, { opening });
    await town.content.update(WORKFLOW, workflow, { leaseHours: 24 });
    await apply(opening.taskId);
    const body = { reason: '期限有变。' };
    const params = { id: opening.id };
    expect((await managing.call('openings.moveClaims', { params, body })).data).toEqual({
      moved: 1,
    });
    const termsOf = async (work: Work) => (await lookAt(work)).terms.id;
    expect(await termsOf(own)).toBe(opening.termsId);
    expect(await termsOf(other)).not.toBe(opening.termsId);
    expect((await manager.call('openings.moveClaims', { params, body })).data.moved).toBe(1);
  });

  it('is moved once: then there is nothing to move it to', async () => {
    const { claim } = await claimThenChange();
    const params = { id: claim.id };
    const reason = '标准已经提高。';
    await manager.call('claims.moveToTerms', { params, body: { version: claim.version, reason } });
    const body = { version: claim.version + 1, reason };

    expect(await codeOfRefusal(manager.call('claims.moveToTerms', { params, body }))).toBe(
      'CLAIM_TERMS_CURRENT',
    );
  });

  it('that waits for a verdict is judged under what it was submitted under', async () => {
    const work = await claimThenChange();
    const submitted = await submit(work);
    const body = { version: submitted.version, reason: '标准已经提高。' };
    const move = manager.call('claims.moveToTerms', { params: { id: submitted.id }, body });

    expect(await codeOfRefusal(move)).toBe('CLAIM_STATE_REFUSES');
  });

  it('is moved with all others of its opening', async () => {
    const { opening, standard } = await openUnderOwnRules();
    await town.content.publish(TASK, opening.taskId, { memberSlots: 3 });
    const { termsId } = await openingOf(town, opening.taskId);
    const first = await buildClaim(town, { opening: { ...opening, termsId } });
    await buildClaim(town, { opening: { ...opening, termsId } });
    await town.content.update(STANDARD, standard, { passMark: 90 });
    await apply(opening.taskId);

    const params = { id: opening.id };
    const body = { reason: '标准已经提高。' };
    expect((await manager.call('openings.moveClaims', { params, body })).data).toEqual({
      moved: 2,
    });
    expect((await manager.call('openings.moveClaims', { params, body })).data).toEqual({
      moved: 0,
    });
    const stranger = first.claimant.call('openings.moveClaims', { params, body });
    expect(await codeOfRefusal(stranger)).toBe('MANAGER_REQUIRED');
  });
});
