import { DRIVE, linkTo, TASK, WORKFLOW } from '../../support/content-manager';
import { codeOfRefusal, refusalOf } from '../../support/http';
import { buildMember, buildMembers, type Member } from '../../support/people';
import { countersOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import { buildTree, type Tree } from '../../support/tree';
import { accept, buildClaim, buildDrive, buildOpening, buildWorkflow } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let tree: Tree;

beforeEach(async () => {
  tree = await buildTree(town);
});

/** What the admin panel shows at the field when it saves this, or null when it may be saved. */
async function problemOf(field: 'audience' | 'eligibility', source: string) {
  const answers = [];
  const workflow = await buildWorkflow(town);
  answers.push(await town.content.update(WORKFLOW, workflow, { [field]: source }));
  answers.push(await town.content.update(DRIVE, await buildDrive(town), { [field]: source }));
  const { taskId } = await buildOpening(town, { organisation: tree.root });
  answers.push(await town.content.update(TASK, taskId, { [field]: source }));
  const problems = answers.map(({ status, body }) => {
    const { code, errors } = (body.error?.details ?? {}) as {
      code?: string;
      errors?: readonly { path: string[]; message: string }[];
    };
    return { status, code, path: errors?.[0]?.path, message: errors?.[0]?.message };
  });
  const [first] = problems;
  // A workflow, a drive and a task are told the same.
  for (const problem of problems) expect(problem).toEqual(first);
  return first;
}

describe('an expression is saved', () => {
  it('when it is true or false for whoever it is evaluated for', async () => {
    const audience = `"${tree.community.code}" in member.organisations // 第一社区的成员`;
    expect(await problemOf('audience', audience)).toMatchObject({ status: 200 });
    expect(await problemOf('eligibility', 'claims.accepted >= 2')).toMatchObject({ status: 200 });
    expect(await problemOf('audience', ' ')).toMatchObject({ status: 200 });
  });

  it.each([
    ['is none', 'member.roles ==', 'AUDIENCE_INVALID'],
    ['asks for what there is not', 'member.name == "x"', 'AUDIENCE_INVALID'],
    ['does not say yes or no', 'size(member.roles)', 'AUDIENCE_INVALID'],
    ['counts claims, which come and go', 'claims.running == 0', 'AUDIENCE_INVALID'],
    ['has a regular expression', 'organisation.code.matches("(a+)+$")', 'AUDIENCE_TOO_COSTLY'],
    [
      'walks lists in lists in lists',
      'member.roles.all(a, member.roles.all(b, member.roles.all(c, a == b && b == c)))',
      'AUDIENCE_TOO_COSTLY',
    ],
    ['is too long', Array(101).fill('true').join(' || '), 'AUDIENCE_TOO_COSTLY'],
  ])('but not when it %s', async (_name, source, code) => {
    const problem = await problemOf('audience', source);
    expect(problem).toMatchObject({ status: 400, code, path: ['audience'] });
    expect(problem?.message).toContain('“对象”');
  });
});

/** Claims as a member, with the terms that hold now. */
function claim(member: Member, opening: { readonly id: string; readonly termsId: string }) {
  return member.call('openings.claim', {
    params: { id: opening.id },
    body: { termsId: opening.termsId },
  });
}

/** What a refused claim is told. */
async function reasonOf(attempt: Promise<unknown>) {
  const { code, details } = await refusalOf(attempt);
  return { code, condition: details.condition };
}

describe('a claim', () => {
  it('is refused to whom the audience does not have, with the condition, and changes nothing', async () => {
    const audience = `claimant == "member" && "${tree.community.code}" in organisation.path // 第一社区`;
    const opening = await buildOpening(town, { organisation: tree.root, data: { audience } });
    const [inside, outside] = (await buildMembers(town, [
      [['member', tree.cooperative]],
      [['member', tree.otherCooperative]],
    ])) as [Member, Member];

    expect(await reasonOf(claim(outside, opening))).toEqual({
      code: 'OPENING_NOT_FOR_YOU',
      condition: '第一社区',
    });
    expect((await countersOf(town, opening.id)).stored).toEqual([0, 0, 0]);
    expect((await claim(inside, opening)).data.state).toBe('active');
  });

  it('is refused while the conditions are unmet, and taken as soon as they hold', async () => {
    const eligibility = 'claims.accepted >= 1 && // 完成过一项\n claims.running == 0';
    const workflow = linkTo(await buildWorkflow(town, { eligibility }));
    const opening = await buildOpening(town, { organisation: tree.root, data: { workflow } });
    const member = await buildMember(town, [['member', tree.cooperative]]);
    expect(await reasonOf(claim(member, opening))).toEqual({
      code: 'CLAIM_NOT_ELIGIBLE',
      condition: '完成过一项',
    });
    const work = await buildClaim(town, { claimant: member, state: 'submitted' });
    await accept(work);
    await buildClaim(town, { claimant: member, opening: await buildOpening(town) });
    expect(await reasonOf(claim(member, opening))).toEqual({
      code: 'CLAIM_NOT_ELIGIBLE',
      condition: 'claims.running == 0',
    });

    const other = await buildMember(town, [['member', tree.cooperative]]);
    await buildClaim(town, { claimant: other, state: 'accepted' });
    expect((await claim(other, opening)).data.state).toBe('active');
  });

  it('for an organisation asks whether it is for the organisation', async () => {
    const audience = 'claimant == "organisation" && organisation.kind == "community"';
    const data = { audience, organisationSlots: 1 };
    const opening = await buildOpening(town, { organisation: tree.root, data });
    const member = await buildMember(town, [
      ['representative', tree.community],
      ['representative', tree.cooperative],
    ]);
    const as = (organisationId: string) =>
      member.call('openings.claim', {
        params: { id: opening.id },
        body: { termsId: opening.termsId, organisationId },
      });

    expect(await codeOfRefusal(as(tree.cooperative.id))).toBe('OPENING_NOT_FOR_YOU');
    expect((await as(tree.community.id)).data.state).toBe('active');
    expect(await codeOfRefusal(claim(member, opening))).toBe('OPENING_NOT_FOR_YOU');
  });
});
