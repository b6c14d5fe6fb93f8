import type { MembershipRole, OrganisationRow, PostRow } from 'strapi-plugin-pioneer/contract';
import type { Block } from '../blocks';
import type { DRIVES, STANDARDS, WORKFLOWS } from './work-rules';

/** An organisation; the code of its parent is the part of its own before the last dash. */
export type OrganisationContent = Omit<OrganisationRow, 'parentCode'>;

export interface MemberContent {
  readonly number: string;
  readonly name: string;
  /** Code of the organisation and role there; the first is the member's own. */
  readonly roles: readonly (readonly [organisationCode: string, role: MembershipRole])[];
}

/** A post, filled by the managers of its organisation. */
export interface PostContent extends Omit<PostRow, 'appointers' | 'isActive'> {
  /** The number of the member who holds it; null where nobody does. */
  readonly holder: string | null;
}

export interface TaskContent {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly body: readonly Block[];
  readonly category: string;
  readonly organisation: string;
  /** On a map all of it lies on the water of a large lake, so that no real town is meant. */
  readonly place?: {
    readonly address: string;
    readonly latitude: number;
    readonly longitude: number;
  };
  readonly drive?: keyof typeof DRIVES;
  readonly standard?: keyof typeof STANDARDS;
  readonly workflow?: keyof typeof WORKFLOWS;
  readonly priority?: 'low' | 'normal' | 'high' | 'urgent';
  readonly difficulty?: 'easy' | 'normal' | 'hard';
  readonly points: number;
  readonly memberSlots: number;
  readonly organisationSlots: number;
  /** The spots that the task is about, by their category. */
  readonly spots?: string;
  /** The posts that do it again and again, by their title, and by which rule. */
  readonly recurs?: { readonly title: string; readonly rule: string; readonly hour: number };
  /** Days from today; negative ones are over. */
  readonly published: number;
  readonly closes?: number;
  readonly due?: number;
}

/** A place to put right, as the town imports it. */
export interface SpotContent {
  readonly code: string;
  readonly organisationCode: string;
  readonly category: string;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** One thing that somebody did, on a day counted from today. */
export type Step = { readonly day: number } & (
  | { readonly does: 'report'; readonly percent: number; readonly text: string }
  | { readonly does: 'submit'; readonly text: string; readonly selfCheck: ScoreList }
  | { readonly does: 'acknowledge' }
  | { readonly does: 'withdraw' | 'decline'; readonly reason: string }
  | { readonly does: 'refuse' | 'cancel'; readonly by: string; readonly reason: string }
  | { readonly does: 'return'; readonly by: string; readonly reason: string }
  | {
      readonly does: 'accept' | 'reject';
      readonly by: string;
      readonly scores: ScoreList;
      readonly reason: string;
    }
  /** Somebody looks at the claim, which is what ends it when its time is over. */
  | { readonly does: 'look' }
);

/** Points in the order of the standard's criteria. */
export type ScoreList = readonly number[];

/** One claim from beginning to end. */
export interface Scene {
  readonly task: string;
  /** The number of the member who claims. */
  readonly by: string;
  /** How the claim begins, unless the member just takes it. */
  readonly begins?: { readonly as: 'waiting' } | { readonly as: 'assigned'; readonly by: string };
  /** Code of the organisation that the member claims for; without it for oneself. */
  readonly for?: string;
  readonly claimed: number;
  readonly steps: readonly Step[];
  /** The state that the claim is in today. */
  readonly ends: string;
}

/** A text in both languages of the town; English may be missing. */
export interface InLanguages<Text> {
  readonly zh: Text;
  readonly en?: Text;
}
