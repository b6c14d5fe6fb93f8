import type { Block } from '../blocks';
import type { InLanguages } from './types';

/** What a story says in one language. */
export interface StoryText {
  readonly title: string;
  readonly slug: string;
  readonly summary: string;
  readonly body: readonly Block[];
}

export interface StoryContent {
  readonly text: InLanguages<StoryText>;
  readonly organisation: string;
  readonly tags: readonly string[];
  /** Slugs of role models and tasks that it is about. */
  readonly roleModels: readonly string[];
  readonly tasks: readonly string[];
}

export interface RoleModelText {
  readonly name: string;
  readonly slug: string;
  readonly summary: string;
  readonly body: readonly Block[];
  readonly honours: readonly Honour[];
}

interface Honour {
  readonly title: string;
  readonly star?: string;
  /** Years before the present one. */
  readonly yearsAgo: number;
  readonly awardedBy: string;
}

export interface RoleModelContent {
  readonly kind: 'individual' | 'family' | 'collective';
  readonly text: InLanguages<RoleModelText>;
  readonly organisation: string;
  readonly tags: readonly string[];
}

export interface ExpertText {
  readonly name: string;
  readonly slug: string;
  readonly position: string;
  readonly affiliation: string;
  readonly expertise: string;
  readonly summary: string;
  readonly body: readonly Block[];
}
