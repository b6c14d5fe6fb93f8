import type { ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { presentRefusal } from '../../../contract/refusals';
import type { RequestOf } from '../../../contract/endpoint';
import { refusal, type Refusal } from '../../../core/errors';
import {
  creditedOrganisation,
  findOpeningRefusal,
  type Claimant,
} from '../../../core/work/claim-opening';
import type { Language } from '../../../core/words';
import { members } from '../people/tables';
import { actorOf, type CallingMember } from '../shared/caller';
import { selectIn, type Transaction } from '../shared/database';
import { beginClaim } from './claim-opening';
import { findCandidates, type Candidate } from './candidates';
import { findByRule } from './find-by-rule';
import { findLiveClaimRefusal, getOpening, openingFactsOf, type Place } from './find-place';
import { assertManages } from './manage-opening';

type Body = RequestOf<Endpoints['openings.assign']>['body'];
type Outcome = ResponseOf<Endpoints['openings.assign']>['data'];

/**
 * A manager names claimants, one by one or by a rule: each is offered a slot and answers within the
 * terms' window. Who cannot be named is refused by name, the others are assigned all the same.
 *
 * @throws DomainError NOT_FOUND, MANAGER_REQUIRED
 */
export async function assignClaims(
  transaction: Transaction,
  request: {
    readonly openingId: string;
    readonly body: Body;
    readonly manager: CallingMember;
    readonly language: Language;
  },
): Promise<Outcome> {
  const { openingId, body, manager, language } = request;
  const place = await getOpening(transaction, openingId, { isLocked: true });
  await assertManages(transaction, place.opening, manager);
  const wanted =
    'rule' in body ? await findByRule(transaction, body.rule) : distinct(body.claimants);
  const candidates = await findCandidates(transaction, await withoutLeavers(transaction, wanted));
  const outcome: Outcome = { assigned: [], refused: [] };
  const left = {
    member: place.opening.memberSlots - place.opening.memberTaken,
    organisation: place.opening.organisationSlots - place.opening.organisationTaken,
  };
  for (const claimant of wanted) {
    const candidate = candidates.get(claimant.id);
    const refused = await findAssignmentRefusal(transaction, place, { claimant, candidate, left });
    if (refused !== null || candidate === undefined) {
      const shown = presentRefusal(refused ?? unknown(claimant), language);
      outcome.refused.push({ ...claimant, refusal: shown });
      continue;
    }
    const claimId = await assign(transaction, place, candidate, manager);
    left[claimant.kind] -= 1;
    outcome.assigned.push({ ...claimant, claimId });
  }
  return outcome;
}

/** Whoever has left is nobody who could be named; the others stay until the transaction ends. */
async function withoutLeavers(
  { trx }: Transaction,
  wanted: readonly Claimant[],
): Promise<readonly Claimant[]> {
  const left: { id: string; left: unknown }[] = await selectIn(
    wanted.filter(({ kind }) => kind === 'member').map(({ id }) => id),
    (part) =>
      trx(members.name)
        .whereIn('document_id', part)
        .orderBy('id')
        .forKeyShare()
        .select<{ id: string; left: unknown }[]>({ id: 'document_id', left: 'erased_at' }),
  );
  const leavers = new Set(left.filter((one) => one.left !== null).map(({ id }) => id));
  return wanted.filter(({ id }) => !leavers.has(id));
}

function distinct(claimants: readonly Claimant[]): Claimant[] {
  return [...new Map(claimants.map((one) => [`${one.kind} ${one.id}`, one])).values()];
}

function unknown({ id }: Claimant): Refusal {
  return refusal('CLAIMANT_UNKNOWN', { claimant: id });
}

async function findAssignmentRefusal(
  transaction: Transaction,
  { opening }: Place,
  {
    claimant,
    candidate,
    left,
  }: {
    readonly claimant: Claimant;
    readonly candidate: Candidate | undefined;
    readonly left: Readonly<Record<Claimant['kind'], number>>;
  },
): Promise<Refusal | null> {
  const { kind } = claimant;
  if (candidate === undefined) return unknown(claimant);
  return (
    findOpeningRefusal(openingFactsOf(opening), kind, transaction.now) ??
    (await findLiveClaimRefusal(transaction, opening.id, claimant)) ??
    (left[kind] > 0
      ? null
      : refusal('OPENING_FULL', { slots: openingFactsOf(opening).slots[kind] }))
  );
}

function assign(
  transaction: Transaction,
  place: Place,
  { claimant, memberships }: Candidate,
  manager: CallingMember,
): Promise<string> {
  return beginClaim(transaction, {
    ...place,
    beginning: 'assign',
    claimant,
    leadId: claimant.kind === 'member' ? claimant.id : null,
    organisationId: creditedOrganisation(claimant, memberships),
    actor: actorOf(manager),
  });
}
