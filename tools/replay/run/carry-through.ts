import type { ClaimView, EvidenceMoment } from 'strapi-plugin-pioneer/contract';
import { drawPhoto } from '../../photos/draw-photo';
import type { OrganisationPlan } from '../plan/plan-work';
import type { Random } from '../random';
import { demand, give } from './give';
import { CRITERIA, PASS_MARK } from './prepare-town';
import type { Winner } from './race';
import type { WitnessedMember } from './witnessed-member';

const PROGRESS = [
  '已到现场查看，联系了养护班组。',
  'Looked at it on site; the crew comes tomorrow morning.',
  '材料已经备好，正在施工。',
  'Half of it is cleared; the rest needs the small truck.',
  '与住户沟通过了，同意周末整改。',
];
const DONE = ['已经整改完毕，现场清理干净。', 'Done and tidied up; see for yourselves.'];
const RETURNED = ['转角处还有遗留，请再处理一下。', 'The kerb is still blocked on one side.'];
const ACCEPTED = ['现场核实，符合标准。', 'Checked on site; well done.', ''];
/** Seeds of photos; so many that two hardly ever are the same. */
const MOST_SCENES = 2 ** 31 - 1;

const WITHDRAWN = [
  '临时出差，请其他同志接手。',
  'I am ill this week; somebody else should take it.',
];

/** How the work goes, whatever it is about. */
type Manners = Pick<OrganisationPlan, 'random' | 'isReturned' | 'isSentTwice'>;

/** Reports once, so that a claim that is lost afterwards has left a trace. */
export async function reportProgress(winner: Winner, plan: Manners): Promise<Winner> {
  const { random, isSentTwice } = plan;
  const report = {
    clientId: random.uuid(),
    percent: random.integer(10, 60),
    text: random.pick(PROGRESS),
  };
  if (!isSentTwice) return { ...winner, claim: await give(winner, 'report', report) };
  // Two phones of one member, each with a report of its own: one of them saw an older version.
  const other = { ...report, clientId: random.uuid(), percent: random.integer(10, 60) };
  const { member, claim } = winner;
  const [one, two] = await Promise.all([
    member.give('report', claim, report),
    member.give('report', claim, other),
  ]);
  return { member, claim: demand(one ?? two, 'report', claim) };
}

/** Gives the claim up, so that somebody else can take the opening. */
export async function withdraw(winner: Winner, { random }: Manners): Promise<void> {
  await give(winner, 'withdraw', { reason: random.pick(WITHDRAWN) });
}

/** From the first report to the yes of every evaluator; throws at the first refusal on the way. */
export async function carryThrough(
  winner: Winner,
  evaluators: readonly WitnessedMember[],
  plan: Manners,
): Promise<void> {
  const { random } = plan;
  let { claim } = await reportProgress(winner, plan);
  claim = await submit(winner.member, claim, random);
  const [evaluator] = evaluators;
  if (plan.isReturned && evaluator !== undefined) {
    const reason = random.pick(RETURNED);
    claim = await give({ member: evaluator, claim }, 'return', { reason });
    claim = await give({ member: winner.member, claim }, 'acknowledge', {});
    claim = await submit(winner.member, claim, random);
  }
  for (const one of evaluators) claim = await accept(one, claim, plan);
}

/** Shows the work as it was before and as it is now, and submits it. */
async function submit(
  member: WitnessedMember,
  claim: ClaimView,
  random: Random,
): Promise<ClaimView> {
  const selfCheck = scores(random, 70);
  const [clientId, text] = [random.uuid(), random.pick(DONE)];
  const beforeId = await showPhoto(member, claim, random, { moment: 'before' });
  const afterId = await showPhoto(member, claim, random, { moment: 'after', beforeId });
  const evidenceIds = [beforeId, afterId];
  return give({ member, claim }, 'submit', { clientId, text, selfCheck, evidenceIds });
}

/** Draws a photo that is like no other, and uploads it. */
async function showPhoto(
  member: WitnessedMember,
  claim: ClaimView,
  random: Random,
  about: { readonly moment: EvidenceMoment; readonly beforeId?: string },
): Promise<string> {
  const photo = await drawPhoto(random.integer(0, MOST_SCENES));
  return member.show(claim, photo, { clientId: random.uuid(), ...about });
}

/** The evaluator looks at the claim first, as a person does; what is sent twice counts once. */
async function accept(
  evaluator: WitnessedMember,
  submitted: ClaimView,
  { random, isSentTwice }: Manners,
): Promise<ClaimView> {
  const claim = demand(await evaluator.look(submitted.id), 'look', submitted);
  const verdict = { scores: scores(random, PASS_MARK), reason: random.pick(ACCEPTED) };
  const answers = await Promise.all(
    Array.from({ length: isSentTwice ? 2 : 1 }, () => evaluator.give('accept', claim, verdict)),
  );
  return demand(answers.find((answer) => answer !== null) ?? null, 'accept', claim);
}

function scores(random: Random, least: number): Record<string, number> {
  return Object.fromEntries(CRITERIA.map(({ key }) => [key, random.integer(least, 100)]));
}
