import { setTimeout as wait } from 'node:timers/promises';
import type { Call } from 'strapi-plugin-pioneer/contract';
import { holdBack } from '../support/held-back';
import { copyRow } from '../support/plant-breach';
import { buildRecurringWork, datesOf, SATURDAYS, type RecurringWork } from '../support/recurrences';
import { count } from '../support/rows';
import { TASK } from '../support/content-manager';
import { enterTwoNodes, outcomeOf } from './two-nodes';

const nodes = enterTwoNodes();
afterAll(() => nodes.leave());

/** Long enough for the second node to look for what the first has not finished. */
const PATIENCE = 2_000;

/** Dates may be read but not written meanwhile: whoever makes some has looked before either writes. */
const LOCK = 'LOCK TABLE pioneer_due_dates IN EXCLUSIVE MODE';

/** Neither may recurrences: whoever adds one waits with all that it has found. */
const LOCK_RECURRENCES = 'LOCK TABLE pioneer_recurrences IN EXCLUSIVE MODE';

/** A post with two holders that has work every day; nothing is made yet. */
async function buildDaily() {
  const { town } = nodes;
  const work = await buildRecurringWork(town, { holders: 2 });
  await addDaily(town.administrator, work);
  return work;
}

function addDaily(administrator: Call, { post, taskId }: RecurringWork) {
  const task = { uid: TASK, id: taskId };
  const daily = { ...SATURDAYS, rule: 'FREQ=DAILY', hour: 23 };
  return administrator('recurrences.add', { body: { postId: post.id, task, ...daily } });
}

it('two nodes that look for dates at once make each of them once', async () => {
  const { town } = nodes;
  const { taskId, holders } = await buildDaily();
  const working: Promise<string>[] = [];
  await holdBack(town, (trx) => trx.raw(LOCK), [
    { start: () => void working.push(nodes.workAt(0)), waiting: 1 },
    {
      async start() {
        working.push(nodes.workAt(1));
        await Promise.race([working.at(-1), wait(PATIENCE)]);
      },
      waiting: 1,
    },
  ]);
  expect(await Promise.all(working)).toEqual(['OK', 'OK']);
  await nodes.workAt(0);
  await nodes.workAt(1);

  const made = await datesOf(town, taskId);
  expect(made.length).toBeGreaterThanOrEqual(7);
  expect(new Set(made.map(({ date }) => date)).size).toBe(made.length);
  const everybody = holders.map(({ id }) => id);
  expect(made.map(({ claimants }) => claimants)).toEqual(made.map(() => everybody));
});

it('two administrators who add the same work at once add it once', async () => {
  const { town } = nodes;
  const work = await buildRecurringWork(town);
  const adding: Promise<string>[] = [];
  const add = (turn: number) => {
    adding.push(outcomeOf(addDaily(nodes.administratorAt(turn), work)));
  };
  await holdBack(town, (trx) => trx.raw(LOCK_RECURRENCES), [
    { start: () => add(0), waiting: 1 },
    { start: () => add(1), waiting: 2 },
  ]);

  expect((await Promise.all(adding)).sort()).toEqual(['OK', 'RECURRENCE_RUNS']);
  const { taskId: task_id } = work;
  expect(await count(town.rows('pioneer_recurrences').where({ task_id }))).toBe(1);
});

it('a date of a recurrence cannot be there twice, whoever writes it', async () => {
  const { town } = nodes;
  const { taskId } = await buildDaily();
  await nodes.workAt(0);
  const before = await datesOf(town, taskId);
  const { rows } = town;
  const { unit_id: unitId } = await rows('pioneer_openings')
    .where({ task_id: taskId })
    .first<{ unit_id: string }>('unit_id');
  const where = { document_id: unitId };
  const [day, ruleDay] = [{ date: '2099-01-01' }, { rule_date: '2099-01-01' }];
  for (const other of [day, ruleDay]) {
    await expect(copyRow(rows, 'pioneer_due_dates', where, other)).rejects.toMatchObject({
      code: '23505',
    });
  }

  expect(await datesOf(town, taskId)).toEqual(before);
});
