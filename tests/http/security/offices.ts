import type { EndpointName } from 'strapi-plugin-pioneer/contract';
import type { Roles } from '../../support/people';
import type { Tree } from '../../support/tree';

export const OFFICES = ['representative', 'evaluator', 'manager'] as const;

/**
 * The cooperative claims work of the community above it, and has submitted it. Who asks, and what
 * they are where.
 */
export const WHO = {
  stranger: () => [],
  neighbour: ({ community }) => [['member', community]],
  /** Speaks for the community, which has not claimed. */
  speakerBeside: ({ community }) => [['representative', community]],
  /** Claimed for the cooperative. */
  lead: ({ cooperative }) => [['representative', cooperative]],
  /** Speaks for it as well. */
  colleague: ({ cooperative }) => [['representative', cooperative]],
  /** Was named as one who shares in the claim. */
  sharer: ({ cooperative }) => [['member', cooperative]],
  /** Of the cooperative, without part in the claim. */
  fellow: ({ cooperative }) => [['member', cooperative]],
  managerBelow: ({ cooperative }) => [['manager', cooperative]],
  evaluatorBelow: ({ cooperative }) => [['evaluator', cooperative]],
  evaluator: ({ community }) => [['evaluator', community]],
  evaluatorAbove: ({ root }) => [['evaluator', root]],
  manager: ({ community }) => [['manager', community]],
  managerAbove: ({ root }) => [['manager', root]],
  /** Held every office of the community, and holds none any more. */
  former: ({ community }) => OFFICES.map((role) => [role, community] as const),
} as const satisfies Readonly<Record<string, (tree: Tree) => Roles>>;
export type Who = keyof typeof WHO;

export const EVERYBODY = Object.keys(WHO) as Who[];
const CLAIMANTS: readonly Who[] = ['lead', 'colleague', 'sharer'];
const MANAGERS: readonly Who[] = ['manager', 'managerAbove'];
const EVALUATORS: readonly Who[] = ['evaluator', 'evaluatorAbove'];
/** Who knows that there is a claim. */
const READERS: readonly Who[] = [...CLAIMANTS, ...MANAGERS, ...EVALUATORS];

/** Of some endpoints: whom they let in, what these are told, and what the others are. */
interface Rule {
  readonly names: readonly EndpointName[];
  readonly letsIn: readonly Who[];
  /** Who is let in asks for what cannot be done just now, so that nothing changes. */
  readonly meets: string;
  readonly others: string | ((who: Who) => string);
}

const notTheirs = (who: Who) => (READERS.includes(who) ? 'CLAIM_NOT_YOURS' : 'NOT_FOUND');

export const RULES: readonly Rule[] = [
  {
    names: ['claims.findOne', 'claims.findTimeline', 'claims.findEvidence'],
    letsIn: READERS,
    meets: '200',
    others: 'NOT_FOUND',
  },
  {
    names: [
      'claims.acceptOffer',
      'claims.decline',
      'claims.report',
      'claims.addEvidence',
      'claims.submit',
      'claims.acknowledge',
      'claims.withdraw',
    ],
    letsIn: CLAIMANTS,
    meets: 'CLAIM_STATE_REFUSES',
    others: notTheirs,
  },
  {
    names: ['claims.extend'],
    letsIn: [...CLAIMANTS, ...MANAGERS],
    meets: 'CLAIM_STATE_REFUSES',
    others: notTheirs,
  },
  {
    names: [
      'claims.approve',
      'claims.refuse',
      'claims.allowWithdrawal',
      'claims.denyWithdrawal',
      'claims.moveToTerms',
    ],
    letsIn: MANAGERS,
    meets: 'CLAIM_STATE_REFUSES',
    others: notTheirs,
  },
  { names: ['claims.cancel'], letsIn: MANAGERS, meets: 'CLAIM_CHANGED', others: notTheirs },
  {
    names: ['claims.accept', 'claims.return', 'claims.reject'],
    letsIn: ['evaluator'],
    meets: 'CLAIM_CHANGED',
    others: (who) => (who === 'evaluatorAbove' ? 'EVALUATION_NOT_YOUR_TURN' : notTheirs(who)),
  },
  {
    // For the cooperative, which has claimed already.
    names: ['openings.claim'],
    letsIn: ['lead', 'colleague'],
    meets: 'CLAIM_ALREADY_LIVE',
    others: 'REPRESENTATIVE_REQUIRED',
  },
  {
    names: ['openings.assign', 'openings.moveClaims', 'openings.cancelClaims'],
    letsIn: MANAGERS,
    meets: '200',
    others: 'MANAGER_REQUIRED',
  },
  {
    names: ['posts.appoint'],
    letsIn: MANAGERS,
    meets: 'MEMBER_UNKNOWN',
    others: 'POST_APPOINTER_REQUIRED',
  },
  {
    names: ['posts.dismiss'],
    letsIn: MANAGERS,
    meets: 'VERSION_OUTDATED',
    others: 'POST_APPOINTER_REQUIRED',
  },
  {
    names: ['posts.findGaps'],
    letsIn: [...MANAGERS, 'managerBelow'],
    meets: '200',
    others: 'GAPS_FOR_MANAGERS',
  },
  {
    names: ['spots.findAgain'],
    letsIn: [...MANAGERS, ...EVALUATORS],
    meets: 'VERSION_OUTDATED',
    others: 'SPOT_FINDER_REQUIRED',
  },
];
