import { randomUUID } from 'node:crypto';
import { buildMember, type Member } from '../../support/people';
import type { Town } from '../../support/town';
import { buildClaim, buildOpening, GOOD_SCORES, POOR_SCORES } from '../../support/work';

type Body = Readonly<Record<string, unknown>>;

/** A command as it is sent, which would be carried out as it is. */
export interface Sound {
  readonly path: string;
  readonly token: string;
  readonly body: Body;
  /** Whose rows must stay as they are. */
  readonly place: { readonly claimId: string; readonly openingId: string };
}

export const NAMES = [
  'claim',
  'report',
  'submit',
  'acknowledge',
  'withdraw',
  'accept',
  'return',
  'reject',
] as const;
export type Name = (typeof NAMES)[number];

/** Every command of a person, each on work that waits for it; nothing is sent yet. */
export async function buildSoundCommands(town: Town): Promise<Readonly<Record<Name, Sound>>> {
  const [active, returned, submitted, opening, newcomer] = await Promise.all([
    buildClaim(town),
    buildClaim(town, { state: 'returned' }),
    buildClaim(town, { state: 'submitted' }),
    buildOpening(town),
    buildMember(town),
  ]);
  const command = (name: Name, work: typeof active, by: Member, body: Body): Sound => ({
    path: `/api/pioneer/claims/${work.claim.id}/${name}`,
    token: by.token,
    body: { version: work.claim.version, ...body },
    place: { claimId: work.claim.id, openingId: work.opening.id },
  });
  const reason = '理由如下。';
  const entry = { clientId: randomUUID(), text: '进展顺利。' };
  return {
    claim: {
      path: `/api/pioneer/openings/${opening.id}/claims`,
      token: newcomer.token,
      body: { termsId: opening.termsId },
      place: { claimId: 'none', openingId: opening.id },
    },
    report: command('report', active, active.claimant, { ...entry, percent: 50 }),
    submit: command('submit', active, active.claimant, { ...entry, selfCheck: GOOD_SCORES }),
    acknowledge: command('acknowledge', returned, returned.claimant, {}),
    withdraw: command('withdraw', active, active.claimant, { reason }),
    accept: command('accept', submitted, submitted.evaluator, { scores: GOOD_SCORES, reason }),
    return: command('return', submitted, submitted.evaluator, { reason }),
    reject: command('reject', submitted, submitted.evaluator, { scores: POOR_SCORES, reason }),
  };
}
