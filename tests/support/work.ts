import { randomUUID } from 'node:crypto';
import type { ClaimView, OpeningView, Scores } from 'strapi-plugin-pioneer/contract';
import { DRIVE, linkTo, STANDARD, TASK, WORKFLOW, type Content } from './content-manager';
import { uniqueName } from './names';
import { buildMembers, type Member, type Organisation } from './people';
import type { Town } from './town';
import { villageAt, villageOf } from './village';

/** Two criteria whose weights are easy to work out by hand: 60 and 40. */
export const CRITERIA = [
  { key: 'cleanliness', label: { zh: '整洁', en: 'Cleanliness' }, weight: 60 },
  { key: 'lasting', label: { zh: '保持', en: 'Lasting' }, weight: 40 },
];
/** 0.6 × 90 + 0.4 × 70 = 82, above the pass mark of 60. */
export const GOOD_SCORES = { cleanliness: 90, lasting: 70 };
export const GOOD_SCORE = 82;
/** 0.6 × 50 + 0.4 × 40 = 46, below it. */
export const POOR_SCORES = { cleanliness: 50, lasting: 40 };
export const POOR_SCORE = 46;

export async function buildStandard(town: Town, data: Content = {}): Promise<string> {
  const name = uniqueName('环境整治标准');
  return town.content.create(STANDARD, { name, criteria: CRITERIA, passMark: 60, ...data });
}

/** A lease of 72 hours and no appeal window, unless said otherwise. */
export async function buildWorkflow(town: Town, data: Content = {}): Promise<string> {
  const defaults = { claimMode: 'open', leaseHours: 72, appealWindowDays: 0 };
  return town.content.create(WORKFLOW, { name: uniqueName('公开认领'), ...defaults, ...data });
}

export async function buildDrive(town: Town, data: Content = {}): Promise<string> {
  return town.content.create(DRIVE, { name: uniqueName('专项行动'), ...data });
}

/** One standard and one workflow for all tasks of a file that do not care: nobody changes them. */
const defaults = new WeakMap<Town, Promise<Content>>();

function defaultsOf(town: Town): Promise<Content> {
  const made = defaults.get(town) ?? makeDefaults(town);
  defaults.set(town, made);
  return made;
}

async function makeDefaults(town: Town): Promise<Content> {
  const standard = linkTo(await buildStandard(town));
  return { standard, workflow: linkTo(await buildWorkflow(town)) };
}

/** A task with everything that publishing needs, not yet published. */
export async function taskContent(
  town: Town,
  options: { readonly organisation?: Organisation; readonly data?: Content } = {},
): Promise<Content> {
  const { data = {} } = options;
  const organisation = options.organisation ?? (await villageOf(town)).organisation;
  return {
    title: uniqueName('清理河道'),
    slug: uniqueName('river'),
    summary: '清理沿岸垃圾，恢复步道。',
    category: 'environment',
    organisation: linkTo(organisation.id),
    memberSlots: 1,
    organisationSlots: 0,
    points: 5,
    ...(await defaultsOf(town)),
    ...data,
  };
}

/** A published task with its opening. */
export interface Opening {
  readonly id: string;
  readonly taskId: string;
  readonly termsId: string;
  readonly organisation: Organisation;
}

/** Publishes a task over HTTP, as an administrator does, and gives the opening that it makes. */
export async function buildOpening(
  town: Town,
  options: { readonly organisation?: Organisation; readonly data?: Content } = {},
): Promise<Opening> {
  const organisation = options.organisation ?? (await villageOf(town)).organisation;
  const data = await taskContent(town, { ...options, organisation });
  const taskId = await town.content.createPublished(TASK, data);
  const opening = await town
    .rows('pioneer_openings')
    .where({ task_id: taskId })
    .first<{ document_id: string; terms_id: string }>('document_id', 'terms_id');
  return { id: opening.document_id, taskId, termsId: opening.terms_id, organisation };
}

/** The opening of a task as visitors see it now. */
export async function openingOf(town: Town, taskId: string): Promise<OpeningView> {
  const opening = await town
    .rows('pioneer_openings')
    .where({ task_id: taskId })
    .first<{ document_id: string } | undefined>('document_id');
  if (opening === undefined) throw new Error(`task ${taskId} has no opening`);
  return (await town.visitor('openings.findOne', { params: { id: opening.document_id } })).data;
}

/** More slots than any file has claims. */
const PLENTY = 1000;

const roomyOpenings = new WeakMap<Town, Promise<Opening>>();

/** The one opening of this file that all claims fit in, in its village. */
function roomyOpeningOf(town: Town): Promise<Opening> {
  const opening = roomyOpenings.get(town) ?? buildOpening(town, { data: { memberSlots: PLENTY } });
  roomyOpenings.set(town, opening);
  return opening;
}

/** Whether an opening is the one of this file that all claims fit in. */
export async function holdsAllClaims(town: Town, openingId: string): Promise<boolean> {
  return (await roomyOpenings.get(town))?.id === openingId;
}

/** The claim as somebody reads it now. */
export async function look(reader: Member, claimId: string) {
  return (await reader.call('claims.findOne', { params: { id: claimId } })).data;
}

/** States that commands of this slice lead to, and how far a returned claim has got. */
export const REACHABLE_STATES = [
  'active',
  'submitted',
  'returned',
  'returned-acknowledged',
  'accepted',
  'rejected',
  'withdrawn',
] as const;
export type ReachableState = (typeof REACHABLE_STATES)[number];

/** A claim with the people around it. */
export interface Work {
  readonly claim: ClaimView;
  readonly opening: Opening;
  readonly claimant: Member;
  readonly evaluator: Member;
}

/** The claim of some work as its claimant reads it now. */
export async function lookAt({ claim, claimant }: Pick<Work, 'claim' | 'claimant'>) {
  return look(claimant, claim.id);
}

/**
 * Takes a claim and leads it to a state by the commands of its claimant and its evaluator. The
 * claimant is new, unless given; opening and evaluator are the file's own, which all such claims
 * share.
 */
export async function buildClaim(
  town: Town,
  options: {
    readonly state?: ReachableState;
    readonly opening?: Opening;
    readonly claimant?: Member;
    readonly evaluator?: Member;
    /** Claims for this organisation, which the claimant represents. */
    readonly forOrganisation?: Organisation;
  } = {},
): Promise<Work> {
  const { state = 'active', forOrganisation } = options;
  const opening = options.opening ?? (await roomyOpeningOf(town));
  const { claimant, evaluator } = await buildParties(town, opening, options);
  const taken = await claimant.call('openings.claim', {
    params: { id: opening.id },
    body: {
      termsId: opening.termsId,
      ...(forOrganisation === undefined ? {} : { organisationId: forOrganisation.id }),
    },
  });
  const work = { claim: taken.data, opening, claimant, evaluator };
  return { ...work, claim: await leadTo(state, work) };
}

/** Those of the two who are not given: of the file's village, or built for another place. */
async function buildParties(
  town: Town,
  { organisation }: Opening,
  given: { readonly claimant?: Member; readonly evaluator?: Member },
): Promise<Pick<Work, 'claimant' | 'evaluator'>> {
  const village = await villageAt(town, organisation);
  if (village !== null) {
    return {
      claimant: given.claimant ?? (await village.newcomer()),
      evaluator: given.evaluator ?? village.evaluator,
    };
  }
  const missing = (['claimant', 'evaluator'] as const).filter((part) => given[part] === undefined);
  const built =
    missing.length === 0
      ? []
      : await buildMembers(
          town,
          missing.map((part) => [[part === 'claimant' ? 'member' : part, organisation]]),
        );
  const claimant = given.claimant ?? built.at(0);
  const evaluator = given.evaluator ?? built.at(-1);
  if (claimant === undefined || evaluator === undefined) throw new Error('nobody was built');
  return { claimant, evaluator };
}

async function leadTo(state: ReachableState, work: Work): Promise<ClaimView> {
  if (state === 'active') return work.claim;
  if (state === 'withdrawn') return withdraw(work);
  const submitted = { ...work, claim: await submit(work) };
  if (state === 'submitted') return submitted.claim;
  if (state === 'accepted') return accept(submitted);
  if (state === 'rejected') return reject(submitted);
  const returned = { ...work, claim: await giveBack(submitted) };
  return state === 'returned' ? returned.claim : acknowledge(returned);
}

interface OfClaimant extends Pick<Work, 'claim'> {
  readonly claimant: Pick<Member, 'call'>;
}

interface OfEvaluator extends Pick<Work, 'claim'> {
  readonly evaluator: Pick<Member, 'call'>;
}

export async function report(
  { claim, claimant }: OfClaimant,
  entry: { readonly percent?: number; readonly text?: string; readonly clientId?: string } = {},
): Promise<ClaimView> {
  const { percent = 50, text = '已清理一半。', clientId = randomUUID() } = entry;
  const body = { version: claim.version, clientId, percent, text };
  return (await claimant.call('claims.report', { params: { id: claim.id }, body })).data;
}

export async function submit(
  { claim, claimant }: OfClaimant,
  selfCheck: Scores = GOOD_SCORES,
): Promise<ClaimView> {
  const { id, version } = claim;
  const body = {
    version,
    clientId: randomUUID(),
    text: '已全部完成。',
    selfCheck: { ...selfCheck },
  };
  return (await claimant.call('claims.submit', { params: { id }, body })).data;
}

export async function acknowledge({ claim, claimant }: OfClaimant): Promise<ClaimView> {
  const { id, version } = claim;
  return (await claimant.call('claims.acknowledge', { params: { id }, body: { version } })).data;
}

export async function withdraw({ claim, claimant }: OfClaimant): Promise<ClaimView> {
  const { id, version } = claim;
  const body = { version, reason: '家中有事，无法继续。' };
  return (await claimant.call('claims.withdraw', { params: { id }, body })).data;
}

export async function accept({ claim, evaluator }: OfEvaluator): Promise<ClaimView> {
  const { id, version } = claim;
  const body = { version, scores: GOOD_SCORES, reason: '现场整洁。' };
  return (await evaluator.call('claims.accept', { params: { id }, body })).data;
}

/** The command "return", which JavaScript keeps for itself. */
export async function giveBack({ claim, evaluator }: OfEvaluator): Promise<ClaimView> {
  const { id, version } = claim;
  const body = { version, reason: '东侧仍有积水。' };
  return (await evaluator.call('claims.return', { params: { id }, body })).data;
}

export async function reject({ claim, evaluator }: OfEvaluator): Promise<ClaimView> {
  const { id, version } = claim;
  const body = { version, scores: POOR_SCORES, reason: '没有开展工作。' };
  return (await evaluator.call('claims.reject', { params: { id }, body })).data;
}
