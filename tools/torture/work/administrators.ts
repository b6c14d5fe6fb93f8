import type { Random } from '../../replay/random';
import type { Administrator } from '../../http/administrator';
import type { Answer } from '../history';
import { TOWN_MODES, type Actor, type TownMode } from '../town/found-town';
import { isLikely, unlessAway, type Stage } from './stage';
import { UnattendedTasks } from './unattended-tasks';

const TASK = 'api::task.task';
const USERS = '/content-manager/collection-types/plugin::users-permissions.user/';
/** What members lose for a moment, all of them. */
const TAKEN_ACTION = 'report';
const TASKS_OF_EACH_MODE_AT_FIRST = 4;
/** Openings that are kept on offer. */
const MOST_OPENINGS = 400;

/** An administrator's work, one thing after the other, so that giving and taking do not overlap. */
export class AdministratorsWork {
  /** How each thing is given back that is away just now. */
  private readonly taken = new Map<string, () => Promise<unknown>>();
  private readonly leavers: Actor[];
  private readonly unattended: UnattendedTasks;
  private published = 0;

  constructor(
    private readonly stage: Stage,
    private readonly random: Random,
  ) {
    this.leavers = [...stage.town.leavers];
    this.unattended = new UnattendedTasks(stage, random, (...asked) => this.send(...asked));
  }

  /** One thing that administrators do. */
  async step(): Promise<void> {
    const { random } = this;
    const { town } = this.stage;
    const chance = random.integer(1, 100);
    if (chance <= 29) await this.publish(random.pick(TOWN_MODES));
    else if (chance <= 35) await this.unattended.step();
    else if (chance <= 55) await this.toggleOffice(random.pick(town.deputies));
    else if (chance <= 68) await this.toggleBlock(random.pick(town.claimants));
    else if (chance <= 76) await this.move();
    else if (chance <= 82) await this.toggleGrant();
    else if (chance <= 90) await this.toggleHolder(random.pick(town.claimants));
    else if (chance <= 97) await this.readMember(random.pick(town.claimants));
    else if (isLikely(random, 25)) await this.erase();
  }

  /** Puts up the first tasks. */
  async begin(): Promise<void> {
    for (let round = 0; round < TASKS_OF_EACH_MODE_AT_FIRST; round += 1) {
      for (const mode of TOWN_MODES) await this.publish(mode);
    }
    await this.unattended.begin();
  }

  /** Puts up a task and finds its opening. */
  async publish(mode: TownMode): Promise<void> {
    if (this.published >= MOST_OPENINGS) return;
    this.published += 1;
    const { random } = this;
    const { town, db, openings } = this.stage;
    const name = `task-${this.published}`;
    const { create } = this.anywhere();
    const taskId = await create(TASK, {
      title: name,
      slug: name,
      summary: name,
      category: 'torture',
      organisation: random.pick(town.branchIds),
      standard: town.standard,
      workflow: town.workflows[mode],
      memberSlots: random.integer(1, 3),
      organisationSlots: mode === 'assign' ? 0 : 1,
    }).catch(() => null);
    if (taskId === null) return;
    await this.send('publish', { taskId }, ({ publish }) => publish(TASK, taskId));
    const made = db('pioneer_openings').where({ task_id: taskId });
    const found: { id: string; termsId: string }[] = await unlessAway(
      made.select({ id: 'document_id', termsId: 'terms_id' }),
      [],
    );
    openings.push(...found.map((opening) => ({ ...opening, mode })));
  }

  /** Gives back everything that was taken for a while. */
  async restore(): Promise<void> {
    for (const giveBack of [...this.taken.values()]) await giveBack();
  }

  /** Makes a deputy evaluator of a branch, or takes that away again. */
  private async toggleOffice(deputy: Actor): Promise<void> {
    const officeId = officeOf(deputy.id);
    if (this.taken.has(officeId)) return this.endOffice(deputy);
    const { organisationId, id: memberId } = deputy;
    const role = this.random.pick(['evaluator', 'manager'] as const);
    const body = { memberId, organisationId, role };
    const about = { ...body, officeId };
    await this.send('addMembership', about, ({ call }) => call('memberships.add', { body }));
    // Whether or not there was an answer, there may be one now.
    this.taken.set(officeId, () => this.endOffice(deputy));
  }

  private async endOffice({ id: memberId }: Actor): Promise<void> {
    const officeId = officeOf(memberId);
    const { call } = this.anywhere();
    const list = await call('memberships.find', { query: { member: memberId } }).catch(() => null);
    const offices = list?.data.filter(({ role }) => role !== 'member') ?? [];
    if (list === null) return;
    const last = offices.at(-1);
    for (const { id: membershipId, version } of offices) {
      // Only when the last of them is gone has the deputy lost the office.
      const about = { memberId, membershipId, ...(membershipId === last?.id && { officeId }) };
      const params = { params: { id: membershipId }, body: { version } };
      const answer = await this.send('endMembership', about, (at) =>
        at.call('memberships.end', params),
      );
      if (answer.outcome !== 'ok') return;
    }
    this.taken.delete(officeId);
  }

  private async toggleBlock({ id: memberId }: Actor): Promise<void> {
    const { db } = this.stage;
    const users = db('up_users as u')
      .join('pioneer_members as m', 'm.user_id', 'u.id')
      .where({ 'm.document_id': memberId });
    const asking = users.first<{ id: string } | undefined>({ id: 'u.document_id' });
    const user = await unlessAway(asking, undefined);
    if (user === undefined) return;
    const set = (op: string, blocked: boolean) =>
      this.send(op, { memberId }, ({ manage }) => manage('PUT', USERS + user.id, { blocked }));
    await this.toggle(
      `block ${memberId}`,
      () => set('block', true),
      () => set('unblock', false),
    );
  }

  /** What all members may do, at Settings, Users & Permissions, Roles. */
  private async toggleGrant(): Promise<void> {
    const path = await this.rolePath();
    if (path === null) return;
    const about = { action: TAKEN_ACTION, roleId: path.split('/').at(-1) ?? '' };
    const set = async (op: string, enabled: boolean) => {
      const answer = await this.anywhere()
        .manage('GET', path)
        .catch(() => null);
      if (answer === null) return null;
      const { role } = answer as RoleAnswer;
      const box = role.permissions['plugin::pioneer']?.controllers.claims?.[TAKEN_ACTION];
      if (box === undefined) throw new Error(`There is no box for claims.${TAKEN_ACTION}.`);
      box.enabled = enabled;
      return this.send(op, about, ({ manage }) => manage('PUT', path, { ...role }));
    };
    await this.toggle(
      'grant',
      () => set('revoke', false),
      () => set('grant', true),
    );
    // Nobody works without it for long.
    await this.taken.get('grant')?.();
  }

  private async rolePath(): Promise<string | null> {
    const { manage } = this.anywhere();
    const answer = await manage('GET', '/users-permissions/roles').catch(() => null);
    const { roles = [] } = (answer ?? {}) as { roles?: { id: number; type: string }[] };
    const role = roles.find(({ type }) => type === 'authenticated');
    return role === undefined ? null : `/users-permissions/roles/${role.id}`;
  }

  /** Takes something away, or gives it back when it is away; an answer that is lost leaves it open. */
  private async toggle(
    what: string,
    take: () => Promise<Answer<unknown> | null>,
    give: () => Promise<Answer<unknown> | null>,
  ): Promise<void> {
    const giveBack = async () => {
      const answer = await give();
      if (answer?.outcome === 'ok') this.taken.delete(what);
    };
    if (this.taken.has(what)) return giveBack();
    this.taken.set(what, giveBack);
    await take();
  }

  private async toggleHolder({ id: memberId, number }: Actor): Promise<void> {
    const postId = this.random.pick(this.stage.town.postIds);
    const params = { id: postId };
    const { call } = this.anywhere();
    const posts = await call('holders.find', { query: {} }).catch(() => null);
    const held = posts?.data.find(({ id }) => id === postId)?.heldBy ?? [];
    const [holding] = held;
    if (holding === undefined || isLikely(this.random, 50)) {
      await this.send('appoint', { memberId, postId }, (at) =>
        at.call('holders.appoint', { params, body: { number } }),
      );
      return;
    }
    const body = { holdingId: holding.id, version: holding.version };
    const about = { memberId: holding.member.id, postId, postHoldingId: holding.id };
    await this.send('dismiss', about, (at) => at.call('holders.dismiss', { params, body }));
  }

  private async move(): Promise<void> {
    const { movingId: id, communityIds } = this.stage.town;
    const rows = this.stage.db('pioneer_organisations').where({ document_id: id });
    const found = await unlessAway(
      rows.first<{ version: number } | undefined>('version'),
      undefined,
    );
    if (found === undefined) return;
    const parentId = this.random.pick(communityIds);
    const body = { version: found.version, parentId };
    await this.send('move', { organisationId: id, parentId }, ({ call }) =>
      call('organisations.move', { params: { id }, body }),
    );
  }

  private async readMember({ id: memberId }: Actor): Promise<void> {
    await this.send('readMember', { memberId }, ({ call }) =>
      call('members.findOne', { params: { id: memberId } }),
    );
  }

  private async erase(): Promise<void> {
    const leaver = this.leavers.pop();
    if (leaver === undefined) return;
    const { id: memberId, number } = leaver;
    await this.send('erase', { memberId }, ({ call }) =>
      call('members.erase', { params: { id: memberId }, body: { number } }),
    );
  }

  private anywhere(): Administrator {
    return this.random.pick(this.stage.administrators);
  }

  private send<Result>(
    op: string,
    about: Readonly<Record<string, string>>,
    make: (administrator: Administrator) => Promise<Result>,
  ): Promise<Answer<Result>> {
    const { recorder, administrators } = this.stage;
    const node = this.random.integer(0, administrators.length - 1);
    const administrator = administrators[node];
    if (administrator === undefined) throw new Error('There are no nodes.');
    const intent = { key: this.random.uuid(), node, actor: 'administrator', op, about };
    return recorder.send(intent, () => make(administrator));
  }
}

interface RoleAnswer {
  readonly role: Record<string, unknown> & {
    readonly permissions: Record<
      string,
      { controllers: Record<string, Record<string, { enabled: boolean }>> }
    >;
  };
}

/** What stands for all offices of a deputy. */
export function officeOf(memberId: string): string {
  return `office of ${memberId}`;
}
