import type { z } from 'zod';
import { presentRefusal } from '../../../contract/refusals';
import type { claimSchema, termsSchema } from '../../../contract/work';
import { isoOf, isoOrNull, type Instant } from '../../../core/time';
import { allowedCommands } from '../../../core/work/decide-claim';
import { isPastDue } from '../../../core/work/due-date';
import type { Language } from '../../../core/words';
import { claimFactsOf, type ClaimContext } from './claim-context';
import { nameFor } from '../masking/show-person';
import type { TermsRow } from './tables';

export type ClaimView = z.input<typeof claimSchema>;
export type TermsView = z.output<typeof termsSchema>;

/** The claim for one reader, with the commands that this reader may give now. */
export function presentClaim(
  context: ClaimContext,
  reading: { readonly now: Instant; readonly language: Language },
): ClaimView {
  const { claim, opening, terms } = context;
  const { now, language } = reading;
  return {
    id: claim.id,
    opening: {
      id: opening.id,
      title: opening.title,
      taskId: opening.taskId,
      organisation: context.openingOrganisation,
    },
    claimant: {
      kind: claim.claimantKind,
      id: claim.claimantId,
      name:
        claim.claimantKind === 'member'
          ? nameFor('claim', context.claimantName)
          : context.claimantName,
    },
    lead:
      claim.leadId === null
        ? null
        : { id: claim.leadId, name: nameFor('claim', context.leadName ?? '') },
    organisationId: claim.organisationId,
    state: claim.state,
    version: claim.version,
    round: claim.round,
    step: claim.step,
    steps: terms.content.steps.length,
    evaluation: presentEvaluation(context),
    percent: claim.percent,
    passMark: terms.content.standard.passMark,
    score: claim.score,
    claimedAt: isoOf(claim.claimedAt),
    leaseEndsAt: isoOrNull(claim.leaseEndsAt),
    dueAt: isoOrNull(claim.dueAt),
    isPastDue: isPastDue(claim, now),
    offerEndsAt: isoOrNull(claim.offerEndsAt),
    withdrawalAskedAt: isoOrNull(claim.withdrawalAskedAt),
    extended: claim.extended,
    submittedAt: isoOrNull(claim.submittedAt),
    acknowledgedAt: isoOrNull(claim.acknowledgedAt),
    decidedAt: isoOrNull(claim.decidedAt),
    appealEndsAt: isoOrNull(claim.appealEndsAt),
    endedAt: isoOrNull(claim.endedAt),
    allowed: allowedCommands(claimFactsOf(claim, terms, opening.termsId), context.actor, now).map(
      ({ command, refusal }) => ({
        command,
        refusal: refusal === null ? null : presentRefusal(refusal, language),
      }),
    ),
  };
}

/** Where a submitted claim waits. */
function presentEvaluation({
  claim,
  terms,
  evaluatingOrganisation,
}: ClaimContext): ClaimView['evaluation'] {
  const step = terms.content.steps[claim.step - 1];
  if (claim.state !== 'submitted' || step === undefined || evaluatingOrganisation === null) {
    return null;
  }
  const { label } = step;
  return { label, organisation: evaluatingOrganisation, endsAt: isoOrNull(claim.stepEndsAt) };
}

/** The terms as members read them. */
export function presentTerms({ id, content }: TermsRow): TermsView {
  const { subject: _, workflowId: _workflowId, slots: _slots, units: _units, ...shown } = content;
  const { standard, steps, reportForm, verdictForm, opensAt, closesAt, dueAt } = shown;
  return {
    id,
    ...shown,
    steps: steps.map((step) => ({ ...step, evaluatorIds: [...step.evaluatorIds] })),
    standard: {
      ...standard,
      criteria: [...standard.criteria],
      grades: [...standard.grades],
    },
    reportForm: [...reportForm],
    verdictForm: [...verdictForm],
    opensAt: isoOrNull(opensAt),
    closesAt: isoOrNull(closesAt),
    dueAt: isoOrNull(dueAt),
  };
}
