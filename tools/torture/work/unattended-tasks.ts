import type { SpotImportRow } from 'strapi-plugin-pioneer/contract';
import type { Administrator } from '../../http/administrator';
import { importSpots } from '../../http/import-rows';
import type { Random } from '../../replay/random';
import type { Answer } from '../history';
import { BRANCHES, COMMUNITIES } from '../town/found-town';
import { unlessAway, type Stage } from './stage';

const TASK = 'api::task.task';

/** Spots of a branch at once. Many: more, in all branches, than a job opens in one transaction. */
const FEW_SPOTS = 2;
const MANY_SPOTS = 45;
/** Everybody of a community is enrolled in each of these. */
const MOST_FOR_EVERYONE = 6;
const MOST_OF_SPOTS = 12;
const MOST_FOR_DATES = 3;
const DAY = 24 * 60 * 60 * 1000;
/** Of 2026-11-27. */
const DATE_LENGTH = 10;
/** Openings that people get to know of at a time: among the newest there are to be others, too. */
const SHOWN_AT_ONCE = 2;

/** Sends a write of an administrator, to whatever node, and notes it. */
type Send = <Result>(
  op: string,
  about: Readonly<Record<string, string>>,
  make: (administrator: Administrator) => Promise<Result>,
) => Promise<Answer<Result>>;

/**
 * Tasks whose openings, audiences and claims the server makes by itself, after the answer and a part
 * at a time: one for all spots of a category, to which spots are added later, one for everyone, or one
 * that comes again every day.
 */
export class UnattendedTasks {
  private readonly categories: string[] = [];
  private readonly taskIds: string[] = [];
  private spots = 0;
  private forEveryone = 0;
  private forDates = 0;

  constructor(
    private readonly stage: Stage,
    private readonly random: Random,
    private readonly send: Send,
  ) {}

  async step(): Promise<void> {
    const chance = this.random.integer(1, 100);
    if (chance <= 30) await this.publishForSpots(FEW_SPOTS);
    else if (chance <= 55) await this.publishForEveryone();
    else if (chance <= 65) await this.publishForDates();
    else if (chance <= 95 && this.categories.length > 0) {
      await this.findSpots(this.random.pick(this.categories), 1);
    }
    await this.show();
  }

  /** One of each, so that the shortest run has some. */
  async begin(): Promise<void> {
    await this.publishForSpots(MANY_SPOTS);
    await this.publishForEveryone();
    await this.publishForDates();
  }

  private async publishForSpots(each: number): Promise<void> {
    const { town } = this.stage;
    if (this.taskIds.length >= MOST_OF_SPOTS) return;
    const category = `spots-${this.categories.length + 1}`;
    this.categories.push(category);
    await this.findSpots(category, each);
    const code = this.random.pick(COMMUNITIES);
    const audience = this.random.pick([null, `"${code}" in member.organisations`]);
    const units = { unitKind: 'spot', unitCategory: category, audience };
    const organisation = town.rootId;
    const task = { organisation, workflow: town.workflows.open, memberSlots: 1, ...units };
    const taskId = await this.create(category, task);
    if (taskId === null) return;
    this.taskIds.push(taskId);
    await this.publish('publishForSpots', { taskId, category });
  }

  private async publishForEveryone(): Promise<void> {
    const { town } = this.stage;
    if (this.forEveryone >= MOST_FOR_EVERYONE) return;
    this.forEveryone += 1;
    // Communities that a branch moves between: whoever comes is enrolled, whoever goes released.
    const organisation = this.random.pick(town.communityIds);
    const task = { organisation, workflow: town.workflows.everyone, memberSlots: 1 };
    const taskId = await this.create(`everyone-${this.forEveryone}`, task);
    if (taskId === null) return;
    await this.publish('publish', { taskId });
  }

  /** Work of every day for the holders of a post; tomorrow's is made as the clock leaps. */
  private async publishForDates(): Promise<void> {
    const { town } = this.stage;
    if (this.forDates >= MOST_FOR_DATES) return;
    this.forDates += 1;
    const units = { unitKind: 'date', memberSlots: 1 };
    const task = { organisation: town.rootId, workflow: town.workflows.assign, ...units };
    const taskId = await this.create(`dates-${this.forDates}`, task);
    if (taskId === null) return;
    await this.publish('publishForDates', { taskId });
    const postId = this.random.pick(town.postIds);
    const firstDay = new Date(Date.now() - DAY).toISOString().slice(0, DATE_LENGTH);
    const schedule = { rule: 'FREQ=DAILY', dayOffRule: 'keep', hour: 9, firstDay } as const;
    const body = { postId, task: { uid: TASK, id: taskId }, ...schedule };
    await this.send('addRecurrence', { taskId, postId }, ({ call }) =>
      call('recurrences.add', { body }),
    );
  }

  private async findSpots(category: string, each: number): Promise<void> {
    const rows = BRANCHES.flatMap((organisationCode) =>
      Array.from({ length: each }, () => this.newSpot(organisationCode, category)),
    );
    await this.send('importSpots', { category }, (at) => importSpots(at, rows));
  }

  private newSpot(organisationCode: string, category: string): SpotImportRow {
    this.spots += 1;
    const place = { address: '河东村北巷 3 号前', latitude: null, longitude: null, foundAt: null };
    return { code: `P${this.spots}`, organisationCode, category, ...place };
  }

  private create(name: string, task: object): Promise<string | null> {
    const { standard } = this.stage.town;
    const texts = { title: name, slug: name, summary: name, category: 'torture' };
    const { create } = this.random.pick(this.stage.administrators);
    return create(TASK, { ...texts, standard, organisationSlots: 0, ...task }).catch(() => null);
  }

  /** Throws when it is refused: then the town is wrong, and no job would ever run. */
  private async publish(
    op: string,
    about: Readonly<Record<'taskId', string> & Record<string, string>>,
  ): Promise<void> {
    const { outcome, code } = await this.send(op, about, ({ publish }) =>
      publish(TASK, about.taskId),
    );
    if (outcome === 'refused') throw new Error(`${op} of task ${about.taskId}: ${code}`);
  }

  /** Lets people know of some of the openings that there are by now. */
  private async show(): Promise<void> {
    const { db, openings } = this.stage;
    const made = db('pioneer_openings')
      .whereIn('task_id', this.taskIds)
      .whereNotIn(
        'document_id',
        openings.map(({ id }) => id),
      )
      .orderBy('id', 'desc')
      .limit(SHOWN_AT_ONCE);
    const found: { id: string; termsId: string }[] = await unlessAway(
      made.select({ id: 'document_id', termsId: 'terms_id' }),
      [],
    );
    openings.push(...found.map((opening) => ({ ...opening, mode: 'open' as const })));
  }
}
