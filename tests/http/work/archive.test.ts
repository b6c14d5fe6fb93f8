import { DRIVE, linkTo, TASK } from '../../support/content-manager';
import { codeOfRefusal } from '../../support/http';
import { enterTown } from '../../support/town';
import { buildClaim, buildDrive, buildOpening, look, openingOf } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

function archive(taskId: string) {
  return town.administrator('tasks.archive', { params: { uid: TASK, id: taskId } });
}

describe('a task', () => {
  it('that is over is archived: off the board and off the site, with its claims kept', async () => {
    const opening = await buildOpening(town);
    const { claim, claimant } = await buildClaim(town, { opening, state: 'accepted' });
    expect((await archive(opening.taskId)).data).toEqual({ tasks: 1, openings: 1 });

    expect((await openingOf(town, opening.taskId)).state).toBe('archived');
    const board = await town.visitor('openings.find', { query: { task: opening.taskId } });
    expect(board.data).toEqual([]);
    const page = await town.send({ method: 'GET', path: `/api/tasks/${opening.taskId}` });
    expect(page.status).toBe(404);
    expect((await look(claimant, claim.id)).state).toBe('accepted');
  });

  it('on which somebody works is not archived, and the refusal says how many do', async () => {
    const { opening } = await buildClaim(town);
    expect(await codeOfRefusal(archive(opening.taskId))).toBe('TASK_HAS_LIVE_CLAIMS');
    expect((await openingOf(town, opening.taskId)).state).toBe('open');
  });

  it('that was archived opens again when it is published', async () => {
    const { taskId } = await buildOpening(town);
    await archive(taskId);
    await town.content.publish(TASK, taskId);

    expect((await openingOf(town, taskId)).state).toBe('open');
  });

  it('that does not exist, or is none, cannot be archived', async () => {
    const params = { uid: DRIVE, id: await buildDrive(town) };
    expect(await codeOfRefusal(town.administrator('tasks.archive', { params }))).toBe('NOT_FOUND');
  });
});

describe('a drive', () => {
  it('is archived with all its tasks, or not at all while somebody works on one', async () => {
    const drive = await buildDrive(town);
    const data = { drive: linkTo(drive) };
    const free = await buildOpening(town, { data });
    const work = await buildClaim(town, { opening: await buildOpening(town, { data }) });
    const params = { id: drive };
    expect(await codeOfRefusal(town.administrator('drives.archive', { params }))).toBe(
      'TASK_HAS_LIVE_CLAIMS',
    );
    expect((await openingOf(town, free.taskId)).state).toBe('open');

    const body = { version: work.claim.version, reason: '不再需要。' };
    await work.claimant.call('claims.withdraw', { params: { id: work.claim.id }, body });
    expect((await town.administrator('drives.archive', { params })).data).toEqual({
      tasks: 2,
      openings: 2,
    });
    expect((await openingOf(town, free.taskId)).state).toBe('archived');
  });
});
