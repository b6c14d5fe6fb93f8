import type { ClaimChanges, CommandFacts } from '../../../core/work/claim-facts';
import { isoOrNull } from '../../../core/time';
import type { Image } from '../../../core/record/canonical';
import { decideClaim } from '../../../core/work/decide-claim';
import type { GivenCommand } from '../../../core/work/given-commands';
import { assertStays } from '../privacy/assert-stays';
import { actorOf, type CallingMember } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { assertAllowed, DomainError } from '../shared/domain-error';
import { changeClaim, type BroughtColumns } from './change-claim';
import { claimFactsOf, findClaimContext, type ClaimContext } from './claim-context';
import { findStepStart } from './evaluators';
import type { ClaimRow } from './tables';

/** The claim before and after a command that was carried out. */
export interface CommandResult {
  readonly context: ClaimContext;
  readonly claim: ClaimRow;
}

/**
 * What every command on a claim has in common: load what the giver may see, let core decide,
 * write conditionally with event and counters. What else a command brings (a report, a verdict)
 * its own use case writes afterwards, in the same transaction.
 *
 * @param prepare looks at the claim before the decision, e.g. to compute a score; what it brings
 *   is decided on and shown in the timeline
 * @throws DomainError NOT_FOUND, MEMBER_ERASED, or the refusal of core/work/decide-claim.ts
 */
export async function giveCommand(
  transaction: Transaction,
  request: {
    readonly claimId: string;
    readonly command: GivenCommand;
    readonly member: CallingMember;
    readonly version: number;
    readonly columns?: BroughtColumns;
    readonly prepare?: (context: ClaimContext) => CommandFacts | Promise<CommandFacts>;
  },
): Promise<CommandResult> {
  const { claimId, command, member, version } = request;
  const context = await getClaimContext(transaction, claimId, member);
  const facts = claimFactsOf(context.claim, context.terms, context.opening.termsId);
  const given: CommandFacts = { version };
  const decide = (with_: CommandFacts) =>
    decideClaim(command, facts, context.actor, with_, transaction.now);

  // Who may not give the command at all learns that before what is wrong with its content.
  const standing = decide(given);
  assertAllowed(standing.ok ? null : standing.refusal);
  const brought = (await request.prepare?.(context)) ?? {};
  const decision = decide({ ...given, ...brought });
  if (!decision.ok) throw new DomainError(decision.refusal.code, decision.refusal.facts);

  const { changes } = decision;
  const claim = await changeClaim(transaction, {
    claim: context.claim,
    terms: context.terms,
    command,
    changes: {
      ...changes,
      ...(await stepColumns(transaction, context, changes)),
      ...leadColumn(context, member),
      ...request.columns,
    },
    actor: actorOf(member),
    payload: payloadOf(brought),
  });
  if (claim === null) throw await changedMeanwhile(transaction, request);
  await assertStays(transaction, [member.id]);
  return { context, claim };
}

/** What a command brought along, as the timeline shows it. */
export function payloadOf({ dueAt, ...brought }: CommandFacts): Image {
  if (dueAt === undefined) return { ...brought };
  return { ...brought, dueAt: isoOrNull(dueAt) };
}

/** Who first answers for an organisation that was named leads its claim from then on. */
function leadColumn({ claim, actor }: ClaimContext, member: CallingMember): BroughtColumns {
  const leads = claim.leadId === null && actor.roles.includes('claimant');
  return leads ? { leadId: member.id } : {};
}

/** A step that begins looks for its evaluators in an organisation of its own. */
async function stepColumns(
  transaction: Transaction,
  { claim, opening, terms }: ClaimContext,
  { step: begun }: ClaimChanges,
): Promise<BroughtColumns> {
  const step = begun === undefined ? undefined : terms.content.steps[begun - 1];
  if (step === undefined) return {};
  const evaluatingId = await findStepStart(transaction, step, {
    openingOrganisationId: opening.organisationId,
    claimantOrganisationId: claim.organisationId,
  });
  return { evaluatingId };
}

/** The claim as the member sees it. @throws DomainError NOT_FOUND, also for what is hidden */
export async function getClaimContext(
  transaction: Parameters<typeof findClaimContext>[0],
  claimId: string,
  member: CallingMember,
): Promise<ClaimContext> {
  const context = await findClaimContext(transaction, claimId, member);
  if (context === null) throw new DomainError('NOT_FOUND');
  return context;
}

async function changedMeanwhile(
  transaction: Transaction,
  { claimId, member, version }: { claimId: string; member: CallingMember; version: number },
): Promise<DomainError> {
  const { claim } = await getClaimContext(transaction, claimId, member);
  return new DomainError('CLAIM_CHANGED', { found: claim.version, expected: version });
}
