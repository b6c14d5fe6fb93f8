import { linkTo, type Content } from './content-manager';
import { buildMembers, type Member } from './people';
import { countersOf } from './rows';
import type { Town } from './town';
import { buildTree, type Tree } from './tree';
import { buildOpening, buildWorkflow, type Opening } from './work';

/** A cooperative whose openings have workflows of their own, and who meets around its claims. */
export interface Cooperative {
  readonly tree: Tree;
  /** Of the community above it. */
  readonly manager: Member;
  /** Four, of the cooperative. */
  readonly members: readonly Member[];
  memberAt(place: number): Member;
  /** Publishes a task under a workflow of its own and gives the opening. */
  open(workflow: Content, data?: Content): Promise<Opening>;
}

export async function buildCooperative(town: Town): Promise<Cooperative> {
  const tree = await buildTree(town);
  const { cooperative: organisation } = tree;
  const [manager, ...members] = (await buildMembers(town, [
    [['manager', tree.community]],
    ...[1, 2, 3, 4].map(() => [['member', organisation]] as const),
  ])) as [Member, ...Member[]];

  function memberAt(place: number): Member {
    const member = members[place];
    if (member === undefined) throw new Error(`there are ${members.length} members`);
    return member;
  }

  async function open(content: Content, data: Content = {}): Promise<Opening> {
    const workflow = linkTo(await buildWorkflow(town, content));
    return buildOpening(town, { organisation, data: { workflow, ...data } });
  }

  return { tree, manager, members, memberAt, open };
}

/** The opening counts what there is: slots of members, of organisations, accepted work. */
export async function expectCounters(
  town: Town,
  { id }: Opening,
  expected: readonly number[],
): Promise<void> {
  const { stored, counted } = await countersOf(town, id);
  expect(stored).toEqual(counted);
  expect(stored).toEqual(expected);
}
